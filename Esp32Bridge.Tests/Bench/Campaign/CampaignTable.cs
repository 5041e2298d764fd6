using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Spectre.Console;

namespace Esp32Bridge.Bench.Campaign
{
    /// <summary>Shows a report as a table, by kind of fault.</summary>
    public static class CampaignTable
    {
        private static readonly string[] _columns = { "fault", "runs", "recovered", "failed", "old runs", "new runs", "not started", "no program", "violations" };

        /// <summary>Writes the table for a terminal.</summary>
        /// <param name="report">The report.</param>
        public static void WriteToTerminal(CampaignReport report)
        {
            Table table = new Table().AddColumns(_columns);
            for (int i = 1; i < _columns.Length; i++)
            {
                table.Columns[i].RightAligned();
            }

            foreach (string[] row in Rows(report))
            {
                row[^1] = row[^1] == "0" ? "[green]0[/]" : $"[red]{row[^1]}[/]";
                table.AddRow(row);
            }

            AnsiConsole.Write(table);
        }

        /// <summary>Writes the table as plain text.</summary>
        /// <param name="report">The report.</param>
        /// <param name="output">Where it goes.</param>
        public static void WritePlain(CampaignReport report, TextWriter output)
        {
            int first = Rows(report).Max(row => row[0].Length);
            foreach (string[] row in Rows(report).Prepend(_columns))
            {
                IEnumerable<string> others = row.Skip(1).Select((cell, i) => cell.PadLeft(_columns[i + 1].Length));
                output.WriteLine(row[0].PadRight(first) + "  " + string.Join("  ", others));
            }
        }

        // "failed" is the sum of the four columns after it.
        private static IEnumerable<string[]> Rows(CampaignReport report)
        {
            foreach ((string kind, IReadOnlyDictionary<Outcome, int> counts) in report.ByKind())
            {
                int[] failed = new[] { Outcome.OldProgram, Outcome.NewProgram, Outcome.Idle, Outcome.NoProgram }.Select(outcome => counts.GetValueOrDefault(outcome)).ToArray();
                int[] numbers = new[] { counts.Values.Sum(), counts.GetValueOrDefault(Outcome.Recovered), failed.Sum() }
                    .Concat(failed)
                    .Append(counts.GetValueOrDefault(Outcome.Violation))
                    .ToArray();
                yield return numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)).Prepend(kind).ToArray();
            }
        }
    }
}
