using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using Esp32Bridge.Bench.Campaign;
using Esp32Bridge.Tool;

namespace Esp32Bridge.Bench.Power
{
    /// <summary>The command "campaign power".</summary>
    public static class PowerCommand
    {
        private const int MostRuns = 1000000;

        private static readonly NumberOption _runs = new NumberOption("--runs", "N", 1, MostRuns, "How many cuts.", 1000);

        private static readonly NumberOption _seed = new NumberOption("--seed", "S", int.MinValue, int.MaxValue, "The seed of the random runs: the same seed makes the same runs.", 1);

        private static readonly NumberOption _only = new NumberOption("--only", "RUN", 0, MostRuns - 1, "Repeat only the run of this number, less than --runs, and print the firmware's log.");

        /// <summary>Creates the command.</summary>
        /// <returns>The command.</returns>
        public static Command Create()
        {
            Command power = new Command("power", "Pull a plug in the middle of a job: that of the ESP32, of either part, or of all. When the supply is back, the device has to complete the job by itself, or to report why not. It must not carry out a job that had ended, nor one with a false signature. Nothing that the server delivers instead of an image may get into a flash. The exit code is 1 if one of these fails.")
            {
                _runs,
                _seed,
                _only,
            };
            power.SetAction(Run);
            return power;
        }

        private static int Run(ParseResult parsed)
        {
            int seed = parsed.GetValue(_seed).Value;
            int? only = parsed.GetValue(_only);
            int runs = parsed.GetValue(_runs).Value;
            CampaignCommand.CheckOnly(only, runs);
            PowerTrial[] trials = only == null
                ? Enumerable.Range(0, runs).Select(number => new PowerTrial(seed, number)).ToArray()
                : new[] { new PowerTrial(seed, only.Value) };
            IReadOnlyList<PowerResult> results = PowerCampaign.Run(trials);
            foreach (PowerResult result in results.Where(result => only != null || result.Outcome != PowerOutcome.Converged))
            {
                Console.WriteLine(result);
                if (only != null || result.Outcome == PowerOutcome.Dead)
                {
                    Console.WriteLine("  " + string.Join(Environment.NewLine + "  ", result.Log));
                }
            }

            Console.WriteLine(PowerCampaign.Judged(results));
            Console.WriteLine(PowerCampaign.Summary(results));
            return results.All(result => result.Outcome != PowerOutcome.Dead) ? CommandLine.Good : CommandLine.Failed;
        }
    }
}
