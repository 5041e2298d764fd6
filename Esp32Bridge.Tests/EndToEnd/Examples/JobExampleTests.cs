using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Configuration;
using Esp32Bridge.EndToEnd.Peers;
using Esp32Bridge.EndToEnd.Tool;
using Esp32Bridge.Images;
using Esp32Bridge.Jobs;
using Xunit;

namespace Esp32Bridge.EndToEnd.Examples
{
    /// <summary>The job that is made by hand, with the key and the configuration of the documentation.</summary>
    public sealed class JobExampleTests : IDisposable
    {
        private const string Jobs = "Esp32Bridge/3-Jobs/README.md";
        private const string Configuration = "Esp32Bridge/3-Configuration/README.md";
        private const string Ota = "Esp32Bridge/4-Ota/README.md";
        private const string Images = "Esp32Bridge.Tests/Bench/Images/";
        private const string Token = "the-token-of-pump-17";

        private readonly ToolFolder _folder = new ToolFolder();
        private readonly TestBoard _test = new TestBoard("L476");

        [PeerTheory("openssl", "curl")]
        [InlineData("a-2.0.0.bin", "l4-2.0.0.bin")]
        public void The_job_of_the_documentation_made_signed_and_pushed_by_its_commands_ends_with_a_healthy_target(string name, string image)
        {
            byte[] content = _folder.Read(_folder.Put(name, File.ReadAllBytes(Handbook.PathOf(Images + image))));
            _folder.Put("job.json", Encoding.UTF8.GetBytes(Handbook.Example(Jobs, "\"targets\"")));
            string publicKey = Regex.Match(Shell(Handbook.Example(Configuration, "openssl genpkey")), "-----BEGIN PUBLIC KEY-----\n(.*)\n").Groups[1].Value;
            string facts = Shell(string.Join('\n', Handbook.Example(Jobs, "sha256sum").Split('\n').Where(line => !line.StartsWith("python3", StringComparison.Ordinal))));
            Assert.All(Regex.Matches(facts, "^[0-9a-f]+", RegexOptions.Multiline).Select(fact => fact.Value), fact => Assert.Contains(fact, Handbook.Example(Jobs, "\"targets\""), StringComparison.Ordinal));
            PowerOn(publicKey);
            _test.Server.Put("/pump-17/" + name, content);
            string curl = $"pump-17:80:127.0.0.1:{_test.Board.Esp32.Ports[80]}";
            _folder.Put(".curlrc", Encoding.ASCII.GetBytes($"connect-to = \"{curl}\"\nsilent\n"));

            Shell($"export CURL_HOME=\"$PWD\" TOKEN={Token}\n" + Handbook.Example(Ota, "curl --data-binary"));

            _test.WaitForEnd(7);
            Assert.True(_test.Holds("A", content), string.Join('\n', _test.Board.Log.Lines));
            _test.Server.Put("/pump-17/job.json.sig", _folder.Read("job.json.sig"));
            _test.Server.Put("/pump-17/job.json", _folder.Read("job.json"));
            string status = string.Empty;
            Assert.True(SpinWait.SpinUntil(() => (status = Shell("CURL_HOME=\"$PWD\" curl http://pump-17/status")).Contains("reachedSecondsAgo", StringComparison.Ordinal), TimeSpan.FromSeconds(20)), status);
            Assert.Contains("\"state\":\"healthy\",\"version\":\"2.0.0\"", status, StringComparison.Ordinal);
            Assert.Subset(NamesIn(status).ToHashSet(), NamesIn(Handbook.Example(Ota, "\"lastFinished\"")).ToHashSet());
            Assert.True(SpinWait.SpinUntil(() => _test.Server.Posts.Any(report => report.Contains("\"ended\"", StringComparison.Ordinal)), TimeSpan.FromSeconds(20)));
            Assert.Subset(_test.Server.Posts.SelectMany(NamesIn).Append("cause").ToHashSet(), Handbook.Example(Ota, "\"sequence\"").Trim().Split('\n').SelectMany(NamesIn).ToHashSet());
        }

        [Theory]
        [InlineData("Esp32Bridge/3-Transfers/Ymodem/README.md", TransferMethod.Ymodem)]
        [InlineData("Esp32Bridge/3-Transfers/Fetch/README.md", TransferMethod.Fetch)]
        public void The_firmware_accepts_the_target_with_another_method(string page, string method)
        {
            string target = Handbook.ExamplesOf(page).Single(example => example.Language == "json").Text;

            Job job = JobManifest.Parse(Encoding.UTF8.GetBytes("{\"job\":7,\"for\":[\"pump-17\"],\"targets\":[" + target + "]}"), "http://ota.example.com/job.json");

            Assert.Equal(method, Assert.Single(job.Targets).Image.Method);
        }

        public void Dispose()
        {
            _test.Dispose();
            _folder.Dispose();
        }

        private void PowerOn(string publicKey)
        {
            string file = Handbook.Example(Configuration, "\"bridgeClients\"").Replace("THE LINE OF openssl pkey -pubout", publicKey, StringComparison.Ordinal)
                .Replace("REPORT KEY", "0123456789abcdef", StringComparison.Ordinal).Replace("\"TOKEN\"", "\"" + Token + "\"", StringComparison.Ordinal);
            _test.Board.Esp32.Drive[ConfigurationFile.Name] = Encoding.UTF8.GetBytes(file);
            _test.Board.Esp32.Drive["root.pem"] = Encoding.ASCII.GetBytes(Root());
            _test.Board.Esp32.TimeScale = 40;
            _test.Board.PowerOn();
            _test.Wait("configuration: esp32bridge.json of device pump-17");
            Assert.True(SpinWait.SpinUntil(() => _test.Board.Esp32.Ports.ContainsKey(80), TimeSpan.FromSeconds(20)));
        }

        private static string Root()
        {
            using ECDsa key = ECDsa.Create();
            using X509Certificate2 root = new CertificateRequest("CN=root", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(1));
            return root.ExportCertificatePem();
        }

        private string Shell(string script)
        {
            return _folder.Run("bash", "-euo", "pipefail", "-c", script);
        }

        private static IEnumerable<string> NamesIn(string json)
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return NamesIn(document.RootElement).ToArray();
        }

        private static IEnumerable<string> NamesIn(JsonElement element)
        {
            return element.ValueKind switch
            {
                JsonValueKind.Object => element.EnumerateObject().SelectMany(property => NamesIn(property.Value).Prepend(property.Name)),
                JsonValueKind.Array => element.EnumerateArray().SelectMany(NamesIn),
                _ => Enumerable.Empty<string>(),
            };
        }
    }
}
