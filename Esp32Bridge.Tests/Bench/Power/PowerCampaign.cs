using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace Esp32Bridge.Bench.Power
{
    /// <summary>
    /// Pulls plugs in the middle of jobs, at random moments: that of the ESP32, of either part, or of all. The device must
    /// recover without help after the supply has come back.
    /// </summary>
    public static class PowerCampaign
    {
        // A board mostly waits. But if it has to wait for a processor, it misses real-time answers.
        private const int BoardsOfProcessor = 6;

        // A run whose job ended before the cut is repeated with an earlier cut.
        private const double Earlier = 0.9;

        /// <summary>Runs trials.</summary>
        /// <param name="trials">The runs.</param>
        /// <returns>The results, in the order of the runs.</returns>
        public static IReadOnlyList<PowerResult> Run(IReadOnlyList<PowerTrial> trials)
        {
            ConcurrentDictionary<(PowerScenario Scenario, int Size, string Lines), Lazy<(long Steps, long DriveStages)>> counts = new();
            PowerResult[] results = new PowerResult[trials.Count];
            Parallel.For(0, trials.Count, new ParallelOptions { MaxDegreeOfParallelism = BoardsOfProcessor * Environment.ProcessorCount }, i =>
            {
                PowerTrial trial = trials[i];
                results[i] = RunOne(trial, counts.GetOrAdd((trial.Scenario, trial.Size, string.Join(',', trial.Lines)), _ => new Lazy<(long, long)>(() => PowerTrialRunner.Count(trial))));
            });
            return results;
        }

        /// <summary>Gets the summary line.</summary>
        /// <param name="results">The results.</param>
        /// <returns>The line.</returns>
        public static string Summary(IReadOnlyList<PowerResult> results)
        {
            int converged = results.Count(result => result.Outcome == PowerOutcome.Converged);
            int reported = results.Count(result => result.Outcome == PowerOutcome.Reported);
            int dead = results.Count(result => result.Outcome == PowerOutcome.Dead);
            return $"cuts={results.Count} converged={converged} reported={reported} dead={dead}";
        }

        /// <summary>Gets the line with the other checks.</summary>
        /// <param name="results">The results.</param>
        /// <returns>The line.</returns>
        public static string Judged(IReadOnlyList<PowerResult> results)
        {
            int jobs = results.Sum(result => result.Jobs);
            int offers = results.Sum(result => result.RefusedOffers);
            int data = results.Count(result => result.Trial.Scenario == PowerScenario.Data);
            int foreign = results.Sum(result => result.ForeignDownloads);
            int lost = results.Sum(result => result.LostRecords);
            int buses = results.Count(result => result.Trial.IsOnBus);
            return $"judged: jobs={jobs} old or forged jobs offered={offers} jobs with data={data} downloads of another image={foreign} lost records={lost} boards with buses={buses}";
        }

        private static PowerResult RunOne(PowerTrial trial, Lazy<(long Steps, long DriveStages)> counts)
        {
            try
            {
                PowerResult result = null;
                for (double moments = trial.IsAtDrive ? counts.Value.DriveStages : counts.Value.Steps; result == null; moments *= Earlier)
                {
                    result = PowerTrialRunner.Run(trial, (long)moments);
                }

                return result;
            }
            catch (Exception error)
            {
                // The job failed even without a cut, or an unexpected error occurred.
                return new PowerResult(trial, PowerOutcome.Dead, error.Message, error.ToString().Split(Environment.NewLine));
            }
        }
    }
}
