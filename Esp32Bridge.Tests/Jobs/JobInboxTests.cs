using Esp32Bridge.Jobs;
using Esp32Bridge.Tests.Fakes;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Jobs
{
    [TestClass]
    public class JobInboxTests
    {
        [TestMethod]
        public void A_job_waits_until_it_is_taken()
        {
            JobInbox inbox = new JobInbox(new FakeRecord());
            Job job = JobSamples.Create(1, "A");

            Assert.IsFalse(inbox.IsBusy);
            Assert.IsTrue(inbox.Offer(job));
            Assert.IsTrue(inbox.IsBusy);
            Assert.IsTrue(inbox.Take() == job);
            Assert.IsTrue(inbox.IsBusy);
            inbox.Finish(job);
            Assert.IsFalse(inbox.IsBusy);
            Assert.IsNull(inbox.Take());
        }

        [TestMethod]
        public void Taking_from_an_empty_inbox_leaves_it_free()
        {
            JobInbox inbox = new JobInbox(new FakeRecord());

            Assert.IsNull(inbox.Take());

            Assert.IsFalse(inbox.IsBusy);
            Assert.IsTrue(inbox.Offer(JobSamples.Create(1, "A")));
        }

        [TestMethod]
        public void A_job_is_refused_while_another_waits()
        {
            JobInbox inbox = new JobInbox(new FakeRecord());
            Job first = JobSamples.Create(1, "A");
            inbox.Offer(first);

            Assert.IsFalse(inbox.Offer(JobSamples.Create(2, "A")));
            Assert.IsTrue(inbox.Take() == first);
        }

        [TestMethod]
        public void A_job_is_refused_while_another_runs_and_taken_afterwards()
        {
            JobInbox inbox = new JobInbox(new FakeRecord());
            Job first = JobSamples.Create(1, "A");
            Job second = JobSamples.Create(2, "A");
            inbox.Offer(first);
            inbox.Take();

            Assert.IsFalse(inbox.Offer(second));
            inbox.Finish(first);
            Assert.IsTrue(inbox.Offer(second));
            Assert.IsTrue(inbox.Take() == second);
        }

        [DataRow(4)]
        [DataRow(5)]
        public void A_number_that_is_not_newer_than_the_last_is_refused(int number)
        {
            FakeRecord record = new FakeRecord();
            record.LastFinished = 5;
            JobInbox inbox = new JobInbox(record);

            Assert.IsFalse(inbox.Offer(JobSamples.Create(number, "A")));
            Assert.IsFalse(inbox.IsBusy);
            Assert.IsTrue(inbox.Offer(JobSamples.Create(6, "A")));
        }

        [TestMethod]
        public void A_job_that_ended_is_recorded_and_not_taken_again()
        {
            FakeRecord record = new FakeRecord();
            JobInbox inbox = new JobInbox(record);
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
