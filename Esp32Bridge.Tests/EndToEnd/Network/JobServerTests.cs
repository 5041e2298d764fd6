using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading;
using Esp32Bridge.EndToEnd.Peers;
using Esp32Bridge.Jobs;
using Xunit;

namespace Esp32Bridge.EndToEnd.Network
{
    /// <summary>The job server and well-behaved clients: HttpClient, curl, and some by hand.</summary>
    [Collection(AloneCollection.Name)]
    public sealed class JobServerTests : IDisposable
    {
        private const string Away = "job server: port 8080 does not open yet: no network";
        private const string Head = "POST /job HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + ServingChip.Token + "\r\nX-Signature: c0ffee\r\n";

        private readonly ServingChip _chip = new ServingChip();

        [Fact]
        public void A_job_is_accepted()
        {
            string text = _chip.NextJob();
            using HttpResponseMessage answer = _chip.Post(text, ServingChip.Sign(text));
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            Assert.True(answer.Headers.ConnectionClose);
            Assert.Equal(text, _chip.LastManifest());
        }

        [Fact]
        public void The_status_is_that_of_the_device()
        {
            using HttpClient client = new HttpClient();
            HttpResponseMessage answer = client.Send(new HttpRequestMessage(HttpMethod.Get, _chip.Url + "/status?x=1"));
            using JsonDocument status = JsonDocument.Parse(answer.Content.ReadAsStream());
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("application/json", answer.Content.Headers.ContentType.MediaType);
            Assert.Equal(ServingChip.Device, status.RootElement.GetProperty("device").GetString());
        }

        [Fact]
        public void The_largest_manifest_arrives_completely()
        {
            string text = _chip.NextJob().PadRight(JobManifest.MaximumSize);
            using HttpResponseMessage answer = _chip.Post(text, ServingChip.Sign(text));
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            Assert.Equal(text, _chip.LastManifest());
        }

        [Fact]
        public void An_invalid_job_is_refused_with_the_reason()
        {
            using HttpResponseMessage answer = _chip.Post("{}", ServingChip.Sign("{}"));
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Equal("job.json: job: expected a value; got none. Correct the job.", ErrorOf(answer));
        }

        [Fact]
        public void A_repeated_job_is_refused_with_the_reason()
        {
            string text = _chip.NextJob();
            Assert.Equal(HttpStatusCode.Accepted, _chip.PostNext());
            using HttpResponseMessage answer = _chip.Post(text, ServingChip.Sign(text));
            Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
            Assert.Contains("expected a number above ", ErrorOf(answer), StringComparison.Ordinal);
        }

        [Theory]
        [InlineData(null, "expected the manifest's signature in X-Signature; got none. ")]
        [InlineData("bad", "check the signature: expected the signature of the tests; got another. ")]
        public void A_wrong_signature_is_refused_with_the_reason(string signature, string reason)
        {
            using HttpResponseMessage answer = _chip.Post(_chip.NextJob(), signature);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.Contains(reason, ErrorOf(answer), StringComparison.Ordinal);
            Assert.Null(_chip.LastManifest());
        }

        [Theory]
        [InlineData("GET", "/job", 405, "POST")]
        [InlineData("PUT", "/job", 405, "POST")]
        [InlineData("POST", "/status", 405, "GET")]
        [InlineData("HEAD", "/status", 405, "GET")]
        [InlineData("GET", "/", 404, null)]
        [InlineData("GET", "/status/", 404, null)]
        [InlineData("POST", "/Job", 404, null)]
        public void Another_path_or_method_is_refused(string method, string path, int status, string allow)
        {
            string answer = _chip.Talk($"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {ServingChip.Token}\r\nContent-Length: 0\r\n\r\n");
            Assert.StartsWith("HTTP/1.1 " + status + " ", answer, StringComparison.Ordinal);
            Assert.Equal(allow != null, answer.Contains("\r\nAllow: " + allow + "\r\n", StringComparison.Ordinal));
            Assert.Null(_chip.LastManifest());
        }

        [Theory]
        [InlineData("\r\n", 411)]
        [InlineData("Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", 411)]
        [InlineData("Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n{}", 411)]
        [InlineData("Content-Length: 8193\r\n\r\n", 413)]
        [InlineData("Content-Length: 99999999999999999999\r\nExpect: 100-continue\r\n\r\n", 413)]
        [InlineData("Content-Length: none\r\n\r\n", 400)]
        [InlineData("no field\r\n\r\n", 400)]
        public void An_unacceptable_body_is_refused_before_it_comes(string rest, int status)
        {
            Assert.StartsWith("HTTP/1.1 " + status + " ", _chip.Talk(Head + rest), StringComparison.Ordinal);
            Assert.Null(_chip.LastManifest());
        }

