using Esp32Bridge.Errors;
using Esp32Bridge.Images;
using Esp32Bridge.Jobs;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Jobs
{
    /// <summary>
    /// A newer job arrives while a target has not given its sign of health yet, or is being put back. The older job completes that,
    /// or the newer job takes over.
    /// </summary>
    [TestClass]
    public class TakeOverTests
    {
        [TestMethod]
        public void A_target_without_its_sign_of_health_must_be_programmed_by_the_newer_job()
        {
            JobTable table = TableOf("health", new StoppedException("A newer job has taken its place and follows."));
            table.Offer(JobSamples.Pair(false, "AB", "A"));
            Assert.IsTrue(table.RunNext());
            Assert.AreEqual(TargetState.Failed, table.Queue.Current.Targets[0].State);
            Assert.AreEqual("2", table.A.Version, "it was put back before the newer job");

            NewerJobIsNotGivenUp(table);
        }

        [TestMethod]
        public void It_must_also_after_a_restart()
        {
            JobTable table = TableOf("health", new StoppedException("A newer job has taken its place and follows."));
            table.Offer(JobSamples.Pair(false, "AB", "A"));
            table.RunNext();

            NewerJobIsNotGivenUp(table.Restart());
        }

        [TestMethod]
        public void A_target_without_a_previous_image_keeps_its_program()
        {
            JobTable table = TableOf("health", new StoppedException("A newer job has taken its place and follows."));
            table.Offer(JobSamples.Pair(false, "B", "A"));
            table.RunNext();
            table.A.FailingStep = "check";
            table.A.FailingVersion = null;
            table.A.Error = new ImageException("a", "b", "c");
            table.Offer(JobSamples.Create(8, "A"));

            Assert.IsTrue(table.RunNext());

            Assert.AreEqual(TargetState.Failed, table.Queue.Current.Targets[0].State);
            Assert.AreEqual("2", table.A.Version);
        }

        [TestMethod]
        public void An_unhealthy_target_is_taken_over_if_the_newer_job_arrives_before_it_is_put_back()
        {
            JobTable table = TableOf("health", new HealthException("a", "b"));
            table.A.OnEnter = () => table.Stop.Set("A newer job has taken its place and follows.");
            table.Offer(JobSamples.Pair(false, "AB", "A"));
            Assert.IsTrue(table.RunNext());
            Assert.AreEqual("2", table.A.Version);

            NewerJobIsNotGivenUp(table);
        }

        [TestMethod]
        public void All_targets_of_an_unhealthy_group_are_taken_over()
        {
            JobTable table = TableOf("health", new HealthException("a", "b"));
            table.B.OnEnter = () => table.Stop.Set("A newer job has taken its place and follows.");
            table.Offer(JobSamples.Pair(true, "AB", "A"));
            Assert.IsTrue(table.RunNext());

            Assert.IsFalse(table.Queue.Current.Targets[0].HasProgram);
            Assert.IsFalse(table.Queue.Current.Targets[1].HasProgram);
        }

        [TestMethod]
        public void A_target_whose_previous_image_is_not_available_is_taken_over()
        {
            JobTable table = TableOf("health", new HealthException("a", "b"));
            table.Offer(JobSamples.Pair(false, "AB", "A"));
            table.A.OnCheck = () => ThrowIfPrevious(table.A);
            Assert.IsFalse(table.RunNext());
            Assert.AreEqual(TargetState.PuttingBack, table.Queue.Current.Targets[0].State);
            Assert.AreEqual("2", table.A.Version);

            NewerJobIsNotGivenUp(table);
        }

        [TestMethod]
        public void A_newer_job_for_another_target_waits_until_the_first_is_put_back()
        {
            JobTable table = TableOf("health", new HealthException("a", "b"));
            table.A.OnCheck = () => table.Offer(JobSamples.Create(8, "B"));
            table.Offer(JobSamples.Pair(false, "AB", "A"));

            Assert.IsTrue(table.RunNext());

            Assert.AreEqual("1", table.A.Version);
            Assert.AreEqual(TargetState.PutBack, table.Queue.Current.Targets[0].State);
            Assert.AreEqual(8, table.Take().Number);
        }

        private static JobTable TableOf(string step, System.Exception error)
        {
            JobTable table = new JobTable();
            table.A.FailingStep = step;
            table.A.FailingVersion = "2";
            table.A.Failures = int.MaxValue;
            table.A.Error = error;
            return table;
        }

        private static void ThrowIfPrevious(FakeProgrammer programmer)
        {
            if (programmer.Image.Version == "1")
            {
                throw new ImageException("a", "b", "c");
            }
        }

        // Its image is not available at first.
        private static void NewerJobIsNotGivenUp(JobTable table)
        {
            table.A.OnCheck = null;
            table.A.OnEnter = null;
            table.A.FailingStep = "check";
            table.A.FailingVersion = null;
            table.A.Failures = int.MaxValue;
            table.A.Error = new ImageException("a", "b", "c");
            table.Offer(JobSamples.Create(8, "A"));

            Assert.IsFalse(table.RunNext(), "it is given up");

            table.A.Failures = 0;
            table.Clock.Sleep(60 * 60 * 1000);
            Assert.IsTrue(table.RunNext());
            Assert.AreEqual(8, table.Queue.LastFinished);
            Assert.AreEqual(TargetState.Committed, table.Queue.Current.Targets[0].State);
        }
    }
}
