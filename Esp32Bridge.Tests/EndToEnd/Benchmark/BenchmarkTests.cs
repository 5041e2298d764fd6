using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Esp32Bridge.Bench;
using Esp32Bridge.Bench.Benchmark;
using Esp32Bridge.EndToEnd.Programming;
using Xunit;

namespace Esp32Bridge.EndToEnd.Benchmark
{
    /// <summary>Checks what the benchmark counts and models; its real-time measurements are not tested here.</summary>
    [Collection(AloneCollection.Name)]
    public class BenchmarkTests
    {
        // A page of 2 KiB, the read-ahead buffer, and a frame of the bootloader.
        private const int MostBuffers = 4700;

        private const int LargestFootprint = 48 * 1024;

        [Theory]
        [InlineData("L476", 64, 115200)]
        [InlineData("L476", 64, 921600)]
        [InlineData("L476", 256, 115200)]
        [InlineData("L476", 256, 921600)]
        [InlineData("L432", 64, 115200)]
        [InlineData("L432", 64, 921600)]
        [InlineData("L432", 256, 115200)]
        [InlineData("L432", 256, 921600)]
        [InlineData("U575", 64, 115200)]
        [InlineData("U575", 64, 921600)]
        [InlineData("U575", 256, 115200)]
        [InlineData("U575", 256, 921600)]
        public void A_full_programming_takes_little_more_than_the_least_that_AN3155_allows(string part, int kilobytes, int baudRate)
        {
            WireResult result = WireBenchmark.Run(part, kilobytes * 1024, baudRate, 1);

            Assert.InRange(result.Efficiency, 0.97, 1);
            Assert.True(result.ActualTotal.Sent + result.ActualTotal.Received >= result.LeastTotal.Sent + result.LeastTotal.Received, "less than the least was sent");
        }

        [UnicornTheory]
        [InlineData("L476", 64, 115200, 0.58)]
        [InlineData("L476", 256, 115200, 0.58)]
        [InlineData("U575", 64, 115200, 0.56)]
        [InlineData("U575", 256, 921600, 0.75)]
        public void Checksums_take_little_more_than_half_of_the_time_of_reading_back(string part, int kilobytes, int baudRate, double most)
        {
            Assert.InRange(WireBenchmark.Run(part, kilobytes * 1024, baudRate, 1).Share, 0.4, most);
        }

        [Fact]
        public void No_block_of_an_image_allocates_anything_and_a_large_image_takes_no_more_memory_than_a_small_one()
        {
            IReadOnlyList<AllocationResult> results = AllocationBenchmark.Run();

            Assert.Equal(0, AllocationBenchmark.PerBlock(results[0], results[1]));
            Assert.Equal(results[0].Buffers.Where(IsNoTable), results[1].Buffers.Where(IsNoTable));
            Assert.InRange(results[1].Buffers.Where(IsNoTable).Sum(buffer => buffer.Value), 1, MostBuffers);
            Assert.True(2 * (results[1].Once + results[1].Job) < LargestFootprint, $"two targets allocate {2 * (results[1].Once + results[1].Job)} bytes, even if nothing is released");
        }

        // Everything except the check values of the image's pieces, of which a large image has more.
        private static bool IsNoTable(KeyValuePair<string, int> buffer)
        {
            return !buffer.Key.StartsWith("CheckedImage.", StringComparison.Ordinal);
        }

        [Fact]
        public void The_command_writes_what_it_counted_as_JSON_and_draws_it()
        {
            string folder = Directory.CreateTempSubdirectory("benchmark").FullName;
            try
            {
                string json = Path.Combine(folder, "performance.json");
                string svg = Path.Combine(folder, "performance.svg");

                (int code, string output) = Run("benchmark", "--quick", "--json", json, "--svg", svg);

                Assert.Equal(0, code);
                Assert.Contains("IL instructions of a full programming", output, StringComparison.Ordinal);
                using JsonDocument report = JsonDocument.Parse(File.ReadAllText(json));
                Assert.All(report.RootElement.GetProperty("wire").EnumerateArray(), result => Assert.InRange(result.GetProperty("efficiency").GetDouble(), 0.5, 1));
                Assert.Empty(report.RootElement.GetProperty("sideBySide").EnumerateArray());
                JsonElement instructions = report.RootElement.GetProperty("instructions");
                Assert.True(instructions.GetProperty("methods").EnumerateObject().First().Value.GetDouble() < instructions.GetProperty("perByte").GetDouble(), "one method executes more than all");
                Assert.StartsWith("<svg ", File.ReadAllText(svg), StringComparison.Ordinal);
            }
            finally
            {
                Directory.Delete(folder, true);
            }
        }

        [Theory]
        [InlineData("--runs", "0")]
        [InlineData("--turnaround", "-1")]
        public void An_invalid_option_is_refused(string option, string value)
        {
            Assert.NotEqual(0, Run("benchmark", "--quick", option, value).Code);
        }

        private static (int Code, string Output) Run(params string[] arguments)
        {
            TextWriter before = Console.Out;
            StringWriter output = new StringWriter();
            try
            {
                Console.SetOut(output);
                return (BenchProgram.Main(arguments).Result, output.ToString());
            }
            finally
            {
                Console.SetOut(before);
            }
        }
    }
}
