using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Esp32Bridge.Bench.Board;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Esp32Bridge.EndToEnd.Board
{
    /// <summary>What an image's download survives.</summary>
    public class ResumedDownloadTests
    {
        private const int Piece = 700;
        private const string Tag = "\"one\"";

        [Fact]
        public void A_connection_that_drops_again_and_again_goes_on_at_the_byte_where_it_was()
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
        public void A_server_without_ranges_sends_it_again_from_the_start()
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

        [Fact]
        public void A_server_that_is_out_of_order_for_a_while_is_waited_for()
        {
            using TestBoard test = new TestBoard();
            int requests = 0;
            test.Server.Handle("/A.bin", context =>
            {
                if (Interlocked.Increment(ref requests) <= 3)
                {
                    context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                    return Task.CompletedTask;
                }

                return context.Response.Body.WriteAsync(test.New("A")).AsTask();
            });

            test.RunJob(test.Job(1));

            Assert.Equal("2.0.0", test.Runs("A"));
        }

        [Fact]
        public void A_file_that_changes_under_way_is_told_and_nothing_is_touched()
        {
            using TestBoard test = new TestBoard();
            int requests = 0;
            test.Server.Handle("/A.bin", context => Interlocked.Increment(ref requests) == 1
                ? SendPiece(context, test.New("A"), 0, Tag)
                : SendPiece(context, test.New("A"), 0, "\"two\""));

            test.RunJob(test.Job(1));

            Assert.Contains("A: download: expected the same file to the end; got another one.", test.Wait("job 1: failed"));
            Assert.Equal("1.0.0", test.Runs("A"));
            Assert.Equal("2.0.0", test.Runs("B"));
        }

        [Theory]
        [InlineData("bytes 0-2999/3000", "another")]
        [InlineData("bytes 70-2999/3000", "another")]
        [InlineData("bytes 701-2999/3000", "another")]
        [InlineData("bytes 7000-2999/3000", "another")]
        [InlineData("bytes */3000", "another")]
        [InlineData("700-2999/3000", "another")]
        [InlineData("x bytes 700-2999/3000", "another")]
        [InlineData(null, "none")]
        public void A_range_that_is_not_the_one_that_was_asked_for_is_told_and_nothing_is_touched(string range, string got)
        {
            using TestBoard test = new TestBoard();
            test.Server.Handle("/A.bin", context => SendPiece(context, test.New("A"), Start(context), Tag, range));

            test.RunJob(test.Job(1));

            Assert.Contains($"A: download: expected the range from byte 700; got {got}.", test.Wait("job 1: failed"));
            Assert.Equal("1.0.0", test.Runs("A"));
            Assert.True(test.Holds("A", test.Old("A")));
            Assert.Equal("2.0.0", test.Runs("B"));
        }

        [Fact]
        public void A_connection_over_which_nothing_comes_is_given_up_after_five_attempts()
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

        private static Task SendPiece(HttpContext context, byte[] image, int start, string tag)
        {
            return SendPiece(context, image, start, tag, $"bytes {start}-{image.Length - 1}/{image.Length}");
        }

        // So much, and then the line is cut.
        private static async Task SendPiece(HttpContext context, byte[] image, int start, string tag, string range)
        {
            int count = Math.Min(Piece, image.Length - start);
            context.Response.StatusCode = start == 0 ? StatusCodes.Status200OK : StatusCodes.Status206PartialContent;
            context.Response.ContentLength = image.Length - start;
            if (tag != null)
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
    }
}
