using Esp32Bridge.Images;
using Esp32Bridge.Jobs;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Jobs
{
    /// <summary>A job whose target A has no program and does not get one yet.</summary>
    [TestClass]
    public class PostponeTests
    {
        private const int Minute = 60 * 1000;

        [TestMethod]
        public void The_pauses_grow_from_a_minute_to_an_hour()
        {
            JobTable table = TableOf();
            int[] pauses = new int[] { 1, 2, 4, 8, 16, 32, 60, 60, 60 };
            for (int i = 0; i < pauses.Length; i++)
            {
                Assert.IsNotNull(table.Take(), "it is due");

                Assert.AreEqual(pauses[i] * Minute, table.Queue.Postpone());

                table.Clock.Sleep((pauses[i] * Minute) - 1);
                Assert.IsNull(table.Take(), "it is too early");
                table.Clock.Sleep(1);
            }
        }

        [TestMethod]
        public void Up_to_a_tenth_is_added_so_that_a_fleet_does_not_return_in_step()
        {
            JobTable table = TableOf();
            table.Clock.JitterPercent = 100;
            table.Take();
            Assert.AreEqual(Minute, table.Queue.Postpone());

            table.Clock.Sleep(66 * 1000 - 1);
            Assert.IsNull(table.Take(), "it is too early");
            table.Clock.Sleep(1);
            Assert.IsNotNull(table.Take(), "it is due");
        }

        [TestMethod]
        public void The_next_job_begins_with_a_pause_of_a_minute()
        {
            JobTable table = TableOf();
            table.RunNext();
            table.Clock.Sleep(Minute);
            table.RunNext();
            table.Clock.Sleep(2 * Minute);
            table.A.Failures = 0;
            Assert.IsTrue(table.RunNext());
            table.Offer(JobSamples.Create(8, "A"));
            table.Take();

            Assert.AreEqual(Minute, table.Queue.Postpone());
        }

        [TestMethod]
        public void After_a_restart_it_continues_at_once_and_the_pauses_start_over()
        {
            JobTable table = TableOf();
            table.RunNext();
            table.Clock.Sleep(Minute);
            table.RunNext();

            JobTable second = table.Restart();

            Assert.AreEqual(7, second.Take().Number);
            Assert.AreEqual(Minute, second.Queue.Postpone());
            Assert.AreEqual(6, second.Queue.Current.Targets[0].Attempts);
            Assert.IsFalse(second.Queue.Current.Targets[0].HasProgram);
        }

        [TestMethod]
        public void A_newer_job_for_its_targets_replaces_it_at_once()
        {
            JobTable table = TableOf();
            table.RunNext();
            table.A.Failures = 0;
            table.Offer(JobSamples.Create(8, "A"));

            Assert.AreEqual(8, table.Take().Number);
            Assert.IsTrue(table.RunTaken());

            table.Clock.Sleep(60 * Minute);
            Assert.IsNull(table.Take(), "the older one is still there");
        }

        [TestMethod]
        public void The_newer_job_knows_that_the_target_has_no_program()
        {
            JobTable table = TableOf();
            table.RunNext();
            table.A.FailingStep = "check";
            table.A.Error = new ImageException("a", "b", "c");
            table.Offer(JobSamples.Create(8, "A"));

            Assert.IsFalse(table.RunNext(), "it is given up");
            Assert.IsFalse(table.Queue.Current.Targets[0].HasProgram);
        }

        [TestMethod]
        public void The_end_of_a_replaced_job_is_reported()
        {
            JobTable table = TableOf();
            table.RunNext();
            JobProgress replaced = table.Queue.Current;
            table.A.Failures = 0;
            table.Offer(JobSamples.Create(8, "A"));

            Assert.IsTrue(table.RunNext());

            Assert.IsTrue(table.Listener.Text.IndexOf("|7 ended|8 A downloading|") > 0, table.Listener.Text);
            Assert.AreEqual(TargetState.Failed, replaced.Targets[0].State);
            Assert.AreEqual("A: replaced by job 8; A: InvalidOperationException broken", replaced.Targets[0].Cause);
        }

        [TestMethod]
        public void A_newer_job_for_other_targets_waits_for_it()
        {
            JobTable table = TableOf();
            table.RunNext();
            Assert.IsTrue(table.Offer(JobSamples.Create(8, "B")));

            Assert.IsNull(table.Take(), "the target without a program is forgotten");
            table.Clock.Sleep(Minute);
            table.A.Failures = 0;
            Assert.IsTrue(table.RunNext());

            Assert.AreEqual(8, table.Take().Number);
        }

        [TestMethod]
        public void A_running_job_is_stopped_only_by_one_that_names_its_unfinished_targets()
        {
            JobTable table = new JobTable();
            table.Offer(JobSamples.Create(7, "AB"));
            Job running = table.Take();

            table.Offer(JobSamples.Create(8, "B"));
            table.Stop.Check();
            table.Queue.Current.Targets[0].IsFinal = true;
            table.Offer(JobSamples.Create(9, "B"));

            Assert.ThrowsException(typeof(Esp32Bridge.Errors.StoppedException), table.Stop.Check);
            table.RunTaken();
            Assert.AreEqual(9, table.Take().Number);
        }

        [TestMethod]
        public void A_postponed_number_is_refused_when_it_arrives_again()
        {
            JobTable table = TableOf();
            table.RunNext();

            Assert.IsFalse(table.Offer(JobSamples.Create(7, "A")));
            Assert.IsFalse(table.Offer(JobSamples.Create(6, "A")));
        }

        [TestMethod]
        public void If_the_server_has_another_image_at_all_attempts_the_previous_one_is_put_back()
        {
            JobTable table = TableOf(true);

            Assert.IsTrue(table.Run(JobSamples.Pair(false, "AB", string.Empty)));

            Assert.AreEqual("1", table.A.Version);
            Assert.AreEqual(TargetState.PutBack, table.Queue.Current.Targets[0].State);
            Assert.AreEqual(4, table.A.Attempts);
        }

        [DataRow(false, "AB")]
        [DataRow(true, "B")]
        public void If_the_server_is_away_or_there_is_no_previous_image_the_job_waits(bool isAnother, string previous)
        {
            JobTable table = TableOf(isAnother);

            Assert.IsFalse(table.Run(JobSamples.Pair(false, previous, string.Empty)));

            Assert.AreEqual(TargetState.Waiting, table.Queue.Current.Targets[0].State);
            Assert.AreEqual(0, table.Queue.Current.Targets[0].Attempts);
            Assert.AreEqual("2", table.B.Version);
        }

        [DataRow("check")]
        [DataRow("write")]
        public void Failed_downloads_use_up_no_attempts(string step)
        {
            JobTable table = TableOf();
            table.RunNext();
            table.A.FailingStep = step;
            table.A.Error = new ImageException("a connection", "none", "Wait.");
            int attempts = table.Queue.Current.Targets[0].Attempts;
            for (int i = 0; i < 40; i++)
            {
                table.Clock.Sleep(60 * Minute);
                Assert.IsFalse(table.RunNext());
            }

            Assert.AreEqual(attempts, table.Queue.Current.Targets[0].Attempts);
            Assert.AreEqual(attempts, table.Restart().Queue.Current.Targets[0].Attempts);
            table.A.Failures = 0;
            table.Clock.Sleep(60 * Minute);
            Assert.IsTrue(table.RunNext());
            Assert.AreEqual("1.0", table.A.Version);
        }

        [DataRow("check")]
        [DataRow("write")]
        public void A_failed_download_of_one_target_uses_up_no_attempt_of_the_other(string step)
        {
            JobTable table = new JobTable();
            table.A.LosesProgram = true;
            table.B.LosesProgram = true;
            table.B.Failures = 1;
            Job job = JobSamples.Pair(true, string.Empty, string.Empty);
            table.Offer(job);
            table.B.FailingStep = "write";
            table.B.OnCheck = () =>
            {
                if (table.B.Attempts > 1)
                {
                    table.B.FailingStep = step;
                    table.B.Error = new ImageException("a connection", "none", "Wait.");
                }
            };
            table.B.Failures = 150;
            for (int i = 0; i < 40; i++)
            {
                Assert.IsFalse(table.RunNext(), "it is given up");
                table.Clock.Sleep(60 * Minute);
            }

            Assert.AreEqual(1, table.Queue.Current.Targets[0].Attempts);
            Assert.AreEqual(1, table.Queue.Current.Targets[1].Attempts);
            table.B.Failures = 0;
            Assert.IsTrue(table.RunNext());
            Assert.AreEqual("2", table.A.Version);
            Assert.AreEqual("2", table.B.Version);
        }

        [TestMethod]
        public void A_failed_download_gives_back_only_the_attempts_of_its_own_round()
        {
            JobTable table = new JobTable();
            table.A.LosesProgram = true;
            table.B.LosesProgram = true;
            table.B.Failures = 1;
            table.A.FailingStep = "check";
            table.A.Error = new ImageException("a connection", "none", "Wait.");
            table.A.OnCheck = () => table.A.Failures = table.A.Attempts > 1 ? 100 : 0;

            Assert.IsFalse(table.Run(JobSamples.Pair(true, string.Empty, string.Empty)));

            Assert.AreEqual(1, table.Queue.Current.Targets[0].Attempts);
            Assert.AreEqual(1, table.Queue.Current.Targets[1].Attempts);
        }

        [TestMethod]
        public void A_second_entry_for_a_target_does_not_hide_that_it_has_no_program()
        {
            JobTable table = new JobTable();
            table.A.LosesProgram = true;
            table.A.Failures = 100;
            JobTarget again = new JobTarget("A", new JobException("job.json: name", "each target once", "A again"));
            Job job = new Job(7, new string[] { JobTable.Device }, new JobTarget[] { JobSamples.Create(7, "A").Targets[0], again });
            Assert.IsFalse(table.Run(JobSamples.Create(6, "A")));
            table.A.FailingStep = "check";
            table.A.Error = new ImageException("a connection", "none", "Wait.");

            Assert.IsFalse(table.Run(job), "it is given up");
        }

        [TestMethod]
        public void Other_failures_use_up_attempts()
        {
            JobTable table = TableOf();
            int turns = 1;
            while (!table.RunNext())
            {
                table.Clock.Sleep(60 * Minute);
                turns++;
            }

            Assert.AreEqual(TargetRun.MaximumAttempts / JobUnit.AttemptsAtOnce, turns);
            Assert.AreEqual(TargetRun.MaximumAttempts, table.A.Attempts);
            Assert.AreEqual(TargetState.Failed, table.Queue.Current.Targets[0].State);
            Assert.AreEqual("A: InvalidOperationException broken", table.Queue.Current.Targets[0].Cause);
            Assert.AreEqual(7, table.Queue.LastFinished);
            Assert.IsNull(table.Take());
        }

        [TestMethod]
        public void The_job_after_an_exhausted_one_has_new_attempts()
        {
            JobTable table = TableOf();
            while (!table.RunNext())
            {
                table.Clock.Sleep(60 * Minute);
            }

            table.A.Failures = 0;
            table.Offer(JobSamples.Create(8, "A"));

            Assert.IsTrue(table.RunNext());
            Assert.AreEqual("1.0", table.A.Version);
            Assert.IsTrue(table.Queue.Current.Targets[0].HasProgram);
        }

        // The write of the image of A fails, so that A has no program.
        private static JobTable TableOf(bool isAnother)
        {
            JobTable table = new JobTable();
            table.A.LosesProgram = true;
            table.A.Failures = int.MaxValue;
            table.A.FailingVersion = "2";
            table.A.Error = new ImageException("a", "b", "c") { IsAnother = isAnother };
            return table;
        }

        private static JobTable TableOf()
        {
            JobTable table = new JobTable();
            table.A.LosesProgram = true;
            table.A.Failures = int.MaxValue;
            Job job = JobSamples.Create(7, "A");
            table.Queue.Offer(job, System.Text.Encoding.UTF8.GetBytes(Manifests.Of("7", Manifests.Target("A", null, null))), FakeSignature.Key, out _);
            return table;
        }
    }
}
