using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Esp32Bridge.Bench.Benchmark
{
    /// <summary>Shows a report as tables.</summary>
    public static class BenchmarkTables
    {
        private const double WireGoal = 0.97;

        private static readonly string[] _phases = { "identification", "comparison", "erase", "write", "read back", "commit", "start" };

        /// <summary>Writes the tables.</summary>
        /// <param name="report">The report.</param>
        public static void Write(BenchmarkReport report)
        {
            WriteWire(report.Wire);
            WriteLosses(report.Wire);
            WriteLines(report.Lines);
            if (report.Runs > 0)
            {
                WriteComparisons(report);
            }

            WriteMemory(report.Allocations);
            WriteInstructions(report.Instructions);
        }

        private static void WriteWire(IReadOnlyList<WireResult> results)
        {
            BenchmarkTable table = new BenchmarkTable(
                string.Create(CultureInfo.InvariantCulture, $"Wire: a full programming, against the least that AN3155 allows; {results[0].Turnaround} ms turnaround; goal {WireGoal} and more"),
                "part", "KiB", "baud", "bytes", "least", "round trips", "least", "seconds", "least", "efficiency", "checksums", "share");
            foreach (WireResult result in results)
            {
                WireCost actual = result.ActualTotal;
                WireCost least = result.LeastTotal;
                table.Add(
                    result.Part,
                    Whole(result.Size / 1024),
                    Whole(result.BaudRate),
                    Whole(actual.Sent + actual.Received),
                    Whole(least.Sent + least.Received),
                    Whole(actual.RoundTrips),
                    Whole(least.RoundTrips),
                    Digits(actual.TimeAt(result.Turnaround), 2),
                    Digits(least.TimeAt(result.Turnaround), 2),
                    Digits(result.Efficiency, 3),
                    result.Share > 0 ? Digits(result.Computed.TimeAt(result.Turnaround), 2) : "-",
                    result.Share > 0 ? Digits(result.Share, 3) : "-");
            }

            table.Write();
        }

        private static void WriteLines(IReadOnlyList<LineResult> results)
        {
            BenchmarkTable table = new BenchmarkTable("Lines: a full programming, in seconds", "part", "KiB", "line", "reading", "checksums");
            foreach (LineResult result in results)
            {
                table.Add(result.Part, Whole(result.Size / 1024), result.Line, Digits(result.Reading, 2), result.Computing > 0 ? Digits(result.Computing, 2) : "-");
            }

            table.Write();
        }

        private static void WriteLosses(IReadOnlyList<WireResult> results)
        {
            BenchmarkTable table = new BenchmarkTable("Wire: what is lost where, in milliseconds", new[] { "part", "KiB", "baud" }.Concat(_phases).ToArray());
            foreach (WireResult result in results)
            {
                IEnumerable<string> losses = Enum.GetValues<WirePhase>().Select(phase => Digits(result.LossOf(phase), 1));
                table.Add(new[] { result.Part, Whole(result.Size / 1024), Whole(result.BaudRate) }.Concat(losses).ToArray());
            }

            table.Write();
        }

        private static void WriteComparisons(BenchmarkReport report)
        {
            BenchmarkTable table = new BenchmarkTable(
                $"Side by side: this firmware and stm32flash -w -v, L476 at {BenchmarkBoard.BaudRate} baud, in real time, medians of {report.Runs} run(s)",
                "case", "KiB", "reading s", "ratio", "computing s", "whole job s", "other s", "ratio", "min..max", "goal");
            foreach (Comparison comparison in report.SideBySide.Append(report.FarServer))
            {
                bool hasRatio = comparison.HasRatio;
                bool hasReading = comparison.Reading.Count > 0;
                table.Add(
                    comparison.Case,
                    Whole(comparison.Size / 1024),
                    hasReading ? Digits(Comparison.Median(comparison.Reading.Select(time => time.Programming)), 2) : "-",
                    hasReading && hasRatio ? Digits(comparison.ReadingRatio, 3) : "-",
                    Digits(Comparison.Median(comparison.Firmware.Select(time => time.Programming)), 2),
                    Digits(Comparison.Median(comparison.Firmware.Select(time => time.Job)), 2),
                    hasRatio ? Digits(Comparison.Median(comparison.Other), 2) : "-",
                    hasRatio ? Digits(comparison.Ratio, 3) : "-",
                    hasRatio ? Digits(comparison.Ratios.Min(), 3) + ".." + Digits(comparison.Ratios.Max(), 3) : "-",
                    Digits(comparison.Goal, 2));
            }

            table.Write();
        }

        private static void WriteMemory(IReadOnlyList<AllocationResult> results)
        {
            BenchmarkTable table = new BenchmarkTable(
                string.Create(CultureInfo.InvariantCulture, $"Memory of one target, in bytes of .NET; {AllocationBenchmark.PerBlock(results[0], results[^1]):0.##} bytes allocated per block"),
                "image KiB", "allocated once", "allocated per job", "buffers");
            foreach (AllocationResult result in results)
            {
                table.Add(Whole(result.Size / 1024), Whole(result.Once), Whole(result.Job), Whole(result.Buffers.Values.Sum()));
            }

            table.Write();
            BenchmarkTable buffers = new BenchmarkTable("The largest buffers", "where", "bytes");
            foreach (KeyValuePair<string, int> buffer in results[^1].Buffers.Where(buffer => buffer.Value >= 64).OrderByDescending(buffer => buffer.Value))
            {
                buffers.Add(buffer.Key, Whole(buffer.Value));
            }

            buffers.Write();
        }

        private static void WriteInstructions(InstructionResult result)
        {
            BenchmarkTable table = new BenchmarkTable(
                $"IL instructions of a full programming of {result.Size / 1024} KiB, for each byte of the image: {Digits(result.PerByte, 1)}",
                "method", "for each byte");
            foreach (KeyValuePair<string, double> method in result.Methods)
            {
                table.Add(method.Key, Digits(method.Value, 2));
            }

            table.Write();
        }

        private static string Whole(long number)
        {
            return number.ToString(CultureInfo.InvariantCulture);
        }

        private static string Digits(double number, int digits)
        {
            return number.ToString("F" + digits, CultureInfo.InvariantCulture);
        }
    }
}
