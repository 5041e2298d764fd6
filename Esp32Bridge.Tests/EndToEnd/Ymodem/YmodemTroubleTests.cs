using System;
using System.Linq;
using System.Threading;
using Esp32Bridge.Bench.Ota;
using Esp32Bridge.Tool.Jobs;
using Xunit;

namespace Esp32Bridge.EndToEnd.Ymodem
{
    /// <summary>Loaders that do not take an image: a clear error, the other target gets its own, and the loop goes on.</summary>
    public class YmodemTroubleTests
    {
        private static readonly byte[] _cancel = { 0x18, 0x18 };

        [Fact]
        public void A_part_that_never_answers_goes_on_with_its_program()
        {
            using IapBoard board = new IapBoard();
            board.HurryUp();
            board.Loader.Trigger = "another";
            JobFile job = board.Job(1);
            job.SetMethod(0, "ymodem", "1");

            board.Test.RunJob(job);

            Assert.Contains("expected 'C' within 60 s; got", board.Test.Wait("job 1: failed: A: YMODEM start: "));
            Assert.Empty(board.Loader.Names);
            Assert.True(board.Runs(board.Old, "1.0.0"));
            Assert.Equal("2.0.0", board.Test.Runs("B"));
            board.Test.Wait("job 1: ended; 1 of 2 targets programmed");
        }

        [Fact]
        public void A_loader_that_cancels_once_gets_another_attempt()
        {
            using IapBoard board = new IapBoard();
            int cancelled = 0;
            board.Loader.Whim = number => number == 3 && cancelled++ == 0 ? _cancel : null;

            board.Test.RunJob(board.Job(1));

            Assert.Contains("A: YMODEM packet 3: expected an answer; got CAN CAN. ", board.Test.Wait("job 1: attempt 1 of 3 failed: "));
            Assert.True(board.Runs(board.New, "2.0.0"));
        }

        [Theory]
        [InlineData(0, "18 18", "YMODEM header: expected an answer; got CAN CAN. ")]
        [InlineData(3, "18 18", "YMODEM packet 3: expected an answer; got CAN CAN. ")]
        [InlineData(2, "15", "YMODEM packet 2: expected ACK; got NAK after 10 tries. ")]
        [InlineData(2, "43", "YMODEM packet 2: expected ACK; got 'C' after 10 tries. ")]
        public void A_loader_that_does_not_take_the_new_image_gets_the_previous_one(int packet, string answer, string error)
        {
            using IapBoard board = new IapBoard();
            byte[] bytes = answer.Split(' ').Select(digits => Convert.ToByte(digits, 16)).ToArray();
            board.Loader.Whim = number => number == packet && board.Loader.Names.LastOrDefault() != "old.bin" && (packet > 0 || --board.Refusals >= 0) ? bytes : null;

            board.Test.RunJob(board.Job(1, true));

            Assert.Contains(error, board.Test.Wait("job 1: A: put back to version 1.0.0"));
            Assert.True(board.Runs(board.Old, "1.0.0"));
            Assert.Equal("2.0.0", board.Test.Runs("B"));
            board.Test.Wait("job 1: ended; 1 of 2 targets programmed");
        }

        [Fact]
        public void A_part_that_cannot_be_served_waits_while_the_loop_goes_on_and_gets_its_image_later()
        {
            using IapBoard board = new IapBoard();
            board.HurryUp();
            bool isBroken = true;
            board.Loader.Whim = number => isBroken && number == 2 ? Array.Empty<byte>() : null;
            board.Test.Publish(board.Job(1));
            board.Test.Board.PowerOn();

            Assert.Contains("A: YMODEM packet 2: expected ACK; got ", board.Test.Wait("job 1: waits: "));
            int waits = board.Test.Board.Log.Count;
            board.Test.Wait("application loop: started", waits);
            Assert.Equal("2.0.0", board.Test.Runs("B"));
            isBroken = false;
            board.Test.WaitForEnd();

            Assert.True(board.Runs(board.New, "2.0.0"));
        }

        [Fact]
        public void An_image_that_is_larger_than_the_part_is_refused_by_its_loader()
        {
            using IapBoard board = new IapBoard(300000);

            board.Test.RunJob(board.Job(1, true));

            Assert.Contains("A: YMODEM header: expected an answer; got CAN CAN. ", board.Test.Wait("job 1: A: put back to version 1.0.0"));
            Assert.True(board.Runs(board.Old, "1.0.0"));
        }

        [Fact]
        public void A_newer_job_stops_the_transfer_and_follows_it()
        {
            using IapBoard board = new IapBoard(100000);
            bool isDue = true;
            board.Test.Board.Log.LineWritten += line =>
            {
                if (isDue && line == "A: sending 20 %")
                {
                    isDue = false;
                    board.Test.Publish(board.Job(2));
                }
            };
            board.Loader.Whim = _ =>
            {
                Thread.Sleep(20);
                return null;
            };
            board.Test.Publish(board.Job(1));
            board.Test.Board.PowerOn();

            board.Test.WaitForEnd(2);

            board.Test.Wait("job 1: failed: A: stop: ");
            Assert.Equal(1, board.Loader.Cancellations);
            Assert.True(board.Runs(board.New, "2.0.0"));
            Assert.Equal("2.0.0", board.Test.Runs("B"));
        }

        [Fact]
        public void Targets_that_belong_together_are_not_programmed_through_a_loader()
        {
            using IapBoard board = new IapBoard();
            JobFile job = board.Job(1);
            job.IsTogether = true;

            board.Test.Publish(job);
            board.Test.Board.PowerOn();

            board.Test.Wait("no job: A: job.json: method: expected 'bootloader' for targets that belong together; got 'ymodem'");
            board.Test.Wait("B> heartbeat 2 version 1.0.0");
            Assert.True(board.Runs(board.Old, "1.0.0"));
        }
    }
}
