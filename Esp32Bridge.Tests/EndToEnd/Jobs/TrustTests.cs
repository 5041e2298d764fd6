using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Bench.Ota;
using Esp32Bridge.Tool.Jobs;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Esp32Bridge.EndToEnd.Jobs
{
    /// <summary>What a thief, a bad network or a lost record cannot do to a device.</summary>
    public class TrustTests
    {
        private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

        [Fact]
        public void A_job_for_another_device_is_refused_and_the_next_job_of_the_device_is_done()
        {
            using TestBoard test = new TestBoard();
            test.Description.DeviceName = "valve-3";
            test.Description.Fleet = "valves";
            JobFile recorded = test.Job(500);
            recorded.For = "pump-17";
            test.Publish(recorded);
            test.Board.PowerOn();
            test.Wait("job 500: refused: job.json: for: expected 'valve-3' or 'valves'; got 'pump-17'. ");
            Assert.Equal("1.0.0", test.Runs("A"));

            JobFile own = test.Job(2);
            own.For = new JsonArray("pumps", "valves");
            test.Publish(own);
            test.WaitForEnd(2);

            Assert.Equal("2.0.0", test.Runs("A"));
            Assert.Single(test.Board.Log.Lines, line => line.Contains("refused"));
        }

        [Fact]
        public void A_job_with_a_number_far_ahead_is_refused_and_does_not_block_the_next_one()
        {
            using TestBoard test = new TestBoard();
            test.Publish(test.Job(int.MaxValue));
            test.Board.PowerOn();
            test.Wait("job 2147483647: refused: job.json: job: expected a number of at most 1000000; got 2147483647. ");

            test.Publish(test.Job(1));
            test.WaitForEnd(1);

            Assert.Equal("2.0.0", test.Runs("A"));
        }

        [Theory]
        [InlineData("*")]
        [InlineData("\"a\", *")]
        [InlineData("long")]
        public void A_tag_that_was_sent_once_does_not_block_the_next_job(string tag)
        {
            using TestBoard test = new TestBoard();
            tag = tag == "long" ? "\"" + new string('x', 3500) + "\"" : tag;
            byte[] first = test.Job(1).ToBytes();
            test.Server.Publish(first);
            int asked = 0;
            test.Server.Handle("/job.json", async context =>
            {
                // An honest server; an attacker between it and the device adds one header, once.
                string known = context.Request.Headers.IfNoneMatch.ToString();
                if (known.Contains('*'))
                {
                    context.Response.StatusCode = 304;
                    return;
                }

                if (context.Request.Headers.Sum(header => header.Key.Length + header.Value.ToString().Length) > 2000)
                {
                    context.Response.StatusCode = 400;
                    return;
                }

                if (Interlocked.Increment(ref asked) == 1)
                {
                    context.Response.Headers.ETag = tag;
                }

                await context.Response.Body.WriteAsync(asked > 3 ? test.Job(2).ToBytes() : first);
            });
            test.Server.Put("/job.json.sig", JobSignature.Of(first));
            test.Board.PowerOn();
            test.WaitForEnd(1);
            Assert.True(SpinWait.SpinUntil(() => asked > 2, _patience));
            test.Server.Put("/job.json.sig", JobSignature.Of(test.Job(2).ToBytes()));

            test.WaitForEnd(2);
        }

        [Fact]
        public void A_server_that_always_answers_304_is_sometimes_asked_without_the_tag()
        {
            using TestBoard test = new TestBoard();
            ConcurrentQueue<string> tags = new ConcurrentQueue<string>();
            byte[] manifest = test.Job(1).ToBytes();
            test.Server.Handle("/job.json", async context =>
            {
                tags.Enqueue(context.Request.Headers.IfNoneMatch.ToString());
                context.Response.Headers.ETag = "\"v1\"";
                context.Response.StatusCode = context.Request.Headers.IfNoneMatch.Count > 0 ? 304 : 200;
                await (context.Response.StatusCode == 304 ? Task.CompletedTask : context.Response.Body.WriteAsync(manifest).AsTask());
            });
            test.Server.Put("/job.json.sig", JobSignature.Of(manifest));
            test.Board.PowerOn();
            test.WaitForEnd(1);
            manifest = test.Job(2).ToBytes();
            test.Server.Put("/job.json.sig", JobSignature.Of(manifest));

            test.WaitForEnd(2);

            Assert.Equal(9, tags.Skip(1).TakeWhile(tag => tag.Length > 0).Count() + 1);
        }

        [Theory]
        [InlineData(404)]
        [InlineData(400)]
        public void A_tag_is_dropped_after_an_answer_of_4xx(int status)
        {
            using TestBoard test = new TestBoard();
            ConcurrentQueue<string> tags = new ConcurrentQueue<string>();
            byte[] manifest = test.Job(1).ToBytes();
            test.Server.Handle("/job.json", async context =>
            {
                tags.Enqueue(context.Request.Headers.IfNoneMatch.ToString());
                context.Response.Headers.ETag = "\"v1\"";
                context.Response.StatusCode = context.Request.Headers.IfNoneMatch.Count > 0 ? status : 200;
                await (context.Response.StatusCode != 200 ? Task.CompletedTask : context.Response.Body.WriteAsync(manifest).AsTask());
            });
            test.Server.Put("/job.json.sig", JobSignature.Of(manifest));
            test.Board.PowerOn();
            test.WaitForEnd(1);

            Assert.True(SpinWait.SpinUntil(() => tags.Count > 3, _patience));
            Assert.Equal(new[] { string.Empty, "\"v1\"", string.Empty }, tags.Take(3));
        }

        [Fact]
        public void A_record_corrupted_in_both_files_admits_no_old_job_and_is_reported_everywhere()
        {
            using TestBoard test = new TestBoard();
            test.Description.HttpPort = 80;
            test.Description.ReportUrl = "http://ota.example.com/report";
            JobFile old = test.Job(1);
            old.Targets[0]["version"] = "0.9";
            test.RunJob(old, 1);
            test.Publish(test.Job(2));
            test.WaitForEnd(2);
            test.Board.PowerOff();
            foreach (string name in new[] { "state-0.bin", "state-1.bin" })
            {
                test.Board.Esp32.Drive[name] = test.Board.Esp32.Drive[name][..^1];
            }

            test.Publish(old);
            int restart = test.Board.Log.Count;
            test.Board.PowerOn();
            test.Wait("the record of jobs: read the record: expected a whole copy; got state-", restart);
            test.Wait("job 1: refused: job.json: job: expected a number above 2; got 1.", restart);

            JsonElement status = Status(test);
            Assert.StartsWith("the record of jobs: read the record", status.GetProperty("record").GetString());
            Assert.Equal(2, status.GetProperty("highest").GetInt32());
            Assert.Equal(1, status.GetProperty("refused").GetProperty("job").GetInt32());
            Report(test, report => report.GetProperty("state").GetString() == "record lost");
            Report(test, report => report.GetProperty("state").GetString() == "refused" && report.GetProperty("job").GetInt32() == 1);
            test.Publish(test.Job(3));
            test.WaitForEnd(3);
        }

        [Fact]
        public void Neither_log_nor_status_nor_reports_show_the_secrets_in_an_address()
        {
            using TestBoard test = new TestBoard();
            test.Description.HttpPort = 80;
            test.Description.ManifestUrl = "http://ota.example.com/job.json?token=first-secret";
            test.Description.ReportUrl = "http://ota.example.com/report?token=second-secret";
            test.Server.Handle("/report", context => Answer(context, 500));
            JobFile job = test.Job(1);
            job.Targets[0]["image"] = "http://user:third-secret@ota.example.com/none.bin?X-Amz-Signature=fourth-secret#fifth-secret";
            test.Publish(job);
            test.Board.PowerOn();
            test.WaitForEnd(1);
            test.Wait("a report was not delivered: post to http://ota.example.com/report?...: expected a status of 2xx; got 500");
            string status = Status(test).GetRawText();
            Assert.Contains("none.bin?...", status);
            test.Server.Handle("/job.json", context => Answer(context, 500));
            test.Wait("no job: fetch http://ota.example.com/job.json?...: expected status 200; got 500");
            List<string> posts = new List<string>();
            test.Server.Handle("/report", async context =>
            {
                using StreamReader reader = new StreamReader(context.Request.Body);
                posts.Add(await reader.ReadToEndAsync());
            });
            Assert.True(SpinWait.SpinUntil(() => posts.Any(post => post.Contains("ended")), _patience));

            Assert.DoesNotContain("secret", status + Status(test).GetRawText() + string.Concat(posts) + string.Concat(test.Board.Log.Lines));
        }

        [Theory]
        [InlineData("")]
        [InlineData("identity")]
        public void A_server_that_sends_a_needless_encoding_is_understood(string encoding)
        {
            using TestBoard test = new TestBoard();
            foreach (string name in new[] { "A", "B" })
            {
                test.Server.Handle($"/{name}.bin", context =>
                {
                    context.Response.Headers.ContentEncoding = encoding;
                    return context.Response.Body.WriteAsync(test.New(name)).AsTask();
                });
            }

            test.RunJob(test.Job(1));

            test.Wait("job 1: ended; 2 of 2");
        }

        [Fact]
        public void Reports_are_signed_with_the_key_of_the_device()
        {
            using TestBoard test = new TestBoard();
            test.Description.ReportUrl = "http://ota.example.com/report";
            test.Description.ReportKey = "the key of this one device";
            ConcurrentQueue<(string Signature, byte[] Body)> reports = new ConcurrentQueue<(string, byte[])>();
            test.Server.Handle("/report", async context =>
            {
                using MemoryStream body = new MemoryStream();
                await context.Request.Body.CopyToAsync(body);
                reports.Enqueue((context.Request.Headers["X-Signature"].ToString(), body.ToArray()));
            });
            test.RunJob(test.Job(1));
            Assert.True(SpinWait.SpinUntil(() => reports.Any(report => Encoding.UTF8.GetString(report.Body).Contains("ended")), _patience));

            Assert.All(reports, report => Assert.Equal(
                Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.ASCII.GetBytes("the key of this one device"), report.Body)),
                report.Signature));
        }

        [Fact]
        public void A_device_with_the_HMAC_key_of_earlier_firmware_advises_and_keeps_its_other_settings()
        {
            using TestBoard test = new TestBoard();
            test.Board.Esp32.Drive["esp32bridge.json"] = Encoding.ASCII.GetBytes("{\"device\":\"pump-17\",\"key\":\"0123456789abcdef\"}");
            test.Publish(test.Job(1));
            test.Board.PowerOn();

            test.Wait("configuration: 'key' is an HMAC key and no longer signs jobs. Make a key pair (openssl genpkey -algorithm ed25519 -out job.pem)");
            test.Wait("configuration: esp32bridge.json of device pump-17");
            test.Wait("no job: check the signature: expected a public key; got none.");
        }

        [Fact]
        public void The_status_shows_when_the_server_was_last_reached()
        {
            using TestBoard test = new TestBoard();
            test.Description.HttpPort = 80;
            test.RunJob(test.Job(1));
            Assert.True(SpinWait.SpinUntil(() => Status(test).GetProperty("lastLook").GetProperty("result").GetString() == "nothing new", _patience));
            Assert.InRange(Status(test).GetProperty("lastLook").GetProperty("reachedSecondsAgo").GetInt32(), 0, 10);

            test.Server.Handle("/job.json", context => Answer(context, 503));

            Assert.True(SpinWait.SpinUntil(() => Status(test).GetProperty("lastLook").GetProperty("result").GetString().Contains("got 503"), _patience));
        }

        private static Task Answer(HttpContext context, int status)
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        }

        private static void Report(TestBoard test, Func<JsonElement, bool> condition)
        {
            Assert.True(SpinWait.SpinUntil(() => test.Server.Posts.Any(post => condition(JsonDocument.Parse(post).RootElement)), _patience), string.Join('\n', test.Server.Posts));
        }

        private static JsonElement Status(TestBoard test)
        {
            using HttpClient client = new HttpClient();
            Assert.True(SpinWait.SpinUntil(() => test.Board.Esp32.Ports.ContainsKey(80), _patience));
            return JsonDocument.Parse(client.GetStringAsync("http://127.0.0.1:" + test.Board.Esp32.Ports[80] + "/status").GetAwaiter().GetResult()).RootElement;
        }
    }
}
