using System;
using System.IO;
using System.Linq;
using System.Threading;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.EndToEnd.Peers;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tool.Devices;
using Xunit;

namespace Esp32Bridge.EndToEnd.Tool
{
    /// <summary>"job push" and "device status" with the virtual board as the device.</summary>
    public sealed class JobPushTests : IDisposable
    {
        private const int DevicePort = 80;
        private const int ClosedPort = 1;

        private readonly ToolFolder _folder = new ToolFolder();
        private readonly TestBoard _test = new TestBoard();

        [PeerTheory("arm-none-eabi-as", "arm-none-eabi-ld", "arm-none-eabi-objcopy")]
        [InlineData("app.hex")]
        public void Two_parts_run_the_output_of_the_linker_after_one_command(string hex)
        {
            string elf = _folder.Link("app.elf", size: 20000);
            _folder.Run("arm-none-eabi-objcopy", "-O", "ihex", elf, hex);
            string host = Start();

            string[] output = ToolFolder.Tool(Push(host, "A=" + elf, "B=" + _folder.PathOf(hex), "--health", "B=version 2.0.0"));

            Assert.Equal("2.0.0", _test.Runs("A"));
            Assert.Equal("2.0.0", _test.Runs("B"));
            Assert.True(_test.Holds("A", _folder.Binary(elf)) && _test.Holds("B", _folder.Binary(elf)));
            Assert.Contains("job 1: accepted by the device", output);
            Assert.Equal("A: has 2.0.0 and was started", output[^2]);
            Assert.Equal("B: runs 2.0.0 and is well", output[^1]);
            Assert.All(output, line => Assert.DoesNotContain('\u001b', line));
        }

        [Fact]
        public void The_next_push_has_the_next_number_of_the_device_and_can_restore_the_last_images()
        {
            string host = Start();
            ToolFolder.Tool(Push(host, Both("2.0.0").Append("--number").Append("7").ToArray()));

            (int code, string[] output, string[] errors) = ToolFolder.TryTool(Push(host, Both("3.0.0").Concat(new[] { "--previous", "--health", "B=never said", "--within", "B=1" }).ToArray()));

            Assert.Equal(1, code);
            Assert.Contains("job 8: accepted by the device", output);
            Assert.Matches("^job 8: expected all targets to run their images; got B put back \\(B: wait for health: expected 'never said' within 1000 ms; got .*\\)\\. Correct that and push again", Assert.Single(errors));
            Assert.Equal("3.0.0", _test.Runs("A"));
            Assert.Equal("2.0.0", _test.Runs("B"));
        }

        // The folder keeps the images that the parts have, to restore them: a failed job is not its last one.
        [Fact]
        public void A_refused_or_failed_job_does_not_become_the_job_of_the_folder()
        {
            string host = Start();
            ToolFolder.Tool(Push(host, Both("2.0.0")));
            byte[] job = _folder.Read("jobs/job.json");

            ToolFolder.Refused(1, Push(host, Both("3.0.0").Concat(new[] { "--for", "somebody else" }).ToArray()));
            ToolFolder.Refused(1, Push(host, Both("3.0.0").Concat(new[] { "--health", "B=never said", "--within", "B=1" }).ToArray()));

            Assert.Equal(job, _folder.Read("jobs/job.json"));
        }

        [Theory]
        [InlineData("the wrong token", "status 401: request: expected the device's token as Authorization: Bearer TOKEN; got a wrong token")]
        [InlineData(null, "--config with its esp32bridge.json, --token, or the variable ESP32BRIDGE_TOKEN.")]
        public void A_wrong_or_missing_token_is_reported(string token, string error)
        {
            string[] arguments = Push(Start(), Both("2.0.0"));
            int place = Array.IndexOf(arguments, "--token");

            string told = ToolFolder.Refused(1, token == null ? arguments[..place].Concat(arguments[(place + 2)..]).ToArray() : arguments.Select(argument => argument == TestBoard.Token ? token : argument).ToArray());

            Assert.Contains(error, told, StringComparison.Ordinal);
            Assert.Equal("1.0.0", _test.Runs("A"));
        }

        [Fact]
        public void A_refusal_of_the_device_is_reported_in_its_own_words()
        {
            string host = Start();

            string told = ToolFolder.Refused(1, Push(host, Both("2.0.0").Concat(new[] { "--for", "pump-17" }).ToArray()));

            Assert.Contains("status 409: job.json: for: expected 'esp32bridge'; got 'pump-17'", told, StringComparison.Ordinal);
        }

        [Fact]
        public void The_configuration_of_the_device_provides_its_token()
        {
            string host = Start();
            ConfigurationText configuration = ConfigurationText.Of("esp32bridge", _test.Description);
            configuration.Set("token", TestBoard.Token);
            string[] arguments = Push(host, Both("2.0.0")).Where(argument => argument != TestBoard.Token && argument != "--token").ToArray();

            ToolFolder.Tool(arguments.Concat(new[] { "--config", _folder.Put("esp32bridge.json", configuration.ToBytes()) }).ToArray());

            Assert.Equal("2.0.0", _test.Runs("B"));
        }

