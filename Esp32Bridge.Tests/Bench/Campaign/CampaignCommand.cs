using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using Esp32Bridge.Bench.Power;
using Esp32Bridge.Tool;
using Spectre.Console;

namespace Esp32Bridge.Bench.Campaign
{
    /// <summary>The commands "campaign faults" and "campaign power".</summary>
    public static class CampaignCommand
    {
        // The upper limit of runs.
        private const int ShownViolations = 20;

        private const int MostRuns = 1000000;

        private static readonly NumberOption _runs = new NumberOption("--runs", "N", 1, MostRuns, "How many runs.", 2000);

        private static readonly NumberOption _seed = new NumberOption("--seed", "S", int.MinValue, int.MaxValue, "The seed of the random runs: the same seed makes the same runs.", 1);

        private static readonly Option<string> _part = new Option<string>("--part")
        {
            Description = $"The only part, with /I2C or /SPI behind it for another line than a UART. Parts: {string.Join(", ", FaultCampaign.Known)}. Default: all that differ: {string.Join(", ", FaultCampaign.Parts)}.",
            HelpName = "PART",
        };

        private static readonly Option<bool> _exhaustive = new Option<bool>("--exhaustive")
        {
            Description = "Every fault at every byte of a small job, at many bytes of a job over two pages, and at many bytes of a job for two targets, instead of random ones.",
        };

        private static readonly NumberOption _only = new NumberOption("--only", "RUN", 0, MostRuns - 1, "Repeat only the run of this number, less than --runs, and print the firmware's log.");

        private static readonly Option<bool> _list = new Option<bool>("--list")
        {
            Description = "Print every run that did not recover, with the firmware's error.",
        };

        /// <summary>Creates the command.</summary>
        /// <returns>The command.</returns>
        public static Command Create()
        {
            Command faults = new Command("faults", "Inject faults into every job: on the line, in the part, in its flash. Afterwards the part has to run its whole old image or its whole new one, or to wait for the next job, which has to succeed. Nothing that the server delivers instead of an image may get into a flash. No restart may lose an accepted job. No job may be accepted that had ended or has a false signature. The exit code is 1 if one of these fails.")
            {
                _runs,
                _seed,
                _part,
                _exhaustive,
                _only,
                _list,
            };
            faults.SetAction(Run);
            return new Command("campaign", "Run many jobs with faults.") { faults, PowerCommand.Create() };
        }

        /// <summary>Checks the number of the only run.</summary>
        /// <param name="only">The number, or null for all runs.</param>
        /// <param name="runs">How many runs there are.</param>
        /// <exception cref="UsageException">There is no such run.</exception>
        internal static void CheckOnly(int? only, int runs)
        {
            if (only >= runs)
            {
                throw new UsageException($"--only takes a run from 0 to {runs - 1} of these, not '{only}'.");
            }
        }

        private static int Run(ParseResult parsed)
        {
            CampaignReport report = FaultCampaign.Run(Choose(parsed));
            Show(report, parsed.GetValue(_only) != null, parsed.GetValue(_list));
            return report.Violations.Count == 0 ? CommandLine.Good : CommandLine.Failed;
        }

        private static IReadOnlyList<FaultTrial> Choose(ParseResult parsed)
        {
            string part = parsed.GetValue(_part) is string name ? Find(name) : null;
            int? only = parsed.GetValue(_only);
            IReadOnlyList<FaultTrial> trials = parsed.GetValue(_exhaustive)
                ? FaultCampaign.ListAll(part == null ? FaultCampaign.Listed : new[] { part })
                : FaultCampaign.Draw(parsed.GetValue(_seed).Value, parsed.GetValue(_runs).Value, part);
            CheckOnly(only, trials.Count);
            return only == null ? trials : new[] { trials[only.Value] };
        }

        private static string Find(string name)
        {
            string part = PartName.Find(_part.Name, TrialPart.WithoutLine(name), FaultCampaign.Known);
            string[] lines = TrialPart.LinesOf(part);
            string wanted = part + name[TrialPart.WithoutLine(name).Length..];
            return Array.Find(lines, line => line.Equals(wanted, StringComparison.OrdinalIgnoreCase))
                ?? throw new UsageException($"{_part.Name} takes {string.Join(" or ", lines)} for this part, not '{name}'.");
        }

        private static void Show(CampaignReport report, bool tellsAll, bool listsFailed)
        {
            if (AnsiConsole.Profile.Capabilities.Interactive && !Console.IsOutputRedirected)
            {
                CampaignTable.WriteToTerminal(report);
            }
            else
            {
                CampaignTable.WritePlain(report, Console.Out);
            }

            foreach (TrialResult result in report.Results.Where(result => listsFailed && !tellsAll && result.Outcome is not (Outcome.Recovered or Outcome.Violation)))
            {
                Console.WriteLine(result);
            }

            foreach (TrialResult result in tellsAll ? report.Results : report.Violations.Take(ShownViolations))
            {
                Console.WriteLine(result);
                if (tellsAll)
                {
                    Console.WriteLine(result.Log.Replace("|", Environment.NewLine, StringComparison.Ordinal));
                }
            }

            if (!tellsAll && report.Violations.Count > ShownViolations)
            {
                Console.WriteLine($"... and {report.Violations.Count - ShownViolations} more violations");
            }

            Console.WriteLine(report.Judged);
            Console.WriteLine(report.Summary);
        }
    }
}
