using System;
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
        // Most of the time a board waits.
        private const int Boards = 24;

        // A run whose job had ended before the cut is repeated with an earlier one.
        private const double Earlier = 0.9;

        /// <summary>Carries out runs.</summary>
        /// <param name="trials">The runs.</param>
        /// <returns>What became of them, in their order.</returns>
        public static IReadOnlyList<PowerResult> Run(IReadOnlyList<PowerTrial> trials)
        {
            Dictionary<PowerScenario, long> steps = Enum.GetValues<PowerScenario>().ToDictionary(scenario => scenario, PowerTrialRunner.CountSteps);
            PowerResult[] results = new PowerResult[trials.Count];
            Parallel.For(0, trials.Count, new ParallelOptions { MaxDegreeOfParallelism = Boards }, i => results[i] = RunOne(trials[i], steps[trials[i].Scenario]));
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

        private static PowerResult RunOne(PowerTrial trial, long steps)
        {
            PowerResult result = null;
            for (double length = steps; result == null; length *= Earlier)
            {
                result = PowerTrialRunner.Run(trial, (long)length);
            }

            return result;
        }
    }
}
