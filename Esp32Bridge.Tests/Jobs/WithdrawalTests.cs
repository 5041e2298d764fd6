using Esp32Bridge.Images;
using Esp32Bridge.Jobs;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Jobs
{
    /// <summary>A server can withdraw its job until the first target is entered.</summary>
    [TestClass]
    public class WithdrawalTests
    {
        private const string Url = "http://server/modules/3/job.json";
        private const string Cause = "A: stop: expected to go on to the end; got a request to stop. The server that gave the job has taken it back.";

        [TestMethod]
        public void A_waiting_job_is_dropped()
        {
            JobTable table = Offered(new JobTable(), 7, "A", "17");

            Assert.IsTrue(table.Queue.TryWithdraw("17"));

            Assert.IsNull(table.Take());
            Assert.IsNull(table.Queue.WaitingReference);
            Assert.IsNull(table.Restart().Take(), "after a restart too");
        }

        [TestMethod]
        public void Withdrawing_an_unknown_job_succeeds_and_changes_nothing()
        {
            JobTable table = Offered(new JobTable(), 7, "A", "17");

            Assert.IsTrue(table.Queue.TryWithdraw("16"));

            Assert.AreEqual(7, table.Take().Number);
            Assert.IsTrue(table.RunTaken());
            Assert.AreEqual(TargetState.Committed, table.Queue.Current.Targets[0].State);
        }

        [TestMethod]
        public void During_a_download_a_withdrawn_job_ends_and_enters_no_target()
        {
            JobTable table = Offered(new JobTable(), 7, "A", "17");
            bool isWithdrawn = false;
            table.A.OnCheck = () => isWithdrawn = table.Queue.TryWithdraw("17");

            Assert.IsTrue(table.RunNext());

            Assert.IsTrue(isWithdrawn);
            Assert.AreEqual("check A|", table.Trace.Text);
            Assert.AreEqual(TargetState.Failed, table.Queue.Current.Targets[0].State);
            Assert.AreEqual(Cause, table.Queue.Current.Targets[0].Cause);
            Assert.IsTrue(table.Queue.TryWithdraw("17"), "it can be asked again");
        }

        [TestMethod]
        public void A_job_that_waits_for_its_server_ends_at_once()
        {
            JobTable table = Offered(new JobTable(), 7, "A", "17");
            table.A.FailingStep = "check";
            table.A.Failures = 1;
            table.A.Error = new ImageException("a connection", "none", "Check it.") { MayPass = true };
            Assert.IsFalse(table.RunNext());
            Assert.IsNull(table.Take(), "it waits");

            Assert.IsTrue(table.Queue.TryWithdraw("17"));

            Assert.IsTrue(table.RunNext());
            Assert.AreEqual(Cause, table.Queue.Current.Targets[0].Cause);
        }

        [TestMethod]
        public void After_the_first_target_is_entered_it_is_too_late_and_the_job_continues()
        {
            JobTable table = Offered(new JobTable(), 7, "A", "17");
            bool isWithdrawn = true;
            table.A.OnEnter = () => isWithdrawn = table.Queue.TryWithdraw("17");

            Assert.IsTrue(table.RunNext());

            Assert.IsFalse(isWithdrawn);
            Assert.AreEqual(TargetState.Committed, table.Queue.Current.Targets[0].State);
            Assert.IsFalse(table.Queue.TryWithdraw("17"), "after its end too");
            Assert.IsFalse(table.Restart().Queue.TryWithdraw("17"), "after a restart too");
        }

        [TestMethod]
        public void A_job_for_a_target_without_a_program_is_not_withdrawn()
        {
            JobTable table = new JobTable();
            table.A.LosesProgram = true;
            table.A.Failures = 3;
            Assert.IsFalse(table.Run(JobSamples.Create(6, "A")));
            Offered(table, 7, "A", "17").Take();

            Assert.IsFalse(table.Queue.TryWithdraw("17"));

            Assert.IsTrue(table.RunTaken());
            Assert.AreEqual(TargetState.Committed, table.Queue.Current.Targets[0].State);
        }

        [TestMethod]
        public void A_job_for_which_the_running_one_stops_is_not_withdrawn()
        {
            JobTable table = Offered(new JobTable(), 7, "A", "17");
            bool isWithdrawn = true;
            table.A.OnCheck = () =>
            {
                Offered(table, 8, "A", "18");
                isWithdrawn = table.Queue.TryWithdraw("18");
            };
            table.RunNext();
            table.A.OnCheck = null;

            Assert.IsFalse(isWithdrawn);
            Assert.AreEqual(8, table.Take().Number);
        }

        [TestMethod]
        public void A_job_has_the_last_reference_that_a_server_gave_it_before_and_after_a_restart()
        {
            JobTable table = Offered(new JobTable(), 7, "A", "17");
            Assert.AreEqual("17", table.Queue.WaitingReference);
            Assert.AreEqual("17", table.Restart().Queue.WaitingReference);
            Assert.IsFalse(Offer(table, 7, "A", "18"));
            Assert.AreEqual("18", table.Queue.WaitingReference);
            table.RunNext();
            Assert.AreEqual("18", table.Queue.Current.Reference);
            Assert.AreEqual("18", table.Restart().Queue.Current.Reference);

            Assert.IsFalse(Offer(table, 7, "A", "19"));

            Assert.AreEqual("19", table.Restart().Queue.Current.Reference);
            Assert.IsFalse(table.Offer(JobSamples.Create(7, "A")), "one that comes by another way");
            Assert.AreEqual("19", table.Queue.Current.Reference);
        }

        [TestMethod]
        public void After_a_restart_addresses_in_a_job_are_still_relative_to_its_source()
        {
            JobTable table = new JobTable();
            string manifest = Manifests.Good(7);
            table.Intake.Submit(System.Text.Encoding.UTF8.GetBytes(manifest), FakeSignature.Of(manifest), new JobOrigin(Url, "17"));

            Assert.AreEqual("http://server/modules/3/a.bin", table.Restart().Take().Targets[0].Image.Url);
        }

        private static JobTable Offered(JobTable table, int number, string targets, string reference)
        {
            Assert.IsTrue(Offer(table, number, targets, reference));
            return table;
        }

        private static bool Offer(JobTable table, int number, string targets, string reference)
        {
            return table.Queue.Offer(JobSamples.Create(number, targets), System.Text.Encoding.UTF8.GetBytes(Manifests.Good(number)), FakeSignature.Key, out _, new JobOrigin(Url, reference));
        }
    }
}
