using System;
using System.Threading;
using Esp32Bridge.Bench.Campaign;
using Esp32Bridge.Images;
using Esp32Bridge.Tests.Model;
using Xunit;

namespace Esp32Bridge.EndToEnd.Campaign
{
    /// <summary>The judge of the campaigns detects programmers that do wrong.</summary>
    [Collection(AloneCollection.Name)]
    public class JudgeTests
    {
        private static readonly TrialJob _job = new TrialJob("L412", 500, 600, false);

        [Fact]
        public void A_correct_programmer_is_recovered()
        {
            Assert.Equal(Outcome.Recovered, Judge(programmer => programmer.EraseWriteCommit()).Outcome);
        }

        [Fact]
        public void Success_without_writing()
        {
            AssertViolation("the job says done, but the part is in state Application with version '1.0.0'", programmer => { });
        }

        [Fact]
        public void Success_without_a_start()
        {
            AssertViolation("the job says done, but the part is in state Bootloader", programmer =>
            {
                programmer.EraseWriteCommit();
                programmer.Open();
                programmer.Target.ResetIntoBootloader();
                programmer.Target.Close();
            });
        }

        [Fact]
        public void Success_with_one_wrong_byte()
        {
            AssertViolation("would start a mixture", programmer =>
            {
                programmer.Content[599] ^= 1;
                programmer.EraseWriteCommit();
            });
        }

        [Fact]
        public void A_commit_before_the_rest()
        {
            AssertViolation("would start a mixture", programmer => programmer.EraseCommitWrite());
        }

        [Fact]
        public void A_write_over_the_old_image_without_its_start_erased()
        {
            AssertViolation("would start a mixture", programmer => programmer.EraseSecondPageOnly(), new TrialJob("L412", 3000, 600, false));
        }

        [Fact]
        public void An_error_that_is_not_the_firmwares_own()
        {
            AssertViolation("attempt 1 ended with InvalidOperationException", programmer => throw new InvalidOperationException("no"));
        }

        [Fact]
        public void A_line_that_stays_open()
        {
            AssertViolation("did not release the line", programmer =>
            {
                programmer.EraseWriteCommit();
                programmer.Open();
            });
        }

        [Fact]
        public void An_image_that_stays_open()
        {
            AssertViolation("did not close the image", programmer =>
            {
                programmer.EraseWriteCommit();
                programmer.Source.Open(programmer.Image);
            });
        }

        [Fact]
        public void A_job_that_does_not_end()
        {
            AssertViolation("job 1 took 10 minutes", programmer =>
            {
                while (true)
                {
                    programmer.Clock.Sleep(1000);
                }
            });
        }

        [Fact]
        public void A_failed_job_after_which_the_next_one_fails_too()
        {
            AssertViolation("the next job failed", programmer => throw new ImageException("a", "b", "c"));
        }

        [Fact]
        public void A_success_that_a_fault_made_wrong()
        {
            TrialResult result = Judge(programmer => programmer.EraseWriteCommit(), _job, new LineFault(FaultKind.FailedUnit, 1, 0));

            Assert.Equal(Outcome.Violation, result.Outcome);
        }

        [Fact]
        public void A_violation_describes_how_to_repeat_it()
        {
            TrialResult result = Judge(programmer => { }, _job, new LineFault(FaultKind.Flip, 7, 123));

            Assert.StartsWith("run 5: L412, 500 bytes before, 600 bytes: Flip at byte 7 (variant 123): Violation: ", result.ToString(), StringComparison.Ordinal);
        }

        [Fact]
        public void Two_correct_programmers_at_the_same_time_are_recovered()
        {
            TrialResult result = JudgePair((name, programmer) => programmer.EraseWriteCommit());

            Assert.Equal("run 5: A: L412, 500 bytes before, 600 bytes: Delay at byte 9 (variant 0); B: L412, 500 bytes before, 600 bytes: no fault: Recovered", result.ToString());
        }

        [Fact]
        public void A_second_target_with_one_wrong_byte()
        {
            TrialResult result = JudgePair((name, programmer) =>
            {
                programmer.Content[599] ^= (byte)(name == "B" ? 1 : 0);
                programmer.EraseWriteCommit();
            });

            Assert.Equal(Outcome.Violation, result.Outcome);
            Assert.Matches("^B: .*would start a mixture", result.Remark);
        }

        [Fact]
        public void A_target_delayed_by_the_other_one()
        {
            TrialResult result = JudgePair((name, programmer) =>
            {
                programmer.Clock.Sleep(name == "B" ? 1 : 0);
                programmer.EraseWriteCommit();
            });

            Assert.Equal(Outcome.Violation, result.Outcome);
            Assert.Matches("^B: it took [0-9]+ us, and alone [0-9]+ us", result.Remark);
        }

        [Fact]
        public void A_target_that_waits_for_the_other_one()
        {
            using ManualResetEventSlim firstHasEnded = new ManualResetEventSlim();
            TrialResult result = JudgePair((name, programmer) =>
            {
                if (name == "B")
                {
                    firstHasEnded.Wait();
                }

                programmer.EraseWriteCommit();
                firstHasEnded.Set();
            });

            Assert.Equal(Outcome.Violation, result.Outcome);
            Assert.Equal("B: it did not end while A stood still", result.Remark);
        }

        [Fact]
        public void The_last_line_counts_all()
        {
            TrialResult good = Judge(programmer => programmer.EraseWriteCommit());
            TrialResult bad = Judge(programmer => { });

            Assert.Equal("faults=3 recovered=2 failed=0 violations=1", new CampaignReport(new[] { good, bad, good }).Summary);
        }

        private static void AssertViolation(string what, Action<Saboteur> sabotage, TrialJob job = null)
        {
            TrialResult result = Judge(sabotage, job ?? _job);

            Assert.Equal(Outcome.Violation, result.Outcome);
            Assert.Contains(what, result.Remark);
        }

        private static TrialResult Judge(Action<Saboteur> sabotage, TrialJob job = null, params LineFault[] faults)
        {
            return TrialRunner.Run(new FaultTrial(5, job ?? _job, faults), (name, target, clock, log) => new Saboteur(name, target, clock, sabotage));
        }

        // With a harmless fault on A.
        private static TrialResult JudgePair(Action<string, Saboteur> sabotage)
        {
            TrialTarget[] targets =
            {
                new TrialTarget("A", _job, new LineFault(FaultKind.Delay, 9, 0)),
                new TrialTarget("B", _job) { TimeAlone = Judge(programmer => programmer.EraseWriteCommit()).Time },
            };
            return TrialRunner.Run(
                new FaultTrial(5, false, targets),
                (name, target, clock, log) => new Saboteur(name, target, clock, programmer => sabotage(name, programmer)),
                TimeSpan.FromSeconds(2));
        }
    }
}
