using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Esp32Bridge.Bench;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tool;
using Xunit;

namespace Esp32Bridge.EndToEnd.Board
{
    /// <summary>The command line of the bench reports errors at once, in one line.</summary>
    public sealed class BenchCommandTests : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("bench").FullName;

        [Theory]
        [InlineData("--baud abc", "--baud takes a whole number from 1200 to 921600, not 'abc'. See: --help")]
        [InlineData("--baud 1199", "--baud takes a whole number from 1200 to 921600, not '1199'. See: --help")]
        [InlineData("--bau 9600", "'--bau' is not understood. See: --help")]
        [InlineData("bord", "'bord' is not understood. See: --help")]
        [InlineData("--part A", "'A' is not of the form --part TARGET=PART. See: --help")]
        [InlineData("--part A=", "'A=' is not of the form --part TARGET=PART. See: --help")]
        [InlineData("--part C=L476", "--part takes one of the targets A, B, not 'C'. See: --help")]
        [InlineData("--image A=", "'A=' is not of the form --image TARGET=FILE. See: --help")]
        [InlineData("--part A=L476 A=L432", "--part names 'A' twice. See: --help")]
        [InlineData("--image A=a.bin B=b.bin --image A=c.bin", "--image names 'A' twice. See: --help")]
        [InlineData("--svg no/such/story.svg", "--svg needs a writable file; 'no/such/story.svg' is in a folder that does not exist. See: --help")]
        [InlineData("--svg /", "--svg needs a writable file; '/' is a folder. See: --help")]
        [InlineData("--svg ", "'' is not understood. See: --help")]
        [InlineData("board --keep ", "'' is not understood. See: board --help")]
        [InlineData("board --report 127.0.0.1:8000", "--report takes an address of http:// or https:// with a host, not '127.0.0.1:8000'. See: board --help")]
        [InlineData("board --report http://", "--report takes an address of http:// or https:// with a host, not 'http://'. See: board --help")]
        [InlineData("board --baud", "Required argument missing for option: '--baud'. See: board --help")]
        [InlineData("campaign", "Required command was not provided. See: campaign --help")]
        [InlineData("campaign faults --runs abc", "--runs takes a whole number from 1 to 1000000, not 'abc'. See: campaign faults --help")]
        [InlineData("campaign faults --runs 0", "--runs takes a whole number from 1 to 1000000, not '0'. See: campaign faults --help")]
        [InlineData("campaign faults --seed 3000000000", "--seed takes a whole number from -2147483648 to 2147483647, not '3000000000'. See: campaign faults --help")]
        [InlineData("campaign faults --exhaustive --only 999999", "--only takes a run from 0 to * of these, not '999999'. See: campaign faults --help")]
        [InlineData("campaign faults --runs 10 --only 10", "--only takes a run from 0 to 9 of these, not '10'. See: campaign faults --help")]
        [InlineData("campaign power --only 1000", "--only takes a run from 0 to 999 of these, not '1000'. See: campaign power --help")]
        [InlineData("campaign power --only -1", "--only takes a whole number from 0 to 999999, not '-1'. See: campaign power --help")]
        [InlineData("benchmark --runs 1.5", "--runs takes a whole number from 1 to 1000, not '1.5'. See: benchmark --help")]
        [InlineData("benchmark --turnaround abc", "--turnaround takes a number from 0 to 1000, not 'abc'. See: benchmark --help")]
        [InlineData("benchmark --json no/such/folder.json", "--json needs a writable file; 'no/such/folder.json' is in a folder that does not exist. See: benchmark --help")]
        [InlineData("benchmark --svg /", "--svg needs a writable file; '/' is a folder. See: benchmark --help")]
        [InlineData("fleet --minutes 0", "--minutes takes a whole number from 1 to 1440, not '0'. See: fleet --help")]
        public async Task Wrong_use_is_reported_in_one_line_with_expected_and_actual_value(string arguments, string error)
        {
            (int code, string line) = await Run(arguments.Split(' '));

            string[] ends = error.Split('*');
            Assert.StartsWith(ends[0], line, StringComparison.Ordinal);
            Assert.EndsWith(ends[^1], line, StringComparison.Ordinal);
            Assert.Equal(ends.Length > 1, line.Length > ends.Sum(end => end.Length));
            Assert.Equal(CommandLine.WrongUse, code);
        }

        [Theory]
        [InlineData("--part", "A=L999")]
        [InlineData("campaign", "faults", "--part", "L999")]
        public async Task An_unknown_part_is_reported_with_the_known_parts(params string[] arguments)
        {
            (int code, string line) = await Run(arguments);

            Assert.Equal(CommandLine.WrongUse, code);
            Assert.Contains("takes a part of the model, not 'L999': L412, L432, ", line, StringComparison.Ordinal);
        }

        [Fact]
        public async Task A_folder_or_a_configuration_that_is_none_is_reported()
        {
            string file = Put("file", new byte[1]);

            Assert.Equal((CommandLine.WrongUse, $"--keep needs a folder; '{file}' is a file. See: board --help"), await Run("board", "--keep", file));
            Assert.Equal((CommandLine.Failed, $"read {file}.no: expected the configuration of a device; got no such file. Make it: device config FOLDER"), await Run("board", "--config", file + ".no"));
        }

        [Fact]
        public async Task An_image_that_does_not_fit_the_part_is_reported_with_target_and_file()
        {
            string large = Put("large.bin", FakeImages.Program(300000, "2.0.0"));

            Assert.Equal((CommandLine.Failed, $"A: read {_folder}: expected a file of .elf, .hex, .s19 or .bin; got a folder. Name the file that the build has made."), await Run("--image", "A=" + _folder));
            Assert.Equal((CommandLine.Failed, $"B: read {large}.no: expected a file of .elf, .hex, .s19 or .bin; got no such file. Name the file that the build has made."), await Run("--image", $"B={large}.no"));
            (int code, string line) = await Run("--part", "A=L432", "B=U575", "--image", "A=" + large);
            Assert.Equal(CommandLine.Failed, code);
            Assert.StartsWith($"A: read {large}: expected ", line, StringComparison.Ordinal);
            Assert.Contains("got 300000 bytes", line, StringComparison.Ordinal);
        }

        [Fact]
        public async Task A_part_with_too_little_memory_for_the_programs_of_the_bench_is_reported_at_once()
        {
            Assert.Equal((CommandLine.Failed, "load u5-1.0.0.bin into U031: expected 16384 bytes of RAM; got 12288 bytes. Choose another part: --part."), await Run("--part", "A=U031"));
        }

        [Fact]
        public async Task The_last_line_of_a_job_that_fails_has_the_cause_of_its_target()
        {
            string image = Put("data.bin", new byte[3000]);

            Assert.Equal(
                (CommandLine.Failed, "the job has failed: job 1: failed: A: check the image at 0x08000000: expected a stack pointer in the RAM of STM32L47x/48x; got 0x00000000. The file is no program for this part and address."),
                await Run("--unpaced", "--image", "A=" + image));
        }

        public void Dispose()
        {
            Directory.Delete(_folder, true);
        }

        private string Put(string name, byte[] content)
        {
            string path = Path.Combine(_folder, name);
            File.WriteAllBytes(path, content);
            return path;
        }

        private static async Task<(int Code, string Line)> Run(params string[] arguments)
        {
            StringWriter output = new StringWriter();
            StringWriter errors = new StringWriter();
            int code = await BenchProgram.Run(arguments, output, errors);
            Assert.Empty(output.ToString());
            return (code, Assert.Single(errors.ToString().TrimEnd().Split(Environment.NewLine)));
        }
    }
}
