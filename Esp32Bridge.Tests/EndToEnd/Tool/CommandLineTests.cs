using System;
using System.IO;
using System.Linq;
using System.Threading;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.EndToEnd.Peers;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tool;
using Xunit;

namespace Esp32Bridge.EndToEnd.Tool
{
    /// <summary>The command line as a whole: help, exit codes, and the output on a terminal.</summary>
    public sealed class CommandLineTests : IDisposable
    {
        private static readonly string _program = typeof(ToolProgram).Assembly.Location;

        private readonly ToolFolder _folder = new ToolFolder();

        [Theory]
        [InlineData("key new")]
        [InlineData("job new")]
        [InlineData("job push")]
        [InlineData("device config")]
        [InlineData("device status")]
        public void The_help_of_a_command_has_examples_that_its_options_understand(string command)
        {
            string[] output = ToolFolder.Tool(command.Split(' ').Append("--help").ToArray());

            string[] examples = output.SkipWhile(line => line != "Examples:").Skip(1).ToArray();
            Assert.NotEmpty(examples);
            Assert.All(examples, example => Assert.StartsWith("  " + command, example, StringComparison.Ordinal));
            foreach (string option in examples.SelectMany(example => example.Split(' ').Where(word => word.StartsWith("--", StringComparison.Ordinal))))
            {
                Assert.Contains(output, line => line.StartsWith("  " + option + " ", StringComparison.Ordinal));
            }
        }

        [Theory]
        [InlineData("", "")]
        [InlineData("bogus", "'bogus' is not understood. See: --help")]
        [InlineData("job", "Required command was not provided. See: job --help")]
        [InlineData("job new", "Required argument 'TARGET=FILE' missing for command: 'new'. See: job new --help")]
        [InlineData("job new app.elf --for pumps", "'app.elf' is not of the form TARGET=FILE. See: job new --help")]
        [InlineData("job new A=app.elf --device B=L476 --for pumps", "--device names 'B', but no file is for that target. See: job new --help")]
        [InlineData("job new A=app.elf --reset A=perhaps --for pumps", "--reset takes true or false, not 'perhaps'. See: job new --help")]
        [InlineData("job new A=app.elf --within A=soon --for pumps", "--within takes a whole number of seconds, not 'soon'. See: job new --help")]
        [InlineData("job new A=app.elf --number seven", "--number takes a whole number from 1 to 2147483647, not 'seven'. See: job new --help")]
        [InlineData("job push", "Required argument 'HOST' missing for command: 'push'. See: job push --help")]
        [InlineData("device config ", "'' is not understood. See: device config --help")]
        [InlineData("device status", "Required argument 'HOST' missing for command: 'status'. See: device status --help")]
        public void Wrong_use_is_reported_in_one_line_and_has_its_own_exit_code(string arguments, string error)
        {
            (int code, _, string[] errors) = ToolFolder.TryTool(arguments.Length == 0 ? Array.Empty<string>() : arguments.Split(' '));

            Assert.Equal(CommandLine.WrongUse, code);
            Assert.Equal(error, errors.SingleOrDefault() ?? string.Empty);
        }

        [Fact]
        public void A_job_without_a_device_is_wrong_use()
        {
            string image = _folder.Put("app.bin", FakeImages.Program(3000, "2.0.0"));

            Assert.Contains("The job names no device", ToolFolder.Refused(2, "job", "new", "A=" + image, "--device", "A=L476", "--key", _folder.PutKey()), StringComparison.Ordinal);
        }

        [Fact]
        public void The_options_can_be_in_a_file()
        {
            string image = _folder.Put("app.bin", FakeImages.Program(3000, "2.0.0"));
            string options = _folder.Put("pump.rsp", System.Text.Encoding.UTF8.GetBytes($"--device\nA=L476\n--for\npumps\n--key\n{_folder.PutKey()}\n--folder\n{_folder.PathOf("jobs")}\n"));

            ToolFolder.Tool("job", "new", "@" + options, "A=" + image);

            Assert.True(File.Exists(_folder.PathOf("jobs/job.json")));
        }

        [Fact]
        public void As_a_process_it_prints_results_to_one_stream_and_errors_to_the_other_and_ends_with_its_exit_code()
        {
            (int code, string output, string errors) = _folder.RunProcess("dotnet", _program, "key", "new");
            Assert.Equal(0, code);
            Assert.Contains("public key", output, StringComparison.Ordinal);
            Assert.Empty(errors);

            (code, output, errors) = _folder.RunProcess("dotnet", _program, "key", "new");
            Assert.Equal(1, code);
            Assert.Empty(output);
            Assert.Single(errors.Trim().Split('\n'));

            Assert.Equal(2, _folder.RunProcess("dotnet", _program, "key", "old").Code);
        }

        [PeerTheory("script")]
        [InlineData(true)]
        [InlineData(false)]
        public void A_terminal_shows_a_bar_for_each_target_and_a_pipe_plain_lines(bool isTerminal)
        {
            using TestBoard test = new TestBoard();
            test.Board.PowerOn();
            test.Wait("application loop: started");
            Assert.True(SpinWait.SpinUntil(() => test.Board.Esp32.Ports.ContainsKey(80), TimeSpan.FromSeconds(20)));
            string image = _folder.Put("app.bin", FakeImages.Program(3000, "2.0.0"));
            string[] push = { _program, "job", "push", "127.0.0.1:" + test.Board.Esp32.Ports[80], "A=" + image, "B=" + image, "--device", "A=L432", "--device", "B=U575", "--key", _folder.PutKey(), "--token", TestBoard.Token };

            string output = isTerminal ? _folder.Run("script", "-qec", "TERM=xterm-256color dotnet " + string.Join(' ', push), "/dev/null") : _folder.Run("dotnet", push);

            Assert.Equal(isTerminal, output.Contains('\u001b', StringComparison.Ordinal));
            Assert.Equal(isTerminal, output.Contains("100%", StringComparison.Ordinal));
            Assert.Contains("B: has 2.0.0 and was started", output, StringComparison.Ordinal);
        }

        public void Dispose()
        {
            _folder.Dispose();
        }
    }
}
