using System;
using Esp32Bridge.Jobs;
using Esp32Bridge.Tests.Fakes;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Jobs
{
    [TestClass]
    public class JobRecordTests
    {
        private static readonly byte[] _first = new byte[] { 1, 2, 3 };
        private static readonly byte[] _second = new byte[] { 4, 5 };
        private static readonly byte[] _third = new byte[] { 6 };

        [TestMethod]
        public void An_empty_store_is_an_empty_record()
        {
            FakeLog log = new FakeLog();
            JobRecord record = new JobRecord(new FakeJobStore(), log);

            Assert.AreEqual(0, record.LastFinished);
            Assert.AreEqual(0, record.Newest);
            Assert.AreEqual(0, record.WaitingNumber);
            Assert.IsNull(record.Current);
            Assert.IsNull(record.ReadRunning());
            Assert.IsNull(record.ReadWaiting());
            Assert.AreEqual(string.Empty, log.Text);
        }

        [TestMethod]
        public void A_job_that_waits_is_there_after_a_restart()
        {
            FakeJobStore store = new FakeJobStore();
            RecordOf(store).Accept(7, _first);

            JobRecord record = RecordOf(store);

            Assert.AreEqual(7, record.WaitingNumber);
            Assert.AreEqual(7, record.Newest);
            Assert.AreEqual(0, record.LastFinished);
            AreSame(_first, record.ReadWaiting());
            Assert.IsNull(record.ReadRunning());
        }

        [TestMethod]
        public void A_job_that_runs_is_there_after_a_restart()
        {
            FakeJobStore store = new FakeJobStore();
            JobRecord before = RecordOf(store);
            before.Accept(7, _first);
            before.Begin(JobSamples.Create(7, "AB"));

            JobRecord record = RecordOf(store);

            Assert.AreEqual(0, record.WaitingNumber);
            Assert.IsNull(record.ReadWaiting());
            AreSame(_first, record.ReadRunning());
            Assert.AreEqual(7, record.Current.Number);
            Assert.AreEqual("B", record.Current.Targets[1].Name);
        }

        [TestMethod]
        public void A_job_that_waits_behind_one_that_runs_does_not_overwrite_it()
        {
            FakeJobStore store = new FakeJobStore();
            JobRecord before = RecordOf(store);
            before.Accept(7, _first);
            before.Begin(JobSamples.Create(7, "A"));
            before.Accept(8, _second);
            before.Accept(9, _third);

            JobRecord record = RecordOf(store);

            AreSame(_first, record.ReadRunning());
            AreSame(_third, record.ReadWaiting());
            Assert.AreEqual(9, record.WaitingNumber);
        }

        [TestMethod]
        public void The_places_change_from_job_to_job()
        {
            FakeJobStore store = new FakeJobStore();
            JobRecord record = RecordOf(store);
            record.Accept(1, _first);
            for (int number = 1; number < 6; number++)
            {
                record.Begin(JobSamples.Create(number, "A"));
                byte[] running = store.ReadManifest((number + 1) % 2);
                record.Accept(number + 1, new byte[] { (byte)number });

                Assert.IsTrue(store.ReadManifest((number + 1) % 2) == running, "the one that runs was overwritten");
                record = RecordOf(store);
                AreSame(running, record.ReadRunning());
                AreSame(new byte[] { (byte)number }, record.ReadWaiting());
                record.End();
            }
        }

        [TestMethod]
        public void A_job_that_ended_is_no_longer_taken_up_and_the_one_that_waits_is()
        {
            FakeJobStore store = new FakeJobStore();
            JobRecord before = RecordOf(store);
            before.Accept(7, _first);
            before.Begin(JobSamples.Create(7, "A"));
            before.Accept(8, _second);
            before.End();

            JobRecord record = RecordOf(store);

            Assert.AreEqual(7, record.LastFinished);
            Assert.IsTrue(record.Current.HasEnded);
            Assert.IsNull(record.ReadRunning());
            AreSame(_second, record.ReadWaiting());
        }

        [TestMethod]
        public void A_manifest_that_was_spoiled_is_none_and_that_is_told()
        {
            FakeJobStore store = new FakeJobStore();
            JobRecord before = RecordOf(store);
            before.Accept(7, _first);
            before.Begin(JobSamples.Create(7, "A"));
            before.Accept(8, _second);
            store.Spoil(0, new byte[] { 1, 2, 4 });
            store.Spoil(1, new byte[] { 4 });
            FakeLog log = new FakeLog();

            JobRecord record = new JobRecord(store, log);

            Assert.IsNull(record.ReadRunning());
            Assert.IsNull(record.ReadWaiting());
            Assert.AreEqual("job 7: its manifest is lost; it goes on when it comes again|job 8: its manifest is lost; it goes on when it comes again|", log.Text);
        }

        [TestMethod]
        public void A_job_whose_manifest_was_spoiled_goes_on_when_it_comes_again()
        {
            FakeJobStore store = new FakeJobStore();
            JobRecord before = RecordOf(store);
            before.Accept(7, _first);
            before.Begin(JobSamples.Create(7, "A")).Targets[0].Attempts = 5;
            before.Save();
            store.Spoil(0, null);
            JobRecord record = RecordOf(store);
            record.ReadRunning();

            record.Accept(7, _first);
            JobProgress progress = record.Begin(JobSamples.Create(7, "A"));

            Assert.AreEqual(5, progress.Targets[0].Attempts);
            Assert.AreEqual(0, record.WaitingNumber);
            AreSame(_first, RecordOf(store).ReadRunning());
            record.End();
            Assert.IsNull(RecordOf(store).ReadWaiting());
            Assert.IsNull(RecordOf(store).ReadRunning());
        }

        [TestMethod]
        public void A_job_that_comes_again_with_other_targets_begins_anew()
        {
            FakeJobStore store = new FakeJobStore();
            JobRecord record = RecordOf(store);
            record.Begin(JobSamples.Create(7, "A")).Targets[0].Attempts = 5;

            Assert.AreEqual("B", record.Begin(JobSamples.Create(7, "B")).Targets[0].Name);
            Assert.AreEqual(2, record.Begin(JobSamples.Create(7, "BA")).Targets.Length);
            Assert.AreEqual(0, record.Current.Targets[1].Attempts);
        }

        [DataRow(0)]
        [DataRow(1)]
        [DataRow(20)]
        [DataRow(-1)]
        public void A_record_that_is_torn_is_begun_anew_and_that_is_told(int length)
        {
            FakeJobStore store = new FakeJobStore();
            RecordOf(store).Accept(7, _first);
            byte[] torn = new byte[length < 0 ? store.State.Length - 1 : length];
            Array.Copy(store.State, 0, torn, 0, torn.Length);
            store.State = torn;
            FakeLog log = new FakeLog();

            JobRecord record = new JobRecord(store, log);

            Assert.AreEqual(0, record.Newest);
            Assert.StartsWith("the record of jobs cannot be read: the record of jobs", log.Text);
            record.Accept(8, _second);
            Assert.AreEqual(8, RecordOf(store).WaitingNumber);
        }

        [TestMethod]
        public void A_store_that_fails_is_told_and_the_record_goes_on_in_memory()
        {
            FakeJobStore store = new FakeJobStore();
            FakeLog log = new FakeLog();
            JobRecord record = new JobRecord(store, log);
            store.Error = new InvalidOperationException("full");

            record.Accept(7, _first);
            record.Begin(JobSamples.Create(7, "A"));
            record.Save();
            record.End();
            record.SetReported(7);

            Assert.AreEqual(7, record.LastFinished);
            Assert.IsTrue(record.Current.IsReported);
            Assert.IsNull(store.State);
            const string Line = "the record of jobs cannot be written: InvalidOperationException full|";
            Assert.AreEqual("job 7: its manifest cannot be kept: full|" + Line + Line + Line + Line + Line, log.Text);
        }

        [TestMethod]
        public void A_job_without_a_manifest_does_not_take_that_of_the_one_that_waits()
        {
            FakeJobStore store = new FakeJobStore();
            JobRecord before = RecordOf(store);
            before.Accept(8, _second);
            before.Begin(JobSamples.Create(7, "A"));

            JobRecord record = RecordOf(store);

            Assert.IsNull(record.ReadRunning());
            AreSame(_second, record.ReadWaiting());
        }

        [TestMethod]
        public void A_store_that_works_again_gets_the_whole_record()
        {
            FakeJobStore store = new FakeJobStore();
            JobRecord record = RecordOf(store);
            store.Error = new InvalidOperationException("full");
            record.Accept(7, _first);
            record.Begin(JobSamples.Create(7, "A"));
            store.Error = null;
            record.Current.Targets[0].Attempts = 3;
            record.Save();

            Assert.AreEqual(3, RecordOf(store).Current.Targets[0].Attempts);
            Assert.IsNull(RecordOf(store).ReadRunning(), "its manifest was not kept");
        }

        [TestMethod]
        public void Only_the_job_that_is_meant_is_reported()
        {
            FakeJobStore store = new FakeJobStore();
            JobRecord record = RecordOf(store);
            record.SetReported(7);
            record.Begin(JobSamples.Create(7, "A"));

            record.SetReported(6);
            Assert.IsFalse(RecordOf(store).Current.IsReported);
            record.SetReported(7);
            Assert.IsTrue(RecordOf(store).Current.IsReported);
        }

        [TestMethod]
        public void A_target_without_a_program_is_known_to_the_next_job()
        {
            JobRecord record = RecordOf(new FakeJobStore());
            record.Begin(JobSamples.Create(7, "AB")).Targets[1].IsWithoutProgram = true;

            JobProgress next = record.Begin(JobSamples.Create(8, "BA"));

            Assert.IsTrue(next.Targets[0].IsWithoutProgram);
            Assert.IsFalse(next.Targets[1].IsWithoutProgram);
            Assert.AreEqual(0, next.Targets[0].Attempts);
        }

        [TestMethod]
        public void A_target_without_a_program_is_known_although_the_jobs_between_do_not_name_it()
        {
            FakeJobStore store = new FakeJobStore();
            JobRecord record = RecordOf(store);
            record.Begin(JobSamples.Create(7, "AB")).Targets[0].IsWithoutProgram = true;
            record.Begin(JobSamples.Create(8, "B"));
            record = RecordOf(store);
            record.Begin(JobSamples.Create(9, "B"));
            record = RecordOf(store);

            JobProgress later = record.Begin(JobSamples.Create(10, "AB"));

            Assert.IsTrue(later.Targets[0].IsWithoutProgram);
            Assert.IsFalse(later.Targets[1].IsWithoutProgram);
        }

        [TestMethod]
        public void A_target_that_got_its_program_is_no_longer_without_one_for_the_next_jobs()
        {
            JobRecord record = RecordOf(new FakeJobStore());
            record.Begin(JobSamples.Create(7, "A")).Targets[0].IsWithoutProgram = true;
            record.Begin(JobSamples.Create(8, "A")).Targets[0].IsWithoutProgram = false;
            record.Begin(JobSamples.Create(9, "B"));

            Assert.IsFalse(record.Begin(JobSamples.Create(10, "A")).Targets[0].IsWithoutProgram);
        }

        private static JobRecord RecordOf(FakeJobStore store)
        {
            return new JobRecord(store, new FakeLog());
        }

        private static void AreSame(byte[] expected, byte[] actual)
        {
            Assert.IsNotNull(actual, "there is nothing");
            Assert.AreEqual(Hex.ToText(expected, 0, expected.Length), Hex.ToText(actual, 0, actual.Length));
        }
    }
}
