using System;
using System.Collections.Generic;
using System.CommandLine;

namespace Esp32Bridge.Bench.Benchmark
{
    /// <summary>The command "benchmark".</summary>
    public static class BenchmarkCommand
    {
        private static readonly Option<double> _turnaround = new Option<double>("--turnaround")
        {
            Description = "What a round trip on the line costs besides the bytes, in milliseconds, where time is modelled.",
            DefaultValueFactory = _ => 1,
            HelpName = "MS",
        };

        /// <summary>Creates the command.</summary>
        /// <returns>The command.</returns>
        public static Command Create()
        {
            Command benchmark = new Command("benchmark", "Measure how fast the firmware programs.")
            {
                _turnaround,
            };
            benchmark.SetAction(Run);
            return benchmark;
        }

        private static int Run(ParseResult parsed)
        {
            IReadOnlyList<WireResult> wire = WireBenchmark.RunAll(parsed.GetValue(_turnaround));
            foreach (WireResult r in wire)
            {
                Console.WriteLine($"{r.Part} {r.Size} {r.BaudRate} eff={r.Efficiency:F4} actual {r.ActualTotal} {r.ActualTotal.TimeAt(1):F3} least {r.LeastTotal} {r.LeastTotal.TimeAt(1):F3}");
                foreach (WirePhase p in Enum.GetValues<WirePhase>())
                {
                    Console.WriteLine($"   {p,-15} lost {r.LossOf(p),8:F1} ms   {(r.Actual.TryGetValue(p, out WireCost c) ? c : default)}");
                }
            }

            var a = AllocationBenchmark.Run();
            foreach (var x in a) { Console.WriteLine($"{x.Size} once {x.Once} job {x.Job}"); foreach (var b in x.Buffers) Console.WriteLine($"  {b.Key} {b.Value}"); }
            Console.WriteLine("per block " + AllocationBenchmark.PerBlock(a[0], a[1]));
            var il = InstructionBenchmark.Run();
            Console.WriteLine("IL per byte " + il.PerByte);
            foreach (var m in il.Methods) Console.WriteLine($"  {m.Key} {m.Value:F2}");
            return 0;
        }
    }
}
