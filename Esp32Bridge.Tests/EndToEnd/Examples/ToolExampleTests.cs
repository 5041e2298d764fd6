using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using Esp32Bridge.Bench;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.EndToEnd.Peers;
using Esp32Bridge.EndToEnd.Tool;
using Esp32Bridge.Tool;
using Xunit;

namespace Esp32Bridge.EndToEnd.Examples
{
    /// <summary>The commands of the tool and of the bench in the documentation.</summary>
    public sealed class ToolExampleTests : IDisposable
    {
        private const string ToolCommand = @"(?m)^dotnet run --project Esp32Bridge\.Tests/Tool -- (.*)$";
        private const string BenchCommand = @"(?m)^dotnet run --project Esp32Bridge\.Tests/Bench(?: -- (.*))?$";

        private readonly ToolFolder _folder = new ToolFolder();

        // The commands in their order, in one folder. The key and the configuration are there for the pages that begin with a job.
        [PeerTheory("arm-none-eabi-as", "arm-none-eabi-ld", "arm-none-eabi-objcopy")]
        [InlineData("README.md", 3)]
        [InlineData(".github/DEPLOY.md", 4)]
        [InlineData("Esp32Bridge.Tests/Tool/README.md", 4)]
        [InlineData("Esp32Bridge.Tests/Bench/README.md", 1)]
        [InlineData("Esp32Bridge/3-Configuration/README.md", 1)]
        [InlineData("Esp32Bridge/3-Jobs/README.md", 1)]
        public void The_commands_of_the_tool_lead_to_a_target_that_runs_its_image(string page, int count)
        {
            string[] commands = Handbook.ExamplesOf(page).SelectMany(example => Regex.Matches(example.Text, ToolCommand).Select(match => match.Groups[1].Value)).ToArray();
            Assert.Equal(count, commands.Length);
            _folder.Run("arm-none-eabi-objcopy", "-O", "ihex", _folder.Link("app.elf"), "app.hex");
            if (commands[0] != "key new")
            {
                Tool("key new");
            }

            using TestBoard test = new TestBoard("L476");
            foreach (string command in commands)
            {
                Tool(WithBoard(command, test));
            }

            if (commands.Any(command => command.StartsWith("job push", StringComparison.Ordinal)))
            {
                Assert.Equal("2.0.0", test.Runs("A"));
            }
        }

        [Fact]
        public void The_bench_understands_each_of_its_commands()
        {
            string[] commands = Handbook.Pages.SelectMany(Handbook.ExamplesOf).SelectMany(example => Regex.Matches(example.Text, BenchCommand).Select(match => match.Groups[1].Value)).ToArray();

            Assert.NotEmpty(commands);
            Assert.All(commands, command =>
            {
                StringWriter errors = new StringWriter();

                // What it does not understand comes before the last word.
                Assert.Equal(CommandLine.WrongUse, BenchProgram.Run(command.Split(' ', StringSplitOptions.RemoveEmptyEntries).Append("--none").ToArray(), TextWriter.Null, errors).Result);
                Assert.StartsWith("'--none' is not understood. ", errors.ToString(), StringComparison.Ordinal);
            });
        }

        public void Dispose()
        {
            _folder.Dispose();
        }

        // The first command that speaks to the device switches the board on, with the configuration that the commands before it have made.
        private string WithBoard(string command, TestBoard test)
        {
            if (!Regex.IsMatch(command, "^(job push|device status) "))
            {
                return command;
            }

            if (!test.Board.Esp32.IsOn)
            {
                if (File.Exists(_folder.PathOf("pump-17/esp32bridge.json")))
                {
                    test.Board.Esp32.Drive["esp32bridge.json"] = _folder.Read("pump-17/esp32bridge.json");
                }
                else
                {
                    test.Description.DeviceName = "bench";
                    _folder.PutKey();
                }

                test.Board.PowerOn();
                Assert.True(SpinWait.SpinUntil(() => test.Board.Esp32.Ports.ContainsKey(80), TimeSpan.FromSeconds(20)));
            }

            return command.Replace("192.168.1.20", "127.0.0.1:" + test.Board.Esp32.Ports[80], StringComparison.Ordinal)
                .Replace("127.0.0.1:PORT", "127.0.0.1:" + test.Board.Esp32.Ports[80], StringComparison.Ordinal)
                .Replace("--key KEY --token TOKEN", "--key job.pem --token " + TestBoard.Token, StringComparison.Ordinal);
        }

        private void Tool(string command)
        {
            _folder.Run("dotnet", command.Split(' ').Prepend(typeof(ToolProgram).Assembly.Location).ToArray());
        }
    }
}