        [Fact]
        public void A_body_that_is_too_large_does_not_lose_the_answer()
        {
            string text = new string('x', 100 * 1000);
            using HttpResponseMessage answer = _chip.Post(text, ServingChip.Sign(text));
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        }

        [Fact]
        public void The_status_100_is_sent_only_to_a_client_that_waits_for_it()
        {
            using var client = _chip.Connect();
            string text = _chip.NextJob();
            client.GetStream().Write(Encoding.ASCII.GetBytes(ServingChip.HeadOf(text, "Expect: 100-continue\r\n")));
            byte[] buffer = new byte[25];
            client.GetStream().ReadExactly(buffer);
            Assert.Equal("HTTP/1.1 100 Continue\r\n\r\n", Encoding.ASCII.GetString(buffer));
            client.GetStream().Write(Encoding.ASCII.GetBytes(text));
            Assert.StartsWith("HTTP/1.1 202 ", ServingChip.ReadAnswer(client.GetStream()), StringComparison.Ordinal);

            text = _chip.NextJob();
            Assert.StartsWith("HTTP/1.1 202 ", _chip.Talk(ServingChip.HeadOf(text, "Expect: 100-continue\r\n") + text), StringComparison.Ordinal);
        }

        [PeerTheory("curl")]
        [InlineData(0)]
        [InlineData(2000)]
        [InlineData(8192)]
        public void Curl_pushes_manifests_of_any_size(int size)
        {
            string file = Path.GetTempFileName();
            string text = _chip.NextJob().PadRight(size);
            File.WriteAllText(file, text);
            Assert.Equal("202", Curl($"--data-binary @{file} -H \"X-Signature: {ServingChip.Sign(text)}\" -H \"Authorization: Bearer {ServingChip.Token}\" -H \"Expect: 100-continue\" {_chip.Url}/job"));
            Assert.Equal(text, _chip.LastManifest());
            File.Delete(file);
        }

        [Fact]
        public void An_exception_while_a_job_is_accepted_closes_the_connection_and_the_next_request_succeeds()
        {
            _chip.Jobs.Log.FailsAt = "job 1: arrived";
            Assert.Throws<HttpRequestException>(() => _chip.PostNext());
            Assert.Equal(HttpStatusCode.Accepted, _chip.PostNext());
            Assert.Contains("job server: a client: InvalidOperationException job 1: arrived", _chip.Lines);
        }

        [Fact]
        public void The_server_comes_back_with_the_network_and_logs_once_that_it_was_away()
        {
            using ServingChip chip = new ServingChip(20);
            chip.Esp32.IsNetworkUp = false;
            Assert.True(SpinWait.SpinUntil(() => chip.Lines.Contains(Away), TimeSpan.FromSeconds(30)));
            Thread.Sleep(200);
            chip.Esp32.IsNetworkUp = true;
            Assert.True(SpinWait.SpinUntil(() => Accepts(chip), TimeSpan.FromSeconds(30)));
            Assert.Single(chip.Lines, Away);
        }

        [Fact]
        public void The_server_comes_back_after_a_power_cut()
        {
            Assert.True(Accepts(_chip));
            _chip.Esp32.PowerOff();
            Assert.False(Accepts(_chip));
            _chip.PowerOn();
            Assert.True(Accepts(_chip));
        }

        public void Dispose()
        {
            _chip.Dispose();
        }

        private static bool Accepts(ServingChip chip)
        {
            try
            {
                return chip.PostNext() == HttpStatusCode.Accepted;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }

        private static string ErrorOf(HttpResponseMessage answer)
        {
            using JsonDocument document = JsonDocument.Parse(answer.Content.ReadAsStream());
            return document.RootElement.EnumerateObject().Single(member => member.Name == "error").Value.GetString();
        }

        // The status of curl's request.
        private static string Curl(string arguments)
        {
            ProcessStartInfo start = new ProcessStartInfo("curl", "-s -m 30 -o /dev/null -w %{http_code} " + arguments) { RedirectStandardOutput = true };
            using Process process = Process.Start(start);
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return output;
        }
    }
}
