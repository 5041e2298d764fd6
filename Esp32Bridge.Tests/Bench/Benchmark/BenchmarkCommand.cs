using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Esp32Bridge.Tool;

namespace Esp32Bridge.Bench.Benchmark
{
    /// <summary>The command "benchmark".</summary>
    public static class BenchmarkCommand
    {
        // In milliseconds.
        private const int LongestTurnaround = 1000;

        private static readonly NumberOption _runs = new NumberOption("--runs", "N", 1, 1000, "How often each time is measured; 5 take about half an hour.", 5);

        private static readonly Option<bool> _quick = new Option<bool>("--quick")
        {
            Description = "Only what is counted and modelled: nothing in real time. This takes seconds.",
        };

        private static readonly Option<double> _turnaround = new Option<double>("--turnaround")
        {
            Description = "The time of a round trip on the line in addition to its bytes, in milliseconds, where time is modelled.",
            DefaultValueFactory = _ => 1,
            CustomParser = ReadTurnaround,
            HelpName = "MS",
        };

        private static readonly Option<string> _json = new Option<string>("--json")
        {
            Description = "Also write the results to this file, as JSON.",
            HelpName = "FILE",
        };

        private static readonly Option<string> _svg = new Option<string>("--svg")
        {
            Description = "Also draw the results into this file, as bars in SVG.",
            HelpName = "FILE",
        };

        /// <summary>Creates the command.</summary>
        /// <returns>The command.</returns>
        public static Command Create()
        {
            Command benchmark = new Command("benchmark", "Measure how fast the firmware programs, and how much memory it takes: bytes and round trips on the line, compared with the least that AN3155 allows; the whole firmware next to Debian's stm32flash, in real time, if that is installed; the allocated memory; and the executed IL instructions.")
            {
                _runs,
                _quick,
                _turnaround,
                _json,
                _svg,
            };
            benchmark.SetAction(Run);
            return benchmark;
        }

        private static double ReadTurnaround(ArgumentResult result)
        {
            string text = result.Tokens[0].Value;
            if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double time) && time is >= 0 and <= LongestTurnaround)
            {
                return time;
            }

            result.AddError($"{_turnaround.Name} takes a number from 0 to {LongestTurnaround}, not '{text}'.");
            return 0;
        }

        private static int Run(ParseResult parsed)
        {
            OutputFile.Check(parsed, _json);
            OutputFile.Check(parsed, _svg);

            // Memory is measured first, before anything else runs in this process.
            IReadOnlyList<AllocationResult> allocations = AllocationBenchmark.Run();
            InstructionResult instructions = InstructionBenchmark.Run();
            IReadOnlyList<WireResult> wire = WireBenchmark.RunAll(parsed.GetValue(_turnaround));
            BenchmarkReport report = new BenchmarkReport(wire, LineBenchmark.RunAll(wire), allocations, instructions, 0, Array.Empty<Comparison>(), null);
            report = parsed.GetValue(_quick) ? report : Measure(report, parsed.GetValue(_runs).Value);
            BenchmarkTables.Write(report);
            Save(parsed.GetValue(_json), report.WriteJson);
            Save(parsed.GetValue(_svg), path => BarChart.Write(report, path));
            return CommandLine.Good;
        }

        private static BenchmarkReport Measure(BenchmarkReport report, int runs)
        {
            if (!Stm32FlashRun.IsInstalled)
            {
                Console.Error.WriteLine("stm32flash is not installed, or this is not Linux, which has pseudo-terminals: the times of the firmware are not compared");
            }

            IReadOnlyList<SideBySideRun> measured = SideBySideBenchmark.Run(runs, Console.Error.WriteLine);
            return report with
            {
                Runs = runs,
                SideBySide = SideBySideBenchmark.WithStm32Flash(measured),
                FarServer = SideBySideBenchmark.WithNearServer(measured),
            };
        }

        private static void Save(string path, Action<string> write)
        {
            if (path != null)
            {
                write(path);
                Console.WriteLine("written: " + path);
            }
        }
    }
}
