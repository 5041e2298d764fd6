using System.Net;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Bench.Ota;
using Esp32Bridge.Tests.Model;
using Esp32Bridge.Tool.Jobs;
using Xunit;

namespace Esp32Bridge.EndToEnd.Jobs
{
    /// <summary>A job comes to the device on the local network, and the device reports its result.</summary>
    public class PushTests
    {
        private const int DevicePort = 80;

        private static readonly HttpClient _client = new HttpClient();

        [Fact]
        public async Task A_pushed_job_is_done_and_the_status_reports_it()
        {
            using TestBoard test = Start(port: DevicePort);
            Assert.Equal(0, (await Status(test)).GetProperty("lastFinished").GetInt32());
            byte[] job = test.Job(3).ToBytes();

            using HttpResponseMessage answer = await Push(test, job, Encoding.ASCII.GetString(JobSignature.Of(job)).Trim());

            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            test.WaitForEnd(3);
            Assert.Equal("2.0.0", test.Runs("A"));
            JsonElement status = await Status(test);
            Assert.Equal("esp32bridge", status.GetProperty("device").GetString());
            Assert.Equal(3, status.GetProperty("lastFinished").GetInt32());
            Assert.Equal("ended", status.GetProperty("state").GetString());
            Assert.Equal("committed", status.GetProperty("targets")[0].GetProperty("state").GetString());
            
        }

        [Fact]
        public async Task A_request_without_a_job_of_the_owner_is_refused_with_the_reason()
        {
            using TestBoard test = Start(port: DevicePort);
            byte[] job = test.Job(3).ToBytes();
            byte[] nonsense = Encoding.ASCII.GetBytes("{\"job\": \"seven\"}");

            await IsRefused(test, job, new string('0', 128), HttpStatusCode.Forbidden, "check the signature: expected a signature of this job by a key of the device");
            await IsRefused(test, job, null, HttpStatusCode.Forbidden, "signature");
            await IsRefused(test, nonsense, Encoding.ASCII.GetString(JobSignature.Of(nonsense)), HttpStatusCode.BadRequest, "job.json: job: expected a number");

            using (HttpResponseMessage answer = await Push(test, job, Encoding.ASCII.GetString(JobSignature.Of(job)).Trim()))
            {
                Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            }

            test.WaitForEnd(3);
            await IsRefused(test, job, Encoding.ASCII.GetString(JobSignature.Of(job)), HttpStatusCode.Conflict, "expected a job with a number above 3; got one that the device has already. To run it again give it a higher number.");
        }

        [Fact]
        public async Task A_job_without_enough_memory_is_refused_for_now_and_accepted_later()
        {
            using TestBoard test = Start(port: DevicePort);
            byte[] job = test.Job(3).ToBytes();
            string signature = Encoding.ASCII.GetString(JobSignature.Of(job)).Trim();
            uint memory = test.Board.Esp32.FreeMemory;
            test.Board.Esp32.FreeMemory = 5999;

            await IsRefused(test, job, signature, HttpStatusCode.ServiceUnavailable, $"read job.json: expected {6144 + (3 * job.Length)} bytes of memory; got 5999");

            test.Board.Esp32.FreeMemory = memory;
            using HttpResponseMessage answer = await Push(test, job, signature);
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            test.WaitForEnd(3);
        }

        [Fact]
        public async Task An_accepted_job_survives_a_restart()
        {
            using TestBoard test = Start(port: DevicePort);
            bool isCut = false;
            test.Board.Log.LineWritten += line =>
            {
                if (line == "A: checking the image" && !isCut)
                {
                    isCut = true;
                    test.Board.Cut = new PowerCut(test.Board.Steps + 1, null);
                }
            };
            byte[] job = test.Job(3).ToBytes();
            using (HttpResponseMessage answer = await Push(test, job, Encoding.ASCII.GetString(JobSignature.Of(job)).Trim()))
            {
                Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            }

            Assert.True(SpinWait.SpinUntil(() => !test.Board.Esp32.IsOn, 20000));
            test.Board.PowerOn();

            test.WaitForEnd(3);

            Assert.Equal("2.0.0", test.Runs("B"));
        }

        [Fact]
        public async Task A_job_that_would_replace_the_waiting_one_is_refused_for_now_and_done_later()
        {
            using TestBoard test = Start(port: DevicePort);
            using ManualResetEventSlim isHeld = new ManualResetEventSlim();
            test.Server.Handle("/held.bin", async context =>
            {
                isHeld.Wait();
                await context.Response.Body.WriteAsync(test.New("A"));
            });
            await IsAccepted(test, JobOf(test, 10, "A", "held.bin"));
            test.Wait("application loop: stopped");
            await IsAccepted(test, JobOf(test, 11, "B", "B.bin"));
            byte[] twelve = JobOf(test, 12, "A", "old/A.bin");

            await IsRefused(test, twelve, Encoding.ASCII.GetString(JobSignature.Of(twelve)), HttpStatusCode.ServiceUnavailable, "for which job 11 waits");

            isHeld.Set();
            test.WaitForEnd(11);
            Assert.Equal("2.0.0", test.Runs("B"));
            await IsAccepted(test, twelve);
            test.WaitForEnd(12);
            Assert.Equal("1.0.0", test.Runs("A"));
        }

        [Fact]
        public void Without_a_port_there_is_no_server()
        {
            using TestBoard test = Start(port: 0);

            test.Wait("A> heartbeat");

            Assert.Empty(test.Board.Esp32.Ports);
        }

        private static TestBoard Start(int port)
        {
            TestBoard test = new TestBoard();
            test.Description.HttpPort = port;
            test.Board.PowerOn();
            test.Wait("application loop: started");
            return test;
        }

        private static byte[] JobOf(TestBoard test, int number, string target, string image)
        {
            JobFile job = BenchJob.Create(number);
            job.Add(target, image, image.StartsWith("old/", System.StringComparison.Ordinal) ? test.Old(target) : test.New(target), test.Board.Part(target).Chip.Part.Id, Stm32Part.FlashBase, "1");
            return job.ToBytes();
        }

        private static async Task IsAccepted(TestBoard test, byte[] job)
        {
            using HttpResponseMessage answer = await Push(test, job, Encoding.ASCII.GetString(JobSignature.Of(job)).Trim());
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        }

        private static async Task IsRefused(TestBoard test, byte[] job, string signature, HttpStatusCode status, string reason)
        {
            using HttpResponseMessage answer = await Push(test, job, signature?.Trim());
            Assert.Equal(status, answer.StatusCode);
            Assert.Contains(reason, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("error").GetString());
        }

        private static async Task<HttpResponseMessage> Push(TestBoard test, byte[] job, string signature)
        {
            using HttpRequestMessage request = new HttpRequestMessage(HttpMethod.Post, Url(test) + "/job") { Content = new ByteArrayContent(job) };
            request.Headers.Add("Authorization", "Bearer " + TestBoard.Token);
            if (signature != null)
            {
                request.Headers.Add("X-Signature", signature);
            }

            return await _client.SendAsync(request);
        }

        private static async Task<JsonElement> Status(TestBoard test)
        {
            return JsonDocument.Parse(await _client.GetStringAsync(Url(test) + "/status")).RootElement;
        }

        private static string Url(TestBoard test)
        {
            Assert.True(SpinWait.SpinUntil(() => test.Board.Esp32.Ports.ContainsKey(DevicePort), 20000));
            return "http://127.0.0.1:" + test.Board.Esp32.Ports[DevicePort];
        }
    }
}
