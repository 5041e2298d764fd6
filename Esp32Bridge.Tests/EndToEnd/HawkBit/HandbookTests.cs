using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Bench.HawkBit;
using Esp32Bridge.Bench.Ota;
using Esp32Bridge.EndToEnd.Peers;
using Xunit;

namespace Esp32Bridge.EndToEnd.HawkBit
{
    /// <summary>The commands of .github/HAWKBIT.md, one after the other, update a device.</summary>
    public sealed class HandbookTests : IDisposable
    {
        private const string Host = "hawkbit.example.com";

        private readonly string _folder = Directory.CreateTempSubdirectory("handbook").FullName;

        [PeerTheory("jq", "curl", "openssl")]
        [InlineData("http://localhost:8080")]
        public void The_commands_lead_from_an_empty_server_to_an_updated_device(string address)
        {
            string script = string.Concat(Regex.Matches(Page(), "```sh\n(.*?)```", RegexOptions.Singleline).Select(block => block.Groups[1].Value));
            using DdiServer server = new DdiServer();
            using TestBoard test = new TestBoard();
            test.Board.Esp32.TimeScale = 40;
            test.Board.Esp32.Hosts[Host] = server.Port;
            File.WriteAllBytes(Path.Combine(_folder, "a-2.0.0.bin"), test.New("A"));
            File.WriteAllText(Path.Combine(_folder, "job.pem"), JobSignature.PrivateKey);
            Assert.Contains("HAWKBIT=" + address, script, StringComparison.Ordinal);
            script = script.Replace(address, "http://localhost:" + server.Port, StringComparison.Ordinal).Replace("sleep 5", "sleep 0.1", StringComparison.Ordinal);

            StringBuilder output = new StringBuilder();
            using Process shell = Process.Start(new ProcessStartInfo("timeout", new[] { "60", "bash", "-euo", "pipefail", "-c", script }) { WorkingDirectory = _folder, RedirectStandardOutput = true });
            string line;
            while ((line = shell.StandardOutput.ReadLine()) != null)
            {
                output.AppendLine(line);
                if (line.StartsWith("\"token\": ", StringComparison.Ordinal))
                {
                    test.Board.Esp32.Drive["esp32bridge.json"] = Encoding.UTF8.GetBytes($$"""{ "device": "pump-17", "interval": 5, "hawkbit": { "url": "http://{{Host}}", {{line}} } }""");
                    test.Board.PowerOn();
                }
            }

            shell.WaitForExit();

            Assert.True(shell.ExitCode == 0, output.ToString() + string.Join('\n', test.Board.Log.Lines));
            Assert.Matches("(?m)^finished: job 7; A: committed 100 % version 2.0.0$", output.ToString());
            Assert.Equal("finished", Assert.Single(server.ActionsOf("pump-17")).State);
            Assert.True(test.Holds("A", test.New("A")));
        }

        public void Dispose()
        {
            Directory.Delete(_folder, true);
        }

        private static string Page([CallerFilePath] string here = null)
        {
            return File.ReadAllText(Path.Combine(Path.GetDirectoryName(here), "..", "..", "..", ".github", "HAWKBIT.md"));
        }
    }
}
