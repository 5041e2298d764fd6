using System.Linq;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Bench.Ota;
using Esp32Bridge.Tool.Jobs;
using Xunit;

namespace Esp32Bridge.EndToEnd.Jobs
{
    /// <summary>All targets of a job that belong together get their images, or none does.</summary>
    public class TogetherTests
    {
        [Fact]
        public void Both_targets_are_written_before_one_is_committed()
        {
            using TestBoard test = new TestBoard();

            test.RunJob(test.JobTogether(1));

            Assert.Equal("2.0.0", test.Runs("A"));
            Assert.Equal("2.0.0", test.Runs("B"));
            Assert.True(test.Holds("A", test.New("A")));
            Assert.True(test.Holds("B", test.New("B")));
            string[] order = test.Board.Log.Lines.Where(line => line.EndsWith(": committing") || line.EndsWith(": verifying")).ToArray();

            // Written at the same time, committed one after the other.
            Assert.Equal(new[] { "A: verifying", "B: verifying" }, order.Take(2).Order());
            Assert.Equal(new[] { "A: committing", "B: committing" }, order.Skip(2));
        }

        [Fact]
        public void A_missing_image_leaves_both_targets_alone()
        {
            using TestBoard test = new TestBoard();
            JobFile job = test.JobTogether(1);
            job.Targets[1]["image"] = "missing.bin";

            test.RunJob(job);

            Assert.Equal("1.0.0", test.Runs("A"));
            Assert.Equal("1.0.0", test.Runs("B"));
            Assert.True(test.Holds("A", test.Old("A")));
            Assert.Equal(0, EraseCount(test, "A"));
            Assert.Contains("A: together with B: download: expected status 200", test.Wait("job 1: failed: A"));
        }

        [Fact]
        public void An_entry_with_a_problem_leaves_both_targets_alone()
        {
            using TestBoard test = new TestBoard();
            JobFile job = test.JobTogether(1);
            job.Targets[1]["size"] = "much";

            test.Publish(job);
            test.Board.PowerOn();

            test.Wait("no job: B: job.json: size: ");
            test.Wait("A> heartbeat 2 version 1.0.0");
            Assert.Equal(0, EraseCount(test, "A"));
        }

        [Fact]
        public void A_different_part_leaves_both_targets_alone()
        {
            using TestBoard test = new TestBoard(partB: "L476");
            JobFile job = test.JobTogether(1);
            job.Targets[1]["device"] = "0x461";

            test.RunJob(job);

            Assert.Equal("1.0.0", test.Runs("A"));
            Assert.Equal("1.0.0", test.Runs("B"));
            Assert.Equal(0, EraseCount(test, "A"));
            Assert.Contains("identify: expected device 0x461", test.Wait("job 1: failed: B"));
        }

        [Fact]
        public void If_one_part_does_not_take_its_image_both_are_put_back()
        {
            using TestBoard test = new TestBoard();
            WearOut(test, "B");

            test.RunJob(test.JobTogether(1));

            Assert.Equal("1.0.0", test.Runs("A"));
            Assert.Equal("1.0.0", test.Runs("B"));
            Assert.True(test.Holds("A", test.Old("A")));
            Assert.True(test.Holds("B", test.Old("B")));
            test.Wait("job 1: A: put back to version 1.0.0");
            test.Wait("job 1: B: put back to version 1.0.0");
        }

        [Fact]
        public void Targets_that_do_not_belong_together_do_not_wait_for_each_other()
        {
            using TestBoard test = new TestBoard();
            WearOut(test, "B");
            JobFile job = test.JobTogether(1);
            job.IsTogether = false;

            test.RunJob(job);

            Assert.Equal("2.0.0", test.Runs("A"));
            Assert.Equal("1.0.0", test.Runs("B"));
        }

        // A place in the flash, after the end of the old image, that cannot be written.
        private static void WearOut(TestBoard test, string target)
        {
            test.Board.Run(_ => test.Board.Part(target).Chip.Memory.Flash.Stick(test.Old(target).Length + 100, 0, 1000));
        }

        private static int EraseCount(TestBoard test, string target)
        {
            int count = 0;
            test.Board.Run(_ => count = test.Board.Part(target).Chip.Memory.Flash.EraseCount);
            return count;
        }
    }
}
