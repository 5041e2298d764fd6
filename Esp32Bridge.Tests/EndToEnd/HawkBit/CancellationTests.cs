using System;
using System.Linq;
using Esp32Bridge.Bench.HawkBit;
using Xunit;

namespace Esp32Bridge.EndToEnd.HawkBit
{
    /// <summary>A cancellation is confirmed while nothing has changed. Later it is rejected, and the job goes on to its end.</summary>
    public class CancellationTests
    {
        [Fact]
        public void An_action_cancelled_before_the_device_has_seen_it_has_no_effect()
        {
            using HawkBitBoard board = new HawkBitBoard();
            DdiAction action = board.Assign(board.Test.Job(1));
            action.Cancel();
            board.Test.Board.PowerOn();

            ExpectCancelled(board, action);
        }

        [Fact]
        public void A_cancellation_ends_a_job_that_waits_for_its_image()
        {
            using HawkBitBoard board = new HawkBitBoard();
            board.Server.Fault = request => request.EndsWith(".bin", StringComparison.Ordinal) ? 503 : 0;
            DdiAction action = board.Assign(board.Test.Job(1));
            board.Test.Board.PowerOn();
            board.Test.Wait("job 1: goes on in 60 s");
            action.Cancel();

            ExpectCancelled(board, action);
            board.Test.WaitForEnd();
        }

        [Theory]
        [InlineData("A: writing")]
        [InlineData("A: verifying")]
        [InlineData("job 1: A: started with version 2.0.0")]
        public void A_cancellation_while_a_target_is_programmed_is_rejected_and_the_job_goes_on(string line)
        {
            using HawkBitBoard board = new HawkBitBoard(20000);
            DdiAction action = board.Assign(board.Test.Job(1));
            bool isCancelled = false;
            board.Test.Board.Log.LineWritten += written =>
            {
                if (!isCancelled && written.StartsWith(line, StringComparison.Ordinal))
                {
                    isCancelled = true;
                    action.Cancel();
                }
            };
            board.Test.Board.PowerOn();

            board.WaitForEnd(action, "finished");

            DdiFeedback answer = Assert.Single(action.Feedback, feedback => feedback.IsOfCancellation);
            Assert.Equal("rejected", answer.Execution);
            Assert.True(board.Test.Holds("A", board.Test.New("A")));
            Assert.True(board.Test.Holds("B", board.Test.New("B")));
        }

        [Fact]
        public void A_cancellation_after_the_end_is_rejected_and_the_end_reported()
        {
            using HawkBitBoard board = new HawkBitBoard();
            bool isDeaf = true;
            board.Server.Fault = request => isDeaf && request.StartsWith("POST", StringComparison.Ordinal) ? 503 : 0;
            DdiAction action = board.Assign(board.Test.Job(1));
            board.Test.Board.PowerOn();
            board.Test.WaitForEnd();
            action.Cancel();
            isDeaf = false;

            board.WaitForEnd(action, "finished");

            Assert.Equal(new[] { "rejected", "closed" }, action.Feedback.Select(feedback => feedback.Execution));
        }

        [Fact]
        public void The_next_deployment_follows_one_that_was_cancelled()
        {
            using HawkBitBoard board = new HawkBitBoard();
            DdiAction cancelled = board.Assign(board.Test.Job(1));
            cancelled.Cancel();
            DdiAction next = board.Assign(board.Test.Job(2));
            board.Test.Board.PowerOn();

            board.WaitForEnd(cancelled, "canceled");
            board.WaitForEnd(next, "finished");
        }

        private static void ExpectCancelled(HawkBitBoard board, DdiAction action)
        {
            board.WaitForEnd(action, "canceled");
            DdiFeedback closing = Assert.Single(action.Feedback, feedback => feedback.Execution == "closed");
            Assert.True(closing.IsOfCancellation);
            Assert.Equal("1.0.0", board.Test.Runs("A"));
            Assert.Equal("1.0.0", board.Test.Runs("B"));
            Assert.True(board.Test.Holds("A", board.Test.Old("A")));
        }
    }
}
