using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading.Tasks;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Bench.Ota;
using Esp32Bridge.Tool.Jobs;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Esp32Bridge.EndToEnd.Board
{
    /// <summary>Servers that redirect, as front ends of object stores do.</summary>
    public class RedirectionTests
    {
        private const string Other = "cdn.example.com";

        [Theory]
        [InlineData(301)]
        [InlineData(302)]
        [InlineData(303)]
        [InlineData(307)]
        [InlineData(308)]
        public void A_job_and_its_images_are_found_on_another_host_which_gets_no_secrets(int status)
        {
            using TestBoard test = new TestBoard();
            using OtaServer other = new OtaServer();
            test.Board.Esp32.Hosts[Other] = other.Port;
            test.Description.ManifestUrl = "http://user:secret@ota.example.com/job.json?token=secret";
            byte[] manifest = test.Job(1).ToBytes();
            ConcurrentQueue<string> told = new ConcurrentQueue<string>();
            foreach ((string path, byte[] content) in new[] { ("/job.json", manifest), ("/job.json.sig", JobSignature.Of(manifest)), ("/A.bin", test.New("A")), ("/B.bin", test.New("B")) })
            {
                Redirect(test, path, status, $"http://{Other}/deep{path}");
                other.Handle("/deep" + path, context =>
                {
                    told.Enqueue(context.Request.QueryString + string.Join(' ', context.Request.Headers.Select(field => $"{field.Key}: {field.Value}")));
                    context.Response.ContentLength = content.Length;
                    return context.Response.Body.WriteAsync(content).AsTask();
                });
            }

            test.Board.PowerOn();
            test.WaitForEnd();

            Assert.Equal("2.0.0", test.Runs("A"));
            Assert.Equal("2.0.0", test.Runs("B"));
            Assert.DoesNotContain(told, request => request.Contains("secret", StringComparison.Ordinal) || request.Contains("Authorization", StringComparison.Ordinal) || request.Contains("Referer", StringComparison.Ordinal));
        }

        [Theory]
        [InlineData(5, true)]
        [InlineData(6, false)]
        public void Five_redirections_are_followed(int count, bool isFound)
        {
            using TestBoard test = new TestBoard();
            for (int i = 0; i < count; i++)
            {
                // Relative redirections (RFC 3986 5.2) too.
                string target = i == count - 1 ? "/store/A.bin" : $"../{i + 1}/A.bin?signed={i}";
                Redirect(test, i == 0 ? "/A.bin" : $"/{i}/A.bin", StatusCodes.Status302Found, target);
            }

            test.Server.Put("/store/A.bin", test.New("A"));

            test.RunJob(test.Job(1));

            Assert.Equal(isFound ? "2.0.0" : "1.0.0", test.Runs("A"));
            Assert.Equal("2.0.0", test.Runs("B"));
            if (!isFound)
            {
                Assert.Contains("A: download: expected status 200 from http://ota.example.com/A.bin; got 302 for the 6th time", test.Wait("job 1: failed"));
            }
        }

        [Theory]
        [InlineData("/job.json", "no job: ")]
        [InlineData("/job.json.sig", "no job: ")]
        [InlineData("/A.bin", "job 1: waits: A: ")]
        public void An_absent_host_of_a_redirection_is_named(string path, string line)
        {
            using TestBoard test = new TestBoard();
            test.Publish(test.Job(1));
            Redirect(test, path, StatusCodes.Status308PermanentRedirect, "http://gone.example.com/place");

            test.Board.PowerOn();

            Assert.Matches("expected a connection.*; got .* after a redirection to http://gone.example.com/place", test.Wait(line));
            Assert.Equal("1.0.0", test.Runs("A"));
        }

        [Fact]
        public void A_dropped_download_goes_on_after_the_redirection()
        {
            using TestBoard test = new TestBoard();
            Redirect(test, "/A.bin", StatusCodes.Status307TemporaryRedirect, "/store/A.bin");
            ConcurrentQueue<string> asked = new ConcurrentQueue<string>();
            test.Server.Handle("/store/A.bin", async context =>
            {
                asked.Enqueue($"{context.Request.Headers.Range} {context.Request.Headers.IfRange}");
                bool isFirst = asked.Count == 1;
                int start = isFirst || context.Request.Headers.Range.Count == 0 ? 0 : 1000;
                context.Response.StatusCode = start == 0 ? StatusCodes.Status200OK : StatusCodes.Status206PartialContent;
                context.Response.Headers.ETag = "\"one\"";
                context.Response.Headers.ContentRange = start == 0 ? default(string) : $"bytes {start}-2999/3000";
                context.Response.ContentLength = 3000 - start;
                await context.Response.Body.WriteAsync(test.New("A").AsMemory(start, isFirst ? 1000 : 3000 - start));
                if (isFirst)
                {
                    await context.Response.Body.FlushAsync();
                    await Task.Delay(50);
                    context.Abort();
                }
            });

            test.RunJob(test.Job(1));

            Assert.Equal("2.0.0", test.Runs("A"));
            Assert.Equal(new[] { " ", "bytes=1000- \"one\"" }, asked.Take(2));
        }

        [Fact]
        public void A_redirection_from_https_to_http_is_not_followed()
        {
            using TestBoard test = new TestBoard();
            using TestCertificates certificates = new TestCertificates();
            using OtaServer secure = new OtaServer(certificates.CreateServer("secure.example.com"));
            test.Board.Esp32.Hosts["secure.example.com"] = secure.Port;
            test.Description.RootCertificate = certificates.RootPem;
            secure.Handle("/A.bin", context =>
            {
                context.Response.Redirect("http://ota.example.com/A.bin");
                return Task.CompletedTask;
            });
            secure.Handle("/B.bin", context =>
            {
                context.Response.Redirect("https://secure.example.com/store/B.bin");
                return Task.CompletedTask;
            });
            secure.Put("/store/B.bin", test.New("B"));
            JobFile job = test.Job(1);
            job.Targets[0]["image"] = "https://secure.example.com/A.bin";
            job.Targets[1]["image"] = "https://secure.example.com/B.bin";

            test.RunJob(job);

            Assert.Contains("A: download: expected status 200 from https://secure.example.com/A.bin; got 302 from https to http", test.Wait("job 1: failed"));
            Assert.Equal("1.0.0", test.Runs("A"));
            Assert.Equal("2.0.0", test.Runs("B"));
            Assert.DoesNotContain("GET /A.bin", test.Server.Requests);
        }

        [Fact]
        public void A_report_does_not_follow_a_redirection()
        {
            using TestBoard test = new TestBoard();
            using OtaServer other = new OtaServer();
            test.Board.Esp32.Hosts[Other] = other.Port;
            test.Description.ReportUrl = "http://ota.example.com/report";
            test.Description.ReportKey = "0123456789abcdef";
            Redirect(test, "/report", StatusCodes.Status307TemporaryRedirect, $"http://{Other}/report");

            test.RunJob(test.Job(1));

            test.Wait("a report was not delivered: post to http://ota.example.com/report: expected a status of 2xx; got 307");
            Assert.Empty(other.Requests);
        }

        private static void Redirect(TestBoard test, string path, int status, string location)
        {
            test.Server.Handle(path, context =>
            {
                context.Response.StatusCode = status;
                context.Response.Headers.Location = location;
                return Task.CompletedTask;
            });
        }
    }
}
