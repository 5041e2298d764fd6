using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Threading;
using Esp32Bridge.Bench;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Bench.Ota;
using Esp32Bridge.Tests.Model;
using Xunit;

namespace Esp32Bridge.EndToEnd.Board
{
    /// <summary>The board of the bench as a program of its own: its first line, what is typed, what it keeps, Ctrl-C and SIGTERM.</summary>
    public sealed class BoardCommandTests : IDisposable
    {
        private const int Interrupt = 2;
        private const int Terminate = 15;
        private const int EndedByInterrupt = 130;

        private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

        private readonly string _folder = Directory.CreateTempSubdirectory("board").FullName;

        [Fact]
        public void Typed_commands_cut_and_restore_the_supply()
        {
            using TestBoard test = new TestBoard();
            test.Board.PowerOn();
            test.Wait("B> heartbeat");
            StringWriter answers = new StringWriter();
            BoardConsole console = new BoardConsole(test.Board, answers);

            console.Run(new StringReader("cut a\n\nreset A\ncut esp32\nbogus\ncut\n"));

            Assert.Equal(nameof(PartState.Off), test.Runs("A"));
            Assert.False(test.Board.Esp32.IsOn);
            Assert.Equal("1.0.0", test.Runs("B"));
            string[] told = answers.ToString().Split(Environment.NewLine);
            Assert.Equal(new[] { "done: cut a", $"'reset A' is not understood. Commands: {BoardConsole.Commands}", "done: cut esp32", $"'bogus' is not understood. Commands: {BoardConsole.Commands}" }, told.Take(4));
            Assert.StartsWith("'cut' is not understood. ", told[4], StringComparison.Ordinal);

            int before = test.Board.Log.Count;
            console.Run(new StringReader("restore\nreset A\nnetwork down\n"));
            test.Wait("A> heartbeat", before);
            Assert.False(test.Board.Esp32.IsNetworkUp);
        }

        [Fact]
        public void A_given_configuration_is_used_and_the_drive_and_the_flashes_survive_a_stop()
        {
            string configuration = Path.Combine(_folder, "esp32bridge.json");
            string kept = Path.Combine(_folder, "kept");
            File.WriteAllText(configuration, """{"device":"pump-17","token":"0123456789abcdef","manifest":"http://jobs.example.com/job.json","targets":[{"name":"motor","uart":"COM2","tx":25,"rx":26,"boot0":27,"reset":33}]}""");
            Directory.CreateDirectory(kept);
            File.WriteAllText(Path.Combine(kept, "state-0.bin"), "spoilt");

            using Process board = Start("--config", configuration, "--part", "motor=l432", "--keep", kept, "--quiet");
            using JsonDocument first = JsonDocument.Parse(Line(board));
            Assert.Equal("0123456789abcdef", first.RootElement.GetProperty("token").GetString());
            JsonElement target = Assert.Single(first.RootElement.GetProperty("targets").EnumerateArray());
            Assert.Equal(("motor", "L432"), (target.GetProperty("name").GetString(), target.GetProperty("part").GetString()));
            kill(board.Id, Interrupt);

            Assert.True(board.WaitForExit(_patience));
            Assert.Equal(0, board.ExitCode);
            Assert.Empty(board.StandardOutput.ReadToEnd());
            byte[] flash = File.ReadAllBytes(Path.Combine(kept, "motor.flash"));
            Assert.Equal(Stm32Parts.Create("L432").FlashSize, flash.Length);
            Assert.Contains("version=1.0.0", Encoding.ASCII.GetString(flash), StringComparison.Ordinal);
            Assert.Equal("spoilt", File.ReadAllText(Path.Combine(kept, "state-0.bin")));
            Assert.False(File.Exists(Path.Combine(kept, "esp32bridge.json")), "the configuration stays in its own file");

            flash[^1] = 0x17;
            File.WriteAllBytes(Path.Combine(kept, "motor.flash"), flash);
            using Process again = Start("--config", configuration, "--part", "motor=L432", "--keep", kept);
            string[] said = Enumerable.Range(0, 4).Select(_ => Line(again)).ToArray();
            Assert.Contains("configuration: esp32bridge.json of device pump-17", said);
            Assert.Contains(said, line => line.StartsWith("the record of jobs: ", StringComparison.Ordinal));
            File.Delete(Path.Combine(kept, "motor.flash"));
            kill(again.Id, Terminate);
            Assert.True(again.WaitForExit(_patience));
            Assert.Equal(0x17, File.ReadAllBytes(Path.Combine(kept, "motor.flash"))[^1]);
        }

