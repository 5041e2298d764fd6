using Esp32Bridge.Errors;
using Esp32Bridge.Jobs;
using Esp32Bridge.Tests.Fakes;
using Esp32Bridge.Timing;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Jobs
{
    [TestClass]
    public class JobInboxTests
    {
        [TestMethod]
        public void A_job_waits_until_it_is_taken()
        {
            JobInbox inbox = new JobInbox(new FakeRecord(), new StopSignal());
            Job job = JobSamples.Create(1, "A");

            Assert.IsTrue(inbox.Offer(job));
            Assert.IsTrue(inbox.Take() == job);
            inbox.Finish(job);
            Assert.IsNull(inbox.Take());
        }

        [TestMethod]
        public void Taking_from_an_empty_inbox_leaves_it_free()
        {
            JobInbox inbox = new JobInbox(new FakeRecord(), new StopSignal());

            Assert.IsNull(inbox.Take());

            Assert.IsTrue(inbox.Offer(JobSamples.Create(1, "A")));
        }

        [TestMethod]
        public void A_newer_job_takes_the_place_of_one_that_waits()
        {
            JobInbox inbox = new JobInbox(new FakeRecord(), new StopSignal());
            Job second = JobSamples.Create(2, "A");
            inbox.Offer(JobSamples.Create(1, "A"));

            Assert.IsTrue(inbox.Offer(second));
            Assert.IsFalse(inbox.Offer(second), "it waits already");
            Assert.IsFalse(inbox.Offer(JobSamples.Create(1, "A")), "it is older");
            Assert.IsTrue(inbox.Take() == second);
            Assert.IsNull(inbox.Take());
        }

        [TestMethod]
        public void A_job_that_runs_is_not_accepted_again_and_not_stopped()
        {
            StopSignal stop = new StopSignal();
            JobInbox inbox = new JobInbox(new FakeRecord(), stop);
            Job job = JobSamples.Create(2, "A");
            inbox.Offer(job);
            inbox.Take();

            Assert.IsFalse(inbox.Offer(job));
            Assert.IsFalse(inbox.Offer(JobSamples.Create(1, "A")));

            stop.Check();
        }

        [TestMethod]
        public void A_newer_job_stops_the_one_that_runs_and_is_taken_afterwards()
        {
            StopSignal stop = new StopSignal();
            JobInbox inbox = new JobInbox(new FakeRecord(), stop);
            Job first = JobSamples.Create(1, "A");
            Job second = JobSamples.Create(2, "A");
            inbox.Offer(first);
            inbox.Take();

            Assert.IsTrue(inbox.Offer(second));

            Assert.ThrowsException(typeof(StoppedException), stop.Check);
            inbox.Finish(first);
            Assert.IsTrue(inbox.Take() == second);
            stop.Check();
        }

        [DataRow(4)]
        [DataRow(5)]
        public void A_number_that_is_not_newer_than_the_last_is_refused(int number)
        {
            FakeRecord record = new FakeRecord();
            record.LastFinished = 5;
            JobInbox inbox = new JobInbox(record, new StopSignal());

            Assert.IsFalse(inbox.Offer(JobSamples.Create(number, "A")));
            Assert.IsTrue(inbox.Offer(JobSamples.Create(6, "A")));
        }

        [TestMethod]
        public void A_job_that_ended_is_recorded_and_not_taken_again()
        {
            FakeRecord record = new FakeRecord();
            JobInbox inbox = new JobInbox(record, new StopSignal());
            Job job = JobSamples.Create(3, "A");
            inbox.Offer(job);
            inbox.Take();

            Assert.AreEqual(0, record.LastFinished);
            inbox.Finish(job);

            Assert.AreEqual(3, record.LastFinished);
            Assert.IsFalse(inbox.Offer(job));
        }
    }
}
