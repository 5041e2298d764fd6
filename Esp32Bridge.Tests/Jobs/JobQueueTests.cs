using Esp32Bridge.Errors;
using Esp32Bridge.Jobs;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Jobs
{
    [TestClass]
    public class JobQueueTests
    {
        [TestMethod]
        public void A_job_waits_until_it_is_taken()
        {
            JobTable table = new JobTable();
            Job job = JobSamples.Create(1, "A");

            Assert.IsTrue(table.Offer(job));
            Assert.IsTrue(table.Take() == job);
            table.RunTaken();
            Assert.IsNull(table.Take());
        }

        [TestMethod]
        public void Taking_from_an_empty_queue_leaves_it_free()
        {
            JobTable table = new JobTable();

            Assert.IsNull(table.Take());

            Assert.IsTrue(table.Offer(JobSamples.Create(1, "A")));
        }

        [TestMethod]
        public void A_newer_job_replaces_a_waiting_one()
        {
            JobTable table = new JobTable();
            Job second = JobSamples.Create(2, "A");
            table.Offer(JobSamples.Create(1, "A"));

            Assert.IsTrue(table.Offer(second));
            Assert.IsFalse(table.Offer(second), "it waits already");
            Assert.IsFalse(table.Offer(JobSamples.Create(1, "A")), "it is older");
            Assert.IsTrue(table.Take() == second);
            table.RunTaken();
            Assert.IsNull(table.Take());
        }

        [TestMethod]
        public void A_running_job_is_not_accepted_again_and_not_stopped()
        {
            JobTable table = new JobTable();
            Job job = JobSamples.Create(2, "A");
            table.Offer(job);
            table.Take();

            Assert.IsFalse(table.Offer(job));
            Assert.IsFalse(table.Offer(JobSamples.Create(1, "A")));

            table.Stop.Check();
        }

        [TestMethod]
        public void A_newer_job_stops_the_running_one_and_is_taken_afterwards()
        {
            JobTable table = new JobTable();
            Job second = JobSamples.Create(2, "A");
            table.Offer(JobSamples.Create(1, "A"));
            table.Take();

            Assert.IsTrue(table.Offer(second));

            Assert.ThrowsException(typeof(StoppedException), table.Stop.Check);
            table.RunTaken();
            Assert.IsTrue(table.Take() == second);
            table.Stop.Check();
        }

        [DataRow(4)]
        [DataRow(5)]
        public void A_number_that_is_not_newer_than_the_last_is_refused(int number)
        {
            JobTable table = new JobTable();
            table.Offer(JobSamples.Create(5, "A"));
            table.RunNext();

            Assert.IsFalse(table.Offer(JobSamples.Create(number, "A")));
            Assert.IsTrue(table.Offer(JobSamples.Create(6, "A")));
        }

        [TestMethod]
        public void A_job_that_ended_is_recorded_and_not_taken_again()
        {
            JobTable table = new JobTable();
            Job job = JobSamples.Create(3, "A");
            table.Offer(job);
            table.Take();

            Assert.AreEqual(0, table.Queue.LastFinished);
            table.RunTaken();

            Assert.AreEqual(3, table.Queue.LastFinished);
            Assert.IsFalse(table.Offer(job));
        }
    }
}
