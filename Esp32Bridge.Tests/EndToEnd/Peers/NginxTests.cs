using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Bench.Ota;
using Xunit;

namespace Esp32Bridge.EndToEnd.Peers
{
    /// <summary>Jobs and images from a third-party web server: Debian's nginx.</summary>
    public sealed class NginxTests : IDisposable
    {
        private const string Host = "nginx.example.com";

        private TestBoard _test;
        private Nginx _nginx;

        [PeerTheory("nginx")]
        [InlineData("as it comes", "")]
        [InlineData("without ranges", "max_ranges 0;")]
        [InlineData("without entity tags", "etag off;")]
        [InlineData("in small pieces", "sendfile off; output_buffers 1 512; postpone_output 0;")]
        [InlineData("slowly", "limit_rate 20k;")]
        [InlineData("fast and then slowly", "limit_rate_after 8k; limit_rate 10k;")]
        [InlineData("one request a connection", "keepalive_timeout 0;")]
        public void A_job_is_done(string kind, string directives)
        {
            Serve(directives, null);

            _test.Board.PowerOn();
            _test.WaitForEnd();

            ExpectSuccess(kind);
        }

        [PeerTheory("nginx")]
        [InlineData("TLSv1.2")]
        [InlineData("TLSv1.3")]
        public void A_job_is_done_over_TLS(string version)
        {
            using TestCertificates certificates = new TestCertificates();
            using X509Certificate2 certificate = certificates.CreateServer(Host);
            Serve($"ssl_protocols {version};", certificate);
            _test.Description.RootCertificate = certificates.RootPem;

            _test.Board.PowerOn();
            _test.WaitForEnd();

            ExpectSuccess(version);
        }

        [PeerTheory("nginx")]
        [InlineData("a killed worker")]
        [InlineData("a reload")]
        [InlineData("a restart")]
        public void A_download_resumes_after(string what)
        {
            Serve("location = /A.bin { limit_rate 5k; }", null);
            _test.Board.PowerOn();
            _test.Wait("job 1: arrived");

            // The download has just begun, and takes about three seconds.
            Thread.Sleep(1000);
            Drop(what);
            _test.WaitForEnd();

            ExpectSuccess(what);
            Assert.Contains(_nginx.Log, line => line.StartsWith("GET /A.bin 206 range=bytes=", StringComparison.Ordinal));
        }

        [PeerTheory("nginx")]
        [InlineData("max_ranges 0;")]
        public void A_download_from_a_server_without_ranges_starts_again_after_a_drop(string directives)
        {
            Serve(directives + " location = /A.bin { limit_rate 5k; }", null);
            _test.Board.PowerOn();
            _test.Wait("job 1: arrived");

            Thread.Sleep(1000);
            Drop("a killed worker");
            _test.WaitForEnd();

            ExpectSuccess(directives);
            Assert.Contains(_nginx.Log, line => line.StartsWith("GET /A.bin 200 range=bytes=", StringComparison.Ordinal));
        }

        [PeerTheory("nginx")]
        [InlineData("limit_rate_after 3k; limit_rate 10;")]
        public void A_connection_that_becomes_too_slow_is_replaced_and_the_download_resumes(string directives)
        {
            Serve(directives, null, 6000);
            _test.Board.Esp32.TimeScale = 30;
            _test.Board.PowerOn();
            _test.WaitForEnd();

            ExpectSuccess(directives);
            Assert.Contains(_nginx.Log, line => line.StartsWith("GET /A.bin 206 range=bytes=", StringComparison.Ordinal));
        }

        [PeerTheory("nginx")]
        [InlineData("http://" + Host + "/job.json")]
        [InlineData("http://" + Host + "/job.json?device=1&place=2")]
        public void An_accepted_manifest_is_requested_with_its_tag_and_its_signature_not_again(string url)
        {
            Serve(string.Empty, null);
            _test.Description.ManifestUrl = url;
            _test.Board.PowerOn();
            _test.WaitForEnd();

            string request = "GET " + new Uri(url).PathAndQuery;
            Assert.True(SpinWait.SpinUntil(() => _nginx.Log.Count(line => line.StartsWith(request + " 304 range= known=\"", StringComparison.Ordinal)) >= 3, TimeSpan.FromSeconds(20)), string.Join('\n', _nginx.Log));

            // Each tenth look has no tag, and fetches both files. How many looks there have been depends on the machine.
            Assert.DoesNotContain(_nginx.Log, line => line.StartsWith(request + " 200 range= known=\"", StringComparison.Ordinal));
            int signatures = _nginx.Log.Count(line => line.StartsWith(request.Replace(".json", ".json.sig") + " 200 ", StringComparison.Ordinal));
            Assert.True(signatures <= _nginx.Log.Count(line => line.StartsWith(request + " 200 ", StringComparison.Ordinal)), string.Join('\n', _nginx.Log));

            // Another length, because nginx derives its tags from the length and the time in seconds.
            Publish(10);
            _test.WaitForEnd(10);
            Assert.True(_nginx.Log.Count(line => line.StartsWith(request + " 200 range= known=\"", StringComparison.Ordinal)) <= 1, string.Join('\n', _nginx.Log.Concat(_test.Board.Log.Lines)));
        }

