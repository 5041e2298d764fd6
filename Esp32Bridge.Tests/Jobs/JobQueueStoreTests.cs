using System;
using Esp32Bridge.Images;
using Esp32Bridge.Jobs;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Jobs
{
    /// <summary>The queue after a restart, and with a store that fails.</summary>
    [TestClass]
    public class JobQueueStoreTests
    {
        [TestMethod]
        public void An_empty_store_is_an_empty_queue()
        {
            JobTable table = new JobTable();

            Assert.AreEqual(0, table.Queue.LastFinished);
            Assert.AreEqual(0, table.Queue.WaitingNumber);
            Assert.IsNull(table.Queue.Current);
            Assert.IsNull(table.Take());
            Assert.AreEqual(string.Empty, table.Log.Text);
        }

        [TestMethod]
        public void A_waiting_job_survives_a_restart()
        {
            JobTable before = new JobTable();
            before.Submit(Manifests.Good(7));

            JobTable table = before.Restart();

            Assert.AreEqual(7, table.Queue.WaitingNumber);
            Assert.AreEqual(0, table.Queue.LastFinished);
            Assert.IsNull(table.Queue.Current);
            Assert.AreEqual(7, table.Take().Number);
        }

        [TestMethod]
        public void A_running_job_survives_a_restart()
        {
            JobTable before = new JobTable();
            before.Submit(Manifests.Good(7));
            before.Take();

            JobTable table = before.Restart();

            Assert.AreEqual(0, table.Queue.WaitingNumber);
            Assert.AreEqual(7, table.Queue.Current.Number);
            Assert.AreEqual("B", table.Queue.Current.Targets[1].Name);
            Assert.AreEqual(7, table.Take().Number);
        }

        [TestMethod]
        public void A_waiting_job_does_not_overwrite_the_running_one()
        {
            JobTable before = new JobTable();
            before.Submit(Manifests.Good(7));
            before.Take();
            before.Submit(Manifests.Good(8));
            before.Submit(Manifests.Good(9));

            JobTable table = before.Restart();

            Assert.AreEqual("job 7: taken up again after a restart|job 9: taken up again after a restart|", table.Log.Text);
            Assert.AreEqual(9, table.Queue.WaitingNumber);
        }

        [TestMethod]
        public void Successive_jobs_use_alternating_places()
        {
            JobTable table = new JobTable();
            table.Submit(Manifests.Good(1));
            for (int number = 1; number < 6; number++)
            {
                table.Take();
                byte[] running = table.Store.ReadManifest((number + 1) % 2);
                table.Submit(Manifests.Good(number + 1));

                Assert.IsTrue(table.Store.ReadManifest((number + 1) % 2) == running, "the one that runs was overwritten");
                table = table.Restart();
                Assert.AreEqual("job " + number + ": taken up again after a restart|job " + (number + 1) + ": taken up again after a restart|", table.Log.Text);
                table.Queue.End();
            }
        }

        [TestMethod]
        public void After_a_restart_a_job_that_ended_is_not_resumed_and_the_waiting_one_is()
        {
            JobTable before = new JobTable();
            before.Submit(Manifests.Good(7));
            before.Take();
            before.Submit(Manifests.Good(8));
            before.Queue.End();

            JobTable table = before.Restart();

            Assert.AreEqual(7, table.Queue.LastFinished);
            Assert.IsTrue(table.Queue.Current.HasEnded);
            Assert.AreEqual("job 8: taken up again after a restart|", table.Log.Text);
            Assert.AreEqual(8, table.Take().Number);
        }

        [TestMethod]
        public void A_corrupt_manifest_is_ignored_and_reported()
        {
            JobTable before = new JobTable();
            before.Submit(Manifests.Good(7));
            before.Take();
            before.Submit(Manifests.Good(8));
            before.Store.Spoil(0, new byte[] { 1, 2, 4 });
            before.Store.Spoil(1, new byte[] { 4 });

            JobTable table = before.Restart();

            Assert.IsNull(table.Take());
            Assert.AreEqual("job 7: its manifest is lost; it goes on when it comes again|job 8: its manifest is lost; it goes on when it comes again|", table.Log.Text);
        }

        [TestMethod]
        public void A_job_with_a_corrupt_manifest_continues_when_it_arrives_again()
        {
            JobTable before = new JobTable();
            before.Submit(Manifests.Good(7));
            before.Take();
            before.Queue.Current.Targets[0].Attempts = 5;
            before.Queue.Save();
            before.Store.Spoil(0, null);
            JobTable table = before.Restart();

            Assert.IsTrue(table.Submit(Manifests.Good(7)));
            Assert.AreEqual(7, table.Take().Number);

            Assert.AreEqual(5, table.Queue.Current.Targets[0].Attempts);
            Assert.AreEqual(0, table.Queue.WaitingNumber);
            Assert.AreEqual("job 7: taken up again after a restart|", table.Restart().Log.Text);
            table.Queue.End();
            Assert.IsNull(table.Restart().Take());
            Assert.AreEqual(string.Empty, table.Restart().Log.Text);
        }

        [TestMethod]
        public void A_job_that_arrives_again_with_other_targets_starts_over()
        {
            JobTable table = new JobTable();
            Begin(table, 7, "A").Targets[0].Attempts = 5;
            table.Queue.Save();
            table.Store.Spoil(0, null);
            table = table.Restart();

            Assert.AreEqual("B", Begin(table, 7, "B").Targets[0].Name);
            table.Store.Spoil(1, null);
            table = table.Restart();
            Assert.AreEqual(2, Begin(table, 7, "BA").Targets.Length);
            Assert.AreEqual(0, table.Queue.Current.Targets[1].Attempts);
        }

        [DataRow(false)]
        [DataRow(true)]
        public void A_job_that_earlier_firmware_read_differently_starts_over(bool hasProgress)
        {
            JobTable table = new JobTable();
            table.Submit(Manifests.Good(7));
            table.Take();
            table.Queue.Current.Targets[0].Attempts = 5;
            JobMemory memory = JobMemoryFormat.Decode(table.Store.State);
            memory.Current = hasProgress ? new JobProgress(7, new TargetProgress[] { memory.Current.Targets[1] }) : null;
            table.Store.State = JobMemoryFormat.Encode(memory);

            table = table.Restart();

            Assert.AreEqual(7, table.Take().Number);
            Assert.AreEqual(2, table.Queue.Current.Targets.Length);
            Assert.AreEqual(0, table.Queue.Current.Targets[0].Attempts);
            Assert.IsTrue(table.RunTaken());
            Assert.IsNull(table.Restart().Take());
        }

        [DataRow(0)]
        [DataRow(1)]
        [DataRow(20)]
        [DataRow(-1)]
        public void A_torn_record_is_replaced_and_reported(int length)
        {
            FakeJobStore store = new FakeJobStore();
            new JobTable(store).Submit(Manifests.Good(7));
            byte[] torn = new byte[length < 0 ? store.State.Length - 1 : length];
            Array.Copy(store.State, 0, torn, 0, torn.Length);
            store.State = torn;

            JobTable table = new JobTable(store);

            Assert.AreEqual(0, table.Queue.WaitingNumber);
            Assert.StartsWith("the record of jobs: the record of jobs", table.Log.Text);
            Assert.AreEqual(table.Queue.Trouble + "|", table.Log.Text);
            Assert.IsFalse(table.Submit(Manifests.Good(6)), "its number is too small still");
            table.Submit(Manifests.Good(8));
            Assert.AreEqual(8, table.Restart().Queue.WaitingNumber);
            Assert.IsNull(table.Restart().Queue.Trouble);
        }

        // The power cut that damaged the record may have come during the write of a target.
        [TestMethod]
        public void A_target_whose_record_is_lost_is_not_abandoned()
        {
            FakeJobStore store = new FakeJobStore();
            new JobTable(store).Submit(Manifests.Good(7));
            store.State = new byte[3];
            JobTable table = new JobTable(store).Restart();
            table.Submit(Manifests.Good(8));
            table = FailChecks(table.Restart());

            Assert.IsFalse(table.RunNext(), "it goes on");
            Assert.AreEqual(FlashState.Unknown, table.Queue.Current.Targets[0].Flash);
            Assert.IsFalse(table.A.IsInBootloader, "it may have its old program");

            table = table.Restart();
            Assert.IsTrue(table.RunNext());
            table.Submit(Manifests.Good(9));
            table = FailChecks(table.Restart());
            Assert.IsTrue(table.RunNext(), "known, and untouched: it fails");
            Assert.AreEqual(FlashState.OldProgram, table.Queue.Current.Targets[0].Flash);
        }

        private static JobTable FailChecks(JobTable table)
        {
            table.A.Error = new ImageException("SHA-256 00", "01", "Publish it again.");
            table.A.FailingStep = "check";
            table.A.Failures = int.MaxValue;
            return table;
        }

        [TestMethod]
        public void An_unreadable_store_is_reported_and_counts_as_empty()
        {
            FakeJobStore store = new FakeJobStore();
            new JobTable(store).Submit(Manifests.Good(7));
            store.ReadError = new InvalidOperationException("broken");

            JobTable table = new JobTable(store);

            Assert.AreEqual("the highest number of a job: broken The keys of the configuration count.|the record of jobs: broken|", table.Log.Text);
            Assert.AreEqual("the highest number of a job: broken The keys of the configuration count. the record of jobs: broken", table.Queue.Trouble);
            Assert.AreEqual(0, table.Queue.Highest);
        }

        [TestMethod]
        public void A_store_that_fails_is_reported_and_the_queue_continues_in_memory()
        {
            JobTable table = new JobTable();
            table.Store.Error = new InvalidOperationException("full");

            Begin(table, 7, "A");
            table.Queue.Save();
            table.Queue.End();
            table.Queue.SetReported(7);

            Assert.AreEqual(7, table.Queue.LastFinished);
            Assert.IsTrue(table.Queue.Current.IsReported);
            Assert.IsNull(table.Store.State);
            const string Line = "the record of jobs cannot be written: InvalidOperationException full|";
            Assert.AreEqual(
                Line + "job 7: its number cannot be kept: InvalidOperationException full|job 7: its manifest cannot be kept: full|" + Line + Line + Line + Line + Line,
                table.Log.Text);
        }

        [TestMethod]
        public void A_job_without_a_manifest_does_not_take_that_of_the_waiting_job()
        {
            JobTable before = new JobTable();
            before.Store.Error = new InvalidOperationException("full");
            Begin(before, 7, "A");
            before.Store.Error = null;
            before.Submit(Manifests.Good(8));

            JobTable table = before.Restart();

            Assert.AreEqual("job 8: taken up again after a restart|", table.Log.Text);
            Assert.AreEqual(8, table.Take().Number);
        }

        [TestMethod]
        public void A_store_that_works_again_gets_the_whole_record()
        {
            JobTable table = new JobTable();
            table.Store.Error = new InvalidOperationException("full");
            Begin(table, 7, "A");
            table.Store.Error = null;
            table.Queue.Current.Targets[0].Attempts = 3;
            table.Queue.Save();

            Assert.AreEqual(3, table.Restart().Queue.Current.Targets[0].Attempts);
            Assert.IsNull(table.Restart().Take(), "its manifest was not kept");
        }

        [TestMethod]
        public void Only_the_named_job_is_marked_as_reported()
        {
            JobTable table = new JobTable();
            table.Queue.SetReported(7);
            Begin(table, 7, "A");

            table.Queue.SetReported(6);
            Assert.IsFalse(table.Restart().Queue.Current.IsReported);
            table.Queue.SetReported(7);
            Assert.IsTrue(table.Restart().Queue.Current.IsReported);
        }

        [TestMethod]
        public void A_target_without_a_program_is_known_to_the_next_job()
        {
            JobTable table = new JobTable();
            Begin(table, 7, "AB").Targets[1].Flash = FlashState.NoProgram;
            table.Queue.End();

            JobProgress next = Begin(table, 8, "BA");

            Assert.IsFalse(next.Targets[0].HasProgram);
            Assert.IsTrue(next.Targets[1].HasProgram);
            Assert.AreEqual(0, next.Targets[0].Attempts);
        }

        [TestMethod]
        public void A_target_without_a_program_is_known_although_the_jobs_between_do_not_name_it()
        {
            JobTable table = new JobTable();
            Begin(table, 7, "AB").Targets[0].Flash = FlashState.NoProgram;
            table.Queue.End();
            Begin(table, 8, "B");
            table.Queue.End();
            table = table.Restart();
            Begin(table, 9, "B");
            table.Queue.End();
            table = table.Restart();

            JobProgress later = Begin(table, 10, "AB");

            Assert.IsFalse(later.Targets[0].HasProgram);
            Assert.IsTrue(later.Targets[1].HasProgram);
        }

        [TestMethod]
        public void A_target_that_got_its_program_has_one_for_the_next_jobs()
        {
            JobTable table = new JobTable();
            Begin(table, 7, "A").Targets[0].Flash = FlashState.NoProgram;
            table.Queue.End();
            Begin(table, 8, "A").Targets[0].Flash = FlashState.NewProgram;
            table.Queue.End();
            Begin(table, 9, "B");
            table.Queue.End();

            Assert.IsTrue(Begin(table, 10, "A").Targets[0].HasProgram);
        }

        private static JobProgress Begin(JobTable table, int number, string targets)
        {
            Assert.IsTrue(table.Offer(JobSamples.Create(number, targets)));
            Assert.AreEqual(number, table.Take().Number);
            return table.Queue.Current;
        }
    }
}