        [Fact]
        public void A_manifest_on_127_0_0_1_is_fetched_from_that_server()
        {
            string configuration = Path.Combine(_folder, "esp32bridge.json");
            using OtaServer server = new OtaServer();
            File.WriteAllText(configuration, $$"""{"manifest":"{{server.Url}}/job.json","interval":5,"port":0}""");

            using Process board = Start("--config", configuration);
            while (!Line(board).Contains("no job: fetch " + server.Url, StringComparison.Ordinal))
            {
                Assert.False(board.HasExited);
            }

            kill(board.Id, Interrupt);
            Assert.True(board.WaitForExit(_patience));
            Assert.Contains(server.Requests, request => request.Contains("/job.json", StringComparison.Ordinal));
        }

        [Fact]
        public void A_flash_of_another_part_is_reported()
        {
            File.WriteAllBytes(Path.Combine(_folder, "A.flash"), new byte[3]);

            using Process board = Start("--keep", _folder);

            Assert.True(board.WaitForExit(_patience));
            Assert.Equal(1, board.ExitCode);
            Assert.Equal($"A: read {Path.Combine(_folder, "A.flash")}: expected 1048576 bytes, the flash of L476; got 3 bytes. Use the part that the file belongs to, or another folder.", board.StandardError.ReadToEnd().Trim());
        }

        [Fact]
        public void SIGTERM_ends_a_board_that_keeps_its_flashes()
        {
            using Process board = Start("--keep", _folder, "--quiet");
            Line(board);

            kill(board.Id, Terminate);

            Assert.True(board.WaitForExit(_patience));
            Assert.Equal(0, board.ExitCode);
            Assert.True(File.Exists(Path.Combine(_folder, "A.flash")));
        }

        [Fact]
        public void Ctrl_C_twice_ends_a_board_at_once()
        {
            using Process board = Start("--quiet");
            Line(board);

            kill(board.Id, Interrupt);
            kill(board.Id, Interrupt);

            Assert.True(board.WaitForExit(_patience));
            Assert.Contains(board.ExitCode, new[] { 0, EndedByInterrupt });
            Assert.DoesNotContain("xception", board.StandardError.ReadToEnd(), StringComparison.Ordinal);
        }

        [Fact]
        public void Ctrl_C_ends_the_story()
        {
            using Process story = StartBench();
            Assert.Contains("The board gets its supply", Line(story), StringComparison.Ordinal);

            kill(story.Id, Interrupt);

            Assert.True(story.WaitForExit(_patience));
            Assert.Equal(EndedByInterrupt, story.ExitCode);
        }

        public void Dispose()
        {
            Directory.Delete(_folder, true);
        }

        [DllImport("libc")]
        private static extern int kill(int process, int signal);

        private static Process Start(params string[] options)
        {
            return StartBench(options.Prepend("--unpaced").Prepend("board").ToArray());
        }

        private static Process StartBench(params string[] arguments)
        {
            ProcessStartInfo start = new ProcessStartInfo("dotnet", arguments.Prepend(typeof(BenchProgram).Assembly.Location))
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            return Process.Start(start);
        }

        private static string Line(Process process)
        {
            return process.StandardOutput.ReadLineAsync(new CancellationTokenSource(_patience).Token).AsTask().Result;
        }
    }
}
