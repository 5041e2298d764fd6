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

            byte[] image = Esp32Bridge.Tests.Fakes.FakeImages.Program(65536, "2.0.0");
            System.Threading.Tasks.Parallel.Invoke(
                () => Console.WriteLine("stm32flash " + Stm32FlashRun.Measure(image)),
                () => Console.WriteLine("one " + new FirmwareRun(image).Measure()),
                () => Console.WriteLine("two " + new FirmwareRun(image) { Parts = 2 }.Measure()),
                () => Console.WriteLine("5% " + new FirmwareRun(image) { ChangedPages = 2 }.Measure()),
                () => Console.WriteLine("same " + new FirmwareRun(image) { ChangedPages = 0 }.Measure()),
                () => Console.WriteLine("cut " + new FirmwareRun(image) { CutAt = 60 }.Measure()),
                () => Console.WriteLine("far " + new FirmwareRun(image) { IsFar = true }.Measure()));
            return 0;
        }
    }
}
