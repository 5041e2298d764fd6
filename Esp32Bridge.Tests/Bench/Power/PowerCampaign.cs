using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace Esp32Bridge.Bench.Power
{
    /// <summary>
    /// Plugs are pulled in the midst of jobs, at moments that are drawn: that of the ESP32, of either part, of all. After the
    /// supply has come back, nobody helps.
    /// </summary>
    public static class PowerCampaign
    {
        // Most of the time a board waits; but one that has to wait for a processor misses what others say in real time.
        private const int BoardsOfProcessor = 6;

        // A run whose job had ended before the cut is repeated with an earlier one.
        private const double Earlier = 0.9;

        /// <summary>Carries out runs.</summary>
        /// <param name="trials">The runs.</param>
        /// <returns>What became of them, in their order.</returns>
        public static IReadOnlyList<PowerResult> Run(IReadOnlyList<PowerTrial> trials)
        {
            ConcurrentDictionary<(PowerScenario Scenario, int Size), Lazy<(long Steps, long DriveStages)>> counts = new();
            PowerResult[] results = new PowerResult[trials.Count];
            Parallel.For(0, trials.Count, new ParallelOptions { MaxDegreeOfParallelism = BoardsOfProcessor * Environment.ProcessorCount }, i =>
            {
                PowerTrial trial = trials[i];
                results[i] = RunOne(trial, counts.GetOrAdd((trial.Scenario, trial.Size), _ => new Lazy<(long, long)>(() => PowerTrialRunner.Count(trial))));
            });
            return results;
        }

        /// <summary>Sums results up in one line.</summary>
        /// <param name="results">The results.</param>
        /// <returns>The line.</returns>
        public static string Summary(IReadOnlyList<PowerResult> results)
        {
            int converged = results.Count(result => result.Outcome == PowerOutcome.Converged);
            int reported = results.Count(result => result.Outcome == PowerOutcome.Reported);
            int dead = results.Count(result => result.Outcome == PowerOutcome.Dead);
            return $"cuts={results.Count} converged={converged} reported={reported} dead={dead}";
        }

        /// <summary>Says in one line what was judged besides.</summary>
        /// <param name="results">The results.</param>
        /// <returns>The line.</returns>
        public static string Judged(IReadOnlyList<PowerResult> results)
        {
            int jobs = results.Sum(result => result.Jobs);
            int offers = results.Sum(result => result.RefusedOffers);
            int data = results.Count(result => result.Trial.Scenario == PowerScenario.Data);
            int foreign = results.Sum(result => result.ForeignDownloads);
            int lost = results.Sum(result => result.LostRecords);
            return $"judged: jobs={jobs} old or forged jobs offered={offers} jobs with data={data} downloads of another image={foreign} lost records={lost}";
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
                // Not even the job without a cut, or nothing that anybody foresaw.
                return new PowerResult(trial, PowerOutcome.Dead, error.Message, error.ToString().Split(Environment.NewLine));
            }
        }
    }
}
