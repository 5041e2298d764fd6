using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;

namespace Esp32Bridge.Bench.Power
{
    /// <summary>The command "campaign power".</summary>
    public static class PowerCommand
    {
        private static readonly Option<int> _runs = new Option<int>("--runs")
        {
            Description = "How many cuts.",
            DefaultValueFactory = _ => 1000,
            HelpName = "N",
        };

        private static readonly Option<int> _seed = new Option<int>("--seed")
        {
            Description = "From which the runs are drawn: the same seed makes the same runs.",
            DefaultValueFactory = _ => 1,
            HelpName = "S",
        };

        private static readonly Option<int?> _only = new Option<int?>("--only")
        {
            Description = "The number of the only run, to repeat it; with what the firmware says.",
            HelpName = "RUN",
        };

        /// <summary>Creates the command.</summary>
        /// <returns>The command.</returns>
        public static Command Create()
        {
            Command power = new Command("power", "Pull a plug in the midst of a job: that of the ESP32, of either part, or of all. When the supply is back, the device has to bring the job to its end by itself, or to report why not; it must not carry out a job that had ended, nor one with a false signature, and nothing that the server gives in the place of an image may get into a flash. The exit code is 1 when that does not hold.")
            {
                _runs,
                _seed,
                _only,
            };
            _runs.Validators.Add(result =>
            {
                if (result.GetValueOrDefault<int>() < 1)
                {
                    result.AddError("--runs takes 1 or more");
                }
            });
            power.SetAction(Run);
            return power;
        }

        private static int Run(ParseResult parsed)
        {
            int seed = parsed.GetValue(_seed);
            int? only = parsed.GetValue(_only);
            PowerTrial[] trials = only == null
                ? Enumerable.Range(0, parsed.GetValue(_runs)).Select(number => new PowerTrial(seed, number)).ToArray()
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
            return results.All(result => result.Outcome != PowerOutcome.Dead) ? 0 : 1;
        }
    }
}