        [PeerTheory("nginx")]
        [InlineData("job.json", "fetch http://nginx.example.com/job.json: expected status 200; got 404. Check the manifest's address and the server.")]
        [InlineData("job.json.sig", "fetch http://nginx.example.com/job.json.sig: expected status 200; got 404. Sign the job: openssl pkeyutl -sign -rawin -inkey job.pem -in job.json | openssl base64 -A > job.json.sig")]
        public void A_missing_file_is_reported(string name, string error)
        {
            Serve(string.Empty, null);
            string file = Path.Combine(_nginx.Root, name);
            byte[] content = File.ReadAllBytes(file);
            File.Delete(file);
            _test.Board.PowerOn();
            _test.Wait("no job: " + error);
            _test.Wait("A> heartbeat 2");

            _nginx.Put(name, content);
            _test.WaitForEnd();
            ExpectSuccess(name);
        }

        [PeerTheory("nginx")]
        [InlineData("sha256sum")]
        public void A_job_made_with_shell_commands_is_done(string tool)
        {
            Serve(string.Empty, null);
            foreach (string name in new[] { "job.json", "job.json.sig" })
            {
                File.Delete(Path.Combine(_nginx.Root, name));
            }

            _nginx.Put("job.pem", System.Text.Encoding.ASCII.GetBytes(JobSignature.PrivateKey));
            Shell($$"""
                cat > job.json << END
                {
                  "job": 1,
                  "for": ["esp32bridge"],
                  "targets": [
                    {
                      "name": "A",
                      "image": "A.bin",
                      "size": $(stat -c %s A.bin),
                      "sha256": "$({{tool}} A.bin | cut -d ' ' -f 1)",
                      "device": "0x435",
                      "address": "0x08000000",
                      "version": "2.0.0"
                    },
                    {
                      "name": "B",
                      "image": "/B.bin",
                      "size": $(stat -c %s B.bin),
                      "sha256": "$({{tool}} B.bin | cut -d ' ' -f 1)",
                      "device": "0x482",
                      "address": "0x08000000",
                      "version": "2.0.0"
                    }
                  ]
                }
                END
                openssl pkeyutl -sign -rawin -inkey job.pem -in job.json | openssl base64 -A > job.json.sig
                """);
            _test.Board.PowerOn();
            _test.WaitForEnd();

            ExpectSuccess(tool);
            string signature = File.ReadAllText(Path.Combine(_nginx.Root, "job.json.sig"));
            Assert.Matches(@"^[0-9A-Za-z+/]{86}==$", signature);
            Assert.Equal(
                System.Text.Encoding.ASCII.GetString(JobSignature.Of(File.ReadAllBytes(Path.Combine(_nginx.Root, "job.json")))),
                signature + "\n");
        }

        public void Dispose()
        {
            _test?.Dispose();
            _nginx?.Dispose();
        }

        private void Serve(string directives, X509Certificate2 certificate, int size = 20000)
        {
            _test = new TestBoard(size: size);
            _nginx = new Nginx(directives, certificate);
            _nginx.Put("A.bin", _test.New("A"));
            _nginx.Put("B.bin", _test.New("B"));
            Publish(1);
            _test.Board.Esp32.Hosts[Host] = _nginx.Port;
            _test.Description.ManifestUrl = (certificate == null ? "http://" : "https://") + Host + "/job.json";
        }

        private void Publish(int number)
        {
            byte[] manifest = _test.Job(number).ToBytes();
            _nginx.Put("job.json.sig", JobSignature.Of(manifest));
            _nginx.Put("job.json", manifest);
        }

        private void Drop(string what)
        {
            switch (what)
            {
                case "a killed worker":
                    _nginx.KillWorker();
                    break;
                case "a reload":
                    _nginx.Reload();
                    break;
                default:
                    _nginx.Stop();
                    _nginx.Start();
                    break;
            }
        }

        private void Shell(string script)
        {
            ProcessStartInfo start = new ProcessStartInfo("bash", new[] { "-euo", "pipefail", "-c", script }) { WorkingDirectory = _nginx.Root };
            using Process process = Process.Start(start);
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
        }

        private void ExpectSuccess(string kind)
        {
            Assert.True(_test.Holds("A", _test.New("A")), kind);
            Assert.True(_test.Holds("B", _test.New("B")), kind);
            Assert.Equal("2.0.0", _test.Runs("A"));
            Assert.Equal("2.0.0", _test.Runs("B"));
            int end = _test.Board.Log.Count;
            _test.Wait("A> heartbeat", end);
            _test.Wait("B> heartbeat", end);
        }
    }
}
