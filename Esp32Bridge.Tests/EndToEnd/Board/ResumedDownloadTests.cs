using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Bench.Ota;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Esp32Bridge.EndToEnd.Board
{
    /// <summary>Faults that the download of an image survives.</summary>
    public class ResumedDownloadTests
    {
        private const int Piece = 700;
        private const string Tag = "\"one\"";

        [Fact]
        public void A_repeatedly_dropped_connection_resumes_at_the_same_byte()
        {
            using TestBoard test = new TestBoard();
            ConcurrentQueue<string> asked = new ConcurrentQueue<string>();
            test.Server.Handle("/A.bin", context =>
            {
                asked.Enqueue($"{context.Request.Headers.Range} {context.Request.Headers.IfRange}");
                return SendPiece(context, test.New("A"), Start(context), Tag);
            });

            test.RunJob(test.Job(1));

            Assert.Equal("2.0.0", test.Runs("A"));
            Assert.True(test.Holds("A", test.New("A")));
            Assert.Equal(new[] { " ", "bytes=700- " + Tag, "bytes=1400- " + Tag, "bytes=2100- " + Tag, "bytes=2800- " + Tag }, asked.Take(5));
        }

        [Fact]
        public void A_server_without_ranges_sends_the_image_again_from_the_start()
        {
            using TestBoard test = new TestBoard();
            int requests = 0;
            test.Server.Handle("/A.bin", context => Interlocked.Increment(ref requests) % 2 == 1
                ? SendPiece(context, test.New("A"), 0, null)
                : context.Response.Body.WriteAsync(test.New("A")).AsTask());

            test.RunJob(test.Job(1));

            Assert.Equal("2.0.0", test.Runs("A"));
            Assert.True(test.Holds("A", test.New("A")));
        }

        [Theory]
        [InlineData(408, null)]
        [InlineData(425, null)]
        [InlineData(429, "1")]
        [InlineData(500, null)]
        [InlineData(503, "1")]
        [InlineData(599, null)]
        public void A_temporary_server_error_is_retried(int status, string retryAfter)
        {
            using TestBoard test = new TestBoard();
            test.Board.Esp32.TimeScale = 5;
            int requests = 0;
            test.Server.Handle("/A.bin", context =>
            {
                if (Interlocked.Increment(ref requests) <= 3)
                {
                    context.Response.StatusCode = status;
                    context.Response.Headers.RetryAfter = retryAfter;
                    return Task.CompletedTask;
                }

                return context.Response.Body.WriteAsync(test.New("A")).AsTask();
            });

            test.RunJob(test.Job(1));

            Assert.Equal("2.0.0", test.Runs("A"));
        }

        [Theory]
        [InlineData(400)]
        [InlineData(401)]
        [InlineData(403)]
        [InlineData(404)]
        [InlineData(410)]
        [InlineData(451)]
        public void Any_other_error_of_the_request_is_final(int status)
        {
            using TestBoard test = new TestBoard();
            int requests = 0;
            test.Server.Handle("/A.bin", context =>
            {
                requests++;
                context.Response.StatusCode = status;
                return Task.CompletedTask;
            });

            test.RunJob(test.Job(1));

            Assert.Contains($"A: download: expected status 200 from http://ota.example.com/A.bin; got {status}", test.Wait("job 1: failed"));
            Assert.Equal(1, requests);
        }

        [Theory]
        [InlineData("300", 300)]
        [InlineData("100000", 3600)]
        public void A_long_Retry_After_is_respected(string retryAfter, int seconds)
        {
            using TestBoard test = new TestBoard();
            int requests = 0;
            test.Server.Handle("/A.bin", context =>
            {
                requests++;
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                context.Response.Headers.RetryAfter = retryAfter;
                return Task.CompletedTask;
            });

            test.Publish(test.Job(1));
            test.Board.PowerOn();

            test.Wait($"job 1: goes on in {seconds} s");
            Assert.Equal(1, requests);
            Assert.Equal("1.0.0", test.Runs("A"));
        }

        [Fact]
        public void A_Retry_After_with_a_date_is_respected()
        {
            using TestBoard test = new TestBoard();
            test.Server.Handle("/A.bin", context =>
            {
                context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                context.Response.Headers.Date = "Sun, 29 Nov 2026 12:00:00 GMT";
                context.Response.Headers.RetryAfter = "Sun, 29 Nov 2026 12:06:40 GMT";
                return Task.CompletedTask;
            });

            test.Publish(test.Job(1));
            test.Board.PowerOn();

            test.Wait("job 1: goes on in 400 s");
        }

        // Two nodes of a CDN can have different tags, or one of them has none, or a weak one, which guarantees less.
        [Theory]
        [InlineData(Tag, "\"two\"")]
        [InlineData("W/\"one\"", Tag)]
        [InlineData("W/\"one\"", "W/\"two\"")]
        [InlineData(Tag, null)]
        [InlineData(null, Tag)]
        [InlineData(Tag, "no tag at all")]
        public void Tags_that_change_during_the_download_do_not_matter(string first, string second)
        {
            using TestBoard test = new TestBoard();
            ConcurrentQueue<string> presumed = new ConcurrentQueue<string>();
            int requests = 0;
            test.Server.Handle("/A.bin", context =>
            {
                string tag = Interlocked.Increment(ref requests) % 2 == 1 ? first : second;
                string wanted = context.Request.Headers.IfRange.ToString();
                presumed.Enqueue(wanted);

                // A node with another tag sends all of it (RFC 9110 13.1.5).
                return SendPiece(context, test.New("A"), wanted.Length == 0 || wanted == tag ? Start(context) : 0, tag, 1000);
            });

            test.RunJob(test.Job(1));

            Assert.Equal("2.0.0", test.Runs("A"));
            Assert.True(test.Holds("A", test.New("A")));
            Assert.DoesNotContain(presumed, tag => tag.StartsWith("W/", StringComparison.Ordinal));
        }

        [Theory]
        [InlineData(false)]
        [InlineData(true)]
        public void A_file_that_changes_during_the_download_is_fetched_again_completely_and_the_hash_decides(bool isGoodAtLast)
        {
            using TestBoard test = new TestBoard();
            byte[] other = (byte[])test.New("A").Clone();
            other[2500] ^= 1;
            byte[] last = isGoodAtLast ? test.New("A") : other;
            int requests = 0;
            test.Server.Handle("/A.bin", context =>
            {
                bool isFirst = Interlocked.Increment(ref requests) == 1;
                return isFirst ? SendPiece(context, other, 0, Tag, 2600) : Send(context, last, Start(context));
            });

            test.RunJob(test.Job(1));

            Assert.Equal(isGoodAtLast ? "2.0.0" : "1.0.0", test.Runs("A"));
            Assert.True(test.Holds("A", isGoodAtLast ? test.New("A") : test.Old("A")));
            Assert.Equal("2.0.0", test.Runs("B"));
        }

        [Theory]
        [InlineData("bytes 701-2999/3000")]
        [InlineData("bytes 2999-700/3000")]
        [InlineData("bytes 700-2999/3001")]
        [InlineData("bytes 700-4000/3000")]
        [InlineData("bytes */3000")]
        [InlineData("700-2999/3000")]
        [InlineData("x bytes 700-2999/3000")]
        [InlineData("bytes 700")]
        [InlineData(null)]
        public void After_an_invalid_range_the_whole_image_is_requested(string range)
        {
            using TestBoard test = new TestBoard();
            int requests = 0;
            test.Server.Handle("/A.bin", context => Start(context) > 0
                ? SendPiece(context, test.New("A"), Start(context), Tag, Piece, range)
                : Interlocked.Increment(ref requests) == 1 ? SendPiece(context, test.New("A"), 0, Tag) : Send(context, test.New("A"), 0));

            test.RunJob(test.Job(1));

            Assert.Equal("2.0.0", test.Runs("A"));
            Assert.True(test.Holds("A", test.New("A")));
        }

        [Theory]
        [InlineData(0)]
        [InlineData(512)]
        [InlineData(699)]
        public void The_needed_bytes_of_a_range_that_begins_earlier_are_used(int start)
        {
            using TestBoard test = new TestBoard();
            test.Server.Handle("/A.bin", context => Start(context) == 0 ? SendPiece(context, test.New("A"), 0, Tag) : Send(context, test.New("A"), start));

            test.RunJob(test.Job(1));

            Assert.Equal("2.0.0", test.Runs("A"));
            Assert.True(test.Holds("A", test.New("A")));
        }

        [Theory]
        [InlineData(1000)]
        [InlineData(1100)]
        public void After_a_range_shorter_than_requested_the_next_one_is_requested(int most)
        {
            using TestBoard test = new TestBoard();
            test.Server.Handle("/A.bin", context => Start(context) == 0
                ? SendPiece(context, test.New("A"), 0, Tag)
                : Send(context, test.New("A"), Start(context), Math.Min(most, test.New("A").Length - Start(context))));

            test.RunJob(test.Job(1));

            Assert.Equal("2.0.0", test.Runs("A"));
            Assert.True(test.Holds("A", test.New("A")));
        }

        [Theory]
        [InlineData(416)]
        [InlineData(412)]
        [InlineData(204)]
        [InlineData(304)]
        public void After_an_answer_without_a_range_the_whole_image_is_requested(int status)
        {
            using TestBoard test = new TestBoard();
            int requests = 0;
            test.Server.Handle("/A.bin", context =>
            {
                if (Start(context) > 0)
                {
                    context.Response.StatusCode = status;
                    return Task.CompletedTask;
                }

                return Interlocked.Increment(ref requests) == 1 ? SendPiece(context, test.New("A"), 0, Tag) : Send(context, test.New("A"), 0);
            });

            test.RunJob(test.Job(1));

            Assert.Equal("2.0.0", test.Runs("A"));
            Assert.True(test.Holds("A", test.New("A")));
        }

        [Theory]
        [InlineData("")]
        [InlineData("identity")]
        [InlineData("Identity")]
        [InlineData("aws-chunked")]
        [InlineData("identity, ")]
        public void A_Content_Encoding_without_effect_is_accepted(string encoding)
        {
            using TestBoard test = new TestBoard();
            foreach (string path in new[] { "/A.bin", "/job.json", "/job.json.sig" })
            {
                test.Server.Handle(path, context =>
                {
                    byte[] content = path == "/A.bin" ? test.New("A") : path == "/job.json" ? test.Job(1).ToBytes() : JobSignature.Of(test.Job(1).ToBytes());
                    context.Response.Headers["Content-Encoding"] = encoding;
                    context.Response.ContentLength = content.Length;
                    return context.Response.Body.WriteAsync(content).AsTask();
                });
            }

            test.RunJob(test.Job(1));

            Assert.Equal("2.0.0", test.Runs("A"));
        }

        [Fact]
        public void Another_encoding_is_reported()
        {
            using TestBoard test = new TestBoard();
            test.Server.Handle("/A.bin", context =>
            {
                context.Response.Headers["Content-Encoding"] = "identity, br";
                return context.Response.Body.WriteAsync(test.New("A")).AsTask();
            });

            test.RunJob(test.Job(1));

            Assert.Contains("A: download: expected no Content-Encoding from http://ota.example.com/A.bin; got identity", test.Wait("job 1: failed"));
        }

        [Fact]
        public void A_silent_connection_is_given_up_after_five_attempts()
        {
            using TestBoard test = new TestBoard();
            int requests = 0;
            test.Server.Handle("/A.bin", context =>
            {
                Interlocked.Increment(ref requests);
                context.Abort();
                return Task.CompletedTask;
            });

            test.Publish(test.Job(1));
            test.Board.PowerOn();

            Assert.Contains("A: download: expected a connection to http://ota.example.com/A.bin", test.Wait("job 1: waits"));
            Assert.Equal(5, requests);
            Assert.Equal("1.0.0", test.Runs("A"));
        }

        private static int Start(HttpContext context)
        {
            string range = context.Request.Headers.Range.ToString();
            return range.Length == 0 ? 0 : int.Parse(range.Split('=', '-')[1], System.Globalization.CultureInfo.InvariantCulture);
        }

        private static Task SendPiece(HttpContext context, byte[] image, int start, string tag, int most = Piece)
        {
            return SendPiece(context, image, start, tag, most, $"bytes {start}-{image.Length - 1}/{image.Length}");
        }

        // Sends this many bytes, and then closes the connection.
        private static async Task SendPiece(HttpContext context, byte[] image, int start, string tag, int most, string range)
        {
            int count = Math.Min(most, image.Length - start);
            context.Response.StatusCode = start == 0 ? StatusCodes.Status200OK : StatusCodes.Status206PartialContent;
            context.Response.ContentLength = image.Length - start;
            if (tag != null && tag[^1] == '"')
            {
                context.Response.Headers.ETag = tag;
            }

            if (start > 0 && range != null)
            {
                context.Response.Headers.ContentRange = range;
            }

            await context.Response.Body.WriteAsync(image.AsMemory(start, count));
            await context.Response.Body.FlushAsync();
            if (start + count < image.Length)
            {
                await Task.Delay(50);
                context.Abort();
            }
        }

        private static Task Send(HttpContext context, byte[] image, int start)
        {
            return Send(context, image, start, image.Length - start);
        }

        // A range to its end, or everything if no range was requested.
        private static async Task Send(HttpContext context, byte[] image, int start, int count)
        {
            if (Start(context) > 0)
            {
                context.Response.StatusCode = StatusCodes.Status206PartialContent;
                context.Response.Headers.ContentRange = $"bytes {start}-{start + count - 1}/{image.Length}";
            }

            context.Response.ContentLength = count;
            await context.Response.Body.WriteAsync(image.AsMemory(start, count));
        }
    }
}