        [Fact]
        public void A_device_that_loses_its_supply_meanwhile_is_watched_to_the_end()
        {
            string host = Start();
            bool isCut = false;
            _test.Board.Log.LineWritten += line =>
            {
                if (line == "A: entering the bootloader" && !isCut)
                {
                    isCut = true;
                    _test.Board.Cut = new PowerCut(_test.Board.Steps + 200, null);
                    new Thread(() =>
                    {
                        SpinWait.SpinUntil(() => !_test.Board.Esp32.IsOn, TimeSpan.FromSeconds(20));
                        _test.Board.PowerOn();
                    }).Start();
                }
            };

            ToolFolder.Tool(Push(host, Both("2.0.0")));

            Assert.True(isCut);
            Assert.Equal("2.0.0", _test.Runs("A"));
            Assert.Equal("2.0.0", _test.Runs("B"));
        }

        [Fact]
        public void A_device_that_lacks_memory_for_a_moment_gets_another_request()
        {
            string host = Start();
            uint memory = _test.Board.Esp32.FreeMemory;
            _test.Board.Esp32.FreeMemory = 9999;
            using Timer later = new Timer(_ => _test.Board.Esp32.FreeMemory = memory, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

            ToolFolder.Tool(Push(host, Both("2.0.0")));

            Assert.Equal("2.0.0", _test.Runs("B"));
        }

        [Fact]
        public void A_device_that_cannot_reach_this_PC_leads_to_advice_about_the_firewall()
        {
            _test.Board.Esp32.TimeScale = 4;
            _test.Board.Esp32.Hosts["127.0.0.1"] = ClosedPort;
            string host = Start();

            (int code, string[] output, string[] errors) = ToolFolder.TryTool(Push(host, Both("2.0.0").Append("--timeout").Append("10").ToArray()));

            Assert.Equal(1, code);
            Assert.True(output.Any(line => line.StartsWith("A waiting (A: download: ", StringComparison.Ordinal)), string.Join("\n", output.Concat(errors)));
            Assert.Matches(@"^watch job 1: expected its end; got A waiting \(A: download: .*\); B waiting .*\. The device has requested nothing from this PC: does a firewall block http://127\.0\.0\.1:\d+/\? Use --port", Assert.Single(errors));
            Assert.Equal("1.0.0", _test.Runs("A"));
        }

        [Fact]
        public void The_status_shows_the_results_of_the_targets_and_of_the_last_poll()
        {
            string host = Start();
            ToolFolder.Tool(Push(host, Both("2.0.0")));

            string[] output = ToolFolder.Tool("device", "status", host);

            Assert.Equal("device: esp32bridge", output[0]);
            Assert.Contains("highest: 1", output);
            Assert.Contains(output, line => line.StartsWith("  A: committed", StringComparison.Ordinal) && line.EndsWith("version 2.0.0", StringComparison.Ordinal));
            Assert.Contains("  name A, started 2.0.0", output);
            Assert.Contains(output, line => line.StartsWith("lastLook: secondsAgo ", StringComparison.Ordinal) && line.Contains("status 200; got 404", StringComparison.Ordinal));
        }

        [Fact]
        public void An_invalid_or_absent_device_is_reported_in_one_line()
        {
            Assert.Matches(@"^speak to http://127\.0\.0\.1:1/: expected an answer; got .*refused.*\. Is the device on", ToolFolder.Refused(1, "device", "status", "127.0.0.1:1"));
            Assert.Contains("expected the status of a device; got status 404", ToolFolder.Refused(1, "device", "status", "127.0.0.1:" + _test.Server.Port), StringComparison.Ordinal);
            _test.Server.Put("/status", new byte[] { (byte)'[', (byte)']' });
            Assert.Contains("got another answer. Is it an Esp32Bridge?", ToolFolder.Refused(1, "device", "status", "127.0.0.1:" + _test.Server.Port), StringComparison.Ordinal);
            Assert.Contains("'http://pump/status' is no device", ToolFolder.Refused(2, "device", "status", "http://pump/status"), StringComparison.Ordinal);
        }

        [Fact]
        public void A_port_in_use_is_reported()
        {
            string told = ToolFolder.Refused(1, Push(Start(), Both("2.0.0").Append("--port").Append(_test.Server.Port.ToString()).ToArray()));

            Assert.Contains($"serve images at 127.0.0.1 port {_test.Server.Port}: expected a free port", told, StringComparison.Ordinal);
        }

        public void Dispose()
        {
            _test.Dispose();
            _folder.Dispose();
        }

        private string Start()
        {
            _test.Board.PowerOn();
            _test.Wait("application loop: started");
            Assert.True(SpinWait.SpinUntil(() => _test.Board.Esp32.Ports.ContainsKey(DevicePort), TimeSpan.FromSeconds(20)));
            return "127.0.0.1:" + _test.Board.Esp32.Ports[DevicePort];
        }

        private string[] Both(string version)
        {
            string image = _folder.Put(version + ".bin", FakeImages.Program(5000, version));
            return new[] { "A=" + image, "B=" + image };
        }

        private string[] Push(string host, params string[] arguments)
        {
            return new[] { "job", "push", host }.Concat(arguments)
                .Concat(new[] { "--device", "A=L432KC", "--device", "B=U575ZI", "--key", _folder.PutKey(), "--folder", _folder.PathOf("jobs"), "--token", TestBoard.Token })
                .ToArray();
        }
    }
}
