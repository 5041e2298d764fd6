using System.Linq;
using System.Threading;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Bench.Ota;
using Esp32Bridge.Tool.Jobs;
using Xunit;

namespace Esp32Bridge.EndToEnd.Ymodem
{
    /// <summary>Jobs through a loader in the flash of a part, from the signed manifest to the running program.</summary>
    public class YmodemJobTests
    {
        [Theory]
        [InlineData(5000, "1")]
        [InlineData(1024, "1")]
        [InlineData(1152, "update\r\n")]
        [InlineData(200000, "1")]
        [InlineData(5000, null)]
        public void A_part_gets_its_image_through_its_loader_and_the_other_one_through_its_bootloader(int size, string trigger)
        {
            using IapBoard board = new IapBoard(size, trigger);
            JobFile job = board.Job(1);
            job.SetHealth(0, "version 2.0.0", 20);

            board.Test.RunJob(job);

            Assert.True(board.Runs(board.New, "2.0.0"));
            Assert.Equal("2.0.0", board.Test.Runs("B"));
            Assert.Equal(new[] { "A.bin" }, board.Loader.Names);
            Assert.Equal(0, board.Loader.Repeated + board.Loader.Broken);
            board.Test.Wait("job 1: ended; 2 of 2 targets programmed");
            board.Test.Wait("job 1: A: runs version 2.0.0");
        }

        [Fact]
        public void The_result_is_reported_as_for_the_bootloader()
        {
            using IapBoard board = new IapBoard(30000);
            board.Test.Description.ReportUrl = "http://ota.example.com/reports";
            JobFile job = board.Job(1);
            job.SetHealth(0, "version 2.0.0", 20);

            board.Test.RunJob(job);

            Assert.True(SpinWait.SpinUntil(() => board.Test.Server.Posts.Any(post => post.Contains("\"ended\"")), 20000));
            string[] posts = board.Test.Server.Posts.Where(post => post.Contains("\"target\":\"A\"")).ToArray();
            string[] states = { "downloading", "programming", "verifying", "committed", "healthy" };
            Assert.Equal(states, posts.Select(post => states.Single(state => post.Contains($"\"state\":\"{state}\""))).Distinct());

            // On an unpaced line most percentages are replaced by the next one before they are posted.
            Assert.InRange(posts.Count(post => post.Contains("\"programming\"")), 1, 11);
            Assert.Contains(posts, post => post.Contains("\"percent\":100"));
        }

        [Fact]
        public void A_receiver_that_rejects_the_end_gets_it_twice()
        {
            using IapBoard board = new IapBoard();
            board.Loader.DoubtsTheEnd = true;

            board.Test.RunJob(board.Job(1));

            Assert.True(board.Runs(board.New, "2.0.0"));
            Assert.Equal(0, board.Loader.Repeated + board.Loader.Broken);
        }

        // One byte in this many to the part, or from it, or both.
        [Theory]
        [InlineData(1500, 0, true)]
        [InlineData(1500, 0, false)]
        [InlineData(0, 7, true)]
        [InlineData(0, 7, false)]
        [InlineData(2500, 11, true)]
        [InlineData(2500, 11, false)]
        public void Lost_or_corrupted_bytes_are_corrected(int toPart, int fromPart, bool areLost)
        {
            using IapBoard board = new IapBoard(8000);
            board.HurryUp();
            board.Loader.ToPart = (number, value) => toPart > 0 && number % toPart == toPart - 1 ? (areLost ? -1 : value ^ 0x10) : value;
            board.Loader.FromPart = (number, value) => fromPart > 0 && number % fromPart == fromPart - 1 ? (areLost ? -1 : value ^ 0x40) : value;

            board.Test.RunJob(board.Job(1));

            Assert.True(board.Runs(board.New, "2.0.0"));
            Assert.True(board.Loader.Repeated + board.Loader.Broken > 0, "nothing went wrong");
            board.Test.Wait("job 1: ended; 2 of 2 targets programmed");
        }

        [Fact]
        public void An_image_that_changed_on_the_server_after_the_check_is_not_completed()
        {
            using IapBoard board = new IapBoard();
            byte[] other = (byte[])board.New.Clone();
            other[^1] ^= 1;
            int downloads = 0;
            board.Test.Server.Handle("/iap/A.bin", context =>
            {
                downloads++;
                return context.Response.Body.WriteAsync(downloads == 2 ? other : board.New).AsTask();
            });

            board.Test.RunJob(board.Job(1));

            Assert.Contains("download: expected SHA-256", board.Test.Wait("job 1: attempt 1 of 3 failed: A: "));
            Assert.Equal(1, board.Loader.Cancellations);
            Assert.True(board.Runs(board.New, "2.0.0"));
        }

        [Fact]
        public void A_part_gets_its_image_although_the_ESP32_restarted_in_the_middle()
        {
            using IapBoard board = new IapBoard(20000);
            bool isDue = true;
            board.Test.Board.Log.LineWritten += line =>
            {
                if (isDue && line == "A: sending 40 %")
                {
                    isDue = false;
                    board.Test.Board.Cut = new PowerCut(board.Test.Board.Steps + 1, null);
                }
            };
            board.Test.Publish(board.Job(1));
            board.Test.Board.PowerOn();
            Assert.True(SpinWait.SpinUntil(() => !board.Test.Board.Esp32.IsOn, 60000));
            board.Test.Board.PowerOn();

            board.Test.WaitForEnd();

            board.Test.Wait("job 1: taken up again after a restart");
            Assert.Equal(2, board.Loader.Names.Count);
            Assert.True(board.Runs(board.New, "2.0.0"));
            Assert.Equal("2.0.0", board.Test.Runs("B"));
        }

        [Fact]
        public void A_program_that_is_not_healthy_is_put_back_through_the_loader()
        {
            using IapBoard board = new IapBoard();
            JobFile job = board.Job(1, true);
            job.SetHealth(0, "all is well", 5);

            board.Test.RunJob(job);

            Assert.Contains("A: wait for health: expected 'all is well' within 5000 ms", board.Test.Wait("job 1: A: put back to version 1.0.0"));
            Assert.Equal(new[] { "A.bin", "old.bin" }, board.Loader.Names);
            Assert.True(board.Runs(board.Old, "1.0.0"));
            Assert.Equal("2.0.0", board.Test.Runs("B"));
        }
    }
}
