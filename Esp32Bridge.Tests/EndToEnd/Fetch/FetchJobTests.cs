using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Esp32Bridge.Bench.Ota;
using Esp32Bridge.EndToEnd.Peers;
using Esp32Bridge.Tool.Jobs;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Esp32Bridge.EndToEnd.Fetch
{
    /// <summary>Jobs in which the part fetches its image, from the signed manifest to the sign of health, with the client in C.</summary>
    public class FetchJobTests
    {
        [PeerTheory("gcc")]
        [InlineData("")]
        [InlineData("shuffle")]
        [InlineData("outside")]
        public void A_part_fetches_its_image_and_the_other_one_gets_its_own_through_its_bootloader(string mode)
        {
            using FetchBoard board = new FetchBoard();
            board.Start(mode);

            board.ExpectSuccess();
        }

        [PeerTheory("gcc")]
        [InlineData(11, 300, "")]
        [InlineData(12, 600, "")]
        [InlineData(13, 600, "shuffle")]
        public void Flipped_lost_and_doubled_bytes_in_both_directions_are_corrected(int seed, int damage, string mode)
        {
            using FetchBoard board = new FetchBoard();
            board.Client.Seed = seed;
            board.Client.Damage = damage;
            board.Start(mode);

            board.ExpectSuccess();
        }

        [PeerTheory("gcc")]
        [InlineData("start", "4096")]
        public void A_part_resumes_while_the_whole_image_is_requested_and_checked(params string[] mode)
        {
            using FetchBoard board = new FetchBoard();
            ConcurrentQueue<string> ranges = Watch(board, true);
            board.Client.Memory = board.Image.Take(4096).ToArray();
            board.Start(mode);

            board.ExpectSuccess();
            Assert.Equal(new[] { string.Empty, string.Empty }, ranges);
        }

        [PeerTheory("gcc")]
        [InlineData("", true, 2)]
        [InlineData("", false, 2)]
        [InlineData("shuffle", true, 5)]
        [InlineData("shuffle", false, 5)]
        public void Consecutive_pieces_take_one_request_and_servers_without_ranges_work(string mode, bool hasRanges, int least)
        {
            using FetchBoard board = new FetchBoard();
            ConcurrentQueue<string> ranges = Watch(board, hasRanges);
            board.Start(mode);

            board.ExpectSuccess();
            Assert.InRange(ranges.Count, least, least == 2 ? 2 : 22);
        }

        [PeerTheory("gcc")]
        [InlineData("")]
        [InlineData("shuffle")]
        public void A_job_waits_for_a_server_that_fails_in_the_middle(string mode)
        {
            using FetchBoard board = new FetchBoard();
            board.Test.Board.Esp32.TimeScale = 10;
            int requests = 0;
            board.Test.Server.Handle("/A.bin", context =>
            {
                // The first request is the check; the second delivers 1000 bytes; the others deliver nothing for two rounds of five attempts.
                int request = Interlocked.Increment(ref requests);
                return request == 1 || request > 12 ? Send(context, board.Image, "\"one\"", int.MaxValue) : Send(context, board.Image, "\"one\"", request == 2 ? 1000 : 0);
            });
            board.Start(mode);

            board.ExpectSuccess();
            Assert.True(requests > 12, requests + " requests");
        }

        [PeerTheory("gcc")]
        [InlineData(1000)]
        [InlineData(3000)]
        public void A_tag_that_changes_in_the_middle_of_the_same_image_costs_nothing(int end)
        {
            using FetchBoard board = new FetchBoard();
            int requests = 0;
            board.Test.Server.Handle("/A.bin", context =>
            {
                int request = Interlocked.Increment(ref requests);
                return Send(context, board.Image, request <= 2 ? "\"one\"" : "\"two\"", request == 2 ? end : int.MaxValue);
            });
            board.Start();

            board.ExpectSuccess();
            Assert.True(requests > 2, requests + " requests");
        }

        [PeerTheory("gcc")]
        [InlineData(1000)]
        [InlineData(3000)]
        public void An_image_that_changes_in_the_middle_is_an_error(int end)
        {
            using FetchBoard board = new FetchBoard();
            board.Test.Board.Esp32.TimeScale = 10;
            int requests = 0;
            board.Test.Server.Handle("/A.bin", context =>
            {
                int request = Interlocked.Increment(ref requests);
                byte[] image = (byte[])board.Image.Clone();
                image[^1] ^= (byte)(request <= 2 ? 0 : 1);
                return Send(context, image, request <= 2 ? "\"one\"" : "\"two\"", request == 2 ? end : int.MaxValue);
            });
            board.Start();

            board.Test.Publish(board.Job(1));
            board.Test.Board.PowerOn();

            Assert.Contains("A: download: expected SHA-256", board.Test.Wait("failed: A: download:"));
        }

        [PeerTheory("nginx")]
        [InlineData("")]
        [InlineData("max_ranges 0;")]
        public void Nginx_serves_a_part_that_requests_in_any_order(string directives)
        {
            using FetchBoard board = new FetchBoard(20000);
            using Nginx nginx = new Nginx(directives);
            nginx.Put("A.bin", board.Image);
            nginx.Put("B.bin", board.Test.New("B"));
            JobFile job = board.Job(1);
            job.SetHealth(0, FetchClient.Health.TrimEnd(), 30);
            byte[] manifest = job.ToBytes();
            nginx.Put("job.json.sig", JobSignature.Of(manifest));
            nginx.Put("job.json", manifest);
            board.Test.Board.Esp32.Hosts["nginx.example.com"] = nginx.Port;
            board.Test.Description.ManifestUrl = "http://nginx.example.com/job.json";
            board.Start("shuffle");

            board.Test.Board.PowerOn();
            board.Test.WaitForEnd();

            board.Test.Wait("job 1: ended; 2 of 2 targets programmed");
            board.ExpectImage();
            Assert.True(nginx.Log.Count(line => line.StartsWith("GET /A.bin 200 ", StringComparison.Ordinal)) > 5);
        }

        // The requests to the server, with their ranges.
        private static ConcurrentQueue<string> Watch(FetchBoard board, bool hasRanges)
        {
            ConcurrentQueue<string> ranges = new ConcurrentQueue<string>();
            board.Test.Server.Handle("/A.bin", context =>
            {
                ranges.Enqueue(context.Request.Headers.Range.ToString());
                if (!hasRanges)
                {
                    context.Request.Headers.Remove("Range");
                }

                return Send(context, board.Image, "\"one\"", int.MaxValue);
            });
            return ranges;
        }

        // Sends this many bytes, and then closes the connection.
        private static async Task Send(HttpContext context, byte[] image, string tag, int most)
        {
            string range = context.Request.Headers.Range.ToString();
            string known = context.Request.Headers.IfRange.ToString();
            int start = range.Length == 0 || (known.Length > 0 && known != tag) ? 0 : int.Parse(range.Split('=', '-')[1], System.Globalization.CultureInfo.InvariantCulture);
            int count = Math.Min(most, image.Length - start);
            if (count == 0)
            {
                context.Abort();
                return;
            }

            context.Response.StatusCode = start == 0 ? StatusCodes.Status200OK : StatusCodes.Status206PartialContent;
            context.Response.ContentLength = image.Length - start;
            context.Response.Headers.ETag = tag;
            if (start > 0)
            {
                context.Response.Headers.ContentRange = $"bytes {start}-{image.Length - 1}/{image.Length}";
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
