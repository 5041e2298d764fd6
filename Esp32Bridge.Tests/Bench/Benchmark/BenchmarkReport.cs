using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace Esp32Bridge.Bench.Benchmark
{
    /// <summary>All results.</summary>
    /// <param name="Wire">The cost of a full programming on the line.</param>
    /// <param name="Lines">The time of a full programming on each kind of line.</param>
    /// <param name="Allocations">The allocations of a job, for a small image and for a large one.</param>
    /// <param name="Instructions">The executed IL instructions.</param>
    /// <param name="Runs">How often each time was measured; 0 if none was.</param>
    /// <param name="SideBySide">The firmware next to stm32flash; empty if no time was measured.</param>
    /// <param name="FarServer">A far server next to a near one, or null.</param>
    public sealed record BenchmarkReport(
        IReadOnlyList<WireResult> Wire,
        IReadOnlyList<LineResult> Lines,
        IReadOnlyList<AllocationResult> Allocations,
        InstructionResult Instructions,
        int Runs,
        IReadOnlyList<Comparison> SideBySide,
        Comparison FarServer)
    {
        /// <summary>Writes the report as JSON. Times are seconds, sizes are bytes.</summary>
        /// <param name="path">The file.</param>
        /// <exception cref="IOException">It cannot be written.</exception>
        public void WriteJson(string path)
        {
            object report = new
            {
                wire = Wire.Select(result => new
                {
                    part = result.Part,
                    size = result.Size,
                    baud = result.BaudRate,
                    turnaround = result.Turnaround / 1000,
                    efficiency = result.Efficiency,
                    computed = result.Computed.TimeAt(result.Turnaround),
                    actual = Describe(result.ActualTotal, result.Turnaround),
                    least = Describe(result.LeastTotal, result.Turnaround),
                    lost = Enum.GetValues<WirePhase>().ToDictionary(phase => JsonNamingPolicy.CamelCase.ConvertName(phase.ToString()), phase => result.LossOf(phase) / 1000),
                }),
                lines = Lines.Select(result => new { part = result.Part, line = result.Line, size = result.Size, reading = result.Reading, computing = result.Computing }),
                runs = Runs,
                sideBySide = SideBySide.Select(Describe),
                farServer = FarServer == null ? null : Describe(FarServer),
                memory = new
                {
                    allocatedPerBlock = AllocationBenchmark.PerBlock(Allocations[0], Allocations[^1]),
                    jobs = Allocations.Select(result => new { size = result.Size, allocatedOnce = result.Once, allocatedPerJob = result.Job, buffers = result.Buffers.Values.Sum() }),
                    buffers = Allocations[^1].Buffers,
                },
                instructions = new
                {
                    size = Instructions.Size,
                    perByte = Instructions.PerByte,
                    methods = Instructions.Methods.ToDictionary(method => method.Key, method => method.Value),
                },
            };
            File.WriteAllText(path, JsonSerializer.Serialize(report, new JsonSerializerOptions { WriteIndented = true }) + "\n");
        }

        private static object Describe(WireCost cost, double turnaround)
        {
            return new { sent = cost.Sent, received = cost.Received, roundTrips = cost.RoundTrips, time = cost.TimeAt(turnaround) };
        }

        private static object Describe(Comparison comparison)
        {
            return new
            {
                @case = comparison.Case,
                size = comparison.Size,
                goal = comparison.Goal,
                ratio = comparison.HasRatio ? comparison.Ratio : (double?)null,
                ratios = comparison.Ratios,
                programming = comparison.Firmware.Select(time => time.Programming),
                job = comparison.Firmware.Select(time => time.Job),
                reading = comparison.Reading.Select(time => time.Programming),
                other = comparison.Other,
            };
        }
    }
}
