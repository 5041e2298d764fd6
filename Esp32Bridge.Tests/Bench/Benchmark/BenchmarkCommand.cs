using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.IO;
using Esp32Bridge.Bench.Story;

namespace Esp32Bridge.Bench.Benchmark
{
    /// <summary>The command "benchmark".</summary>
    public static class BenchmarkCommand
    {
        private static readonly Option<int> _runs = new Option<int>("--runs")
        {
            Description = "How often each time is measured; 5 take about a quarter of an hour.",
            DefaultValueFactory = _ => 5,
            HelpName = "N",
        };

        private static readonly Option<bool> _quick = new Option<bool>("--quick")
        {
            Description = "Only what is counted and modelled, which takes seconds: nothing in real time.",
        };

        private static readonly Option<double> _turnaround = new Option<double>("--turnaround")
        {
            Description = "What a round trip on the line costs besides the bytes, in milliseconds, where time is modelled.",
            DefaultValueFactory = _ => 1,
            HelpName = "MS",
        };

        private static readonly Option<string> _json = new Option<string>("--json")
        {
            Description = "Write the results to this file too, as JSON. Without it, no file is written.",
            HelpName = "FILE",
        };

        private static readonly Option<string> _svg = new Option<string>("--svg")
        {
            Description = "Draw the results into this file, as bars. Without it, no file is written.",
            HelpName = "FILE",
        };

        /// <summary>Creates the command.</summary>
        /// <returns>The command.</returns>
        public static Command Create()
        {
            Command benchmark = new Command("benchmark", "Measure how fast the firmware programs, and what memory it takes: bytes and round trips on the line against the least that AN3155 allows; the whole firmware next to Debian's stm32flash, in real time, where that is installed; what is allocated; and the IL instructions executed.")
            {
                _runs,
                _quick,
                _turnaround,
                _json,
                _svg,
            };
            _runs.Validators.Add(result => Check(result, result.GetValueOrDefault<int>() >= 1, "--runs takes 1 or more"));
            _turnaround.Validators.Add(result => Check(result, result.GetValueOrDefault<double>() is >= 0 and <= 1000, "--turnaround takes 0 to 1000"));
            benchmark.SetAction(Run);
            return benchmark;
        }

        private static void Check(OptionResult option, bool isValid, string complaint)
        {
            if (!isValid)
            {
                option.AddError(complaint);
            }
        }

        private static int Run(ParseResult parsed)
        {
            try
            {
                // What counts memory comes first, before anything else runs in this process.
                IReadOnlyList<AllocationResult> allocations = AllocationBenchmark.Run();
                InstructionResult instructions = InstructionBenchmark.Run();
                IReadOnlyList<WireResult> wire = WireBenchmark.RunAll(parsed.GetValue(_turnaround));
                BenchmarkReport report = new BenchmarkReport(wire, allocations, instructions, 0, Array.Empty<Comparison>(), null);
                report = parsed.GetValue(_quick) ? report : Measure(report, parsed.GetValue(_runs));
                BenchmarkTables.Write(report);
                Save(parsed.GetValue(_json), report.WriteJson);
                Save(parsed.GetValue(_svg), path => BarChart.Write(report, path));
                return 0;
            }
            catch (Exception error) when ((error as AggregateException)?.InnerException is StoryException or TimeoutException || error is StoryException or IOException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine("bench: " + (error.InnerException ?? error).Message);
                return 1;
            }
        }

        private static BenchmarkReport Measure(BenchmarkReport report, int runs)
        {
            if (!Stm32FlashRun.IsInstalled)
            {
                Console.Error.WriteLine("stm32flash is not installed: there are times of the firmware, but nothing to hold them against");
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
