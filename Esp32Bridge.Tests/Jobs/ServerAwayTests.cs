using System.Text;
using Esp32Bridge.Images;
using Esp32Bridge.Jobs;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Jobs
{
    /// <summary>A server that is away does not fail a job that has touched nothing.</summary>
    [TestClass]
    public class ServerAwayTests
    {
        private const int Minute = 60 * 1000;
        private const int Hour = 60 * Minute;

        [DataRow("check")]
        [DataRow("write")]
        public void The_job_waits_for_hours_for_a_server_that_is_away_and_then_completes(string step)
        {
            JobTable table = TableOf(step);
            table.Offer(JobSamples.Create(7, "A"));
            for (int i = 0; i < 10; i++)
            {
                Assert.IsFalse(table.RunNext());
                table.Clock.Sleep(Hour);
            }

            TargetProgress target = table.Queue.Current.Targets[0];
            Assert.AreEqual(TargetState.Waiting, target.State);
            Assert.AreEqual("A: download: expected a connection; got none. Wait.", target.Cause);
            Assert.AreEqual(0, target.Attempts);
            Assert.AreEqual(0, table.Queue.LastFinished);

            table.A.Failures = 0;
            Assert.IsTrue(table.RunNext());
            Assert.AreEqual(TargetState.Committed, table.Queue.Current.Targets[0].State);
        }

        [TestMethod]
        public void Each_round_makes_one_attempt_and_the_application_runs_in_between()
        {
            JobTable table = TableOf("check");
            table.Offer(JobSamples.Create(7, "A"));
            Assert.IsFalse(table.RunNext());

            Assert.AreEqual(1, table.A.Attempts);
            Assert.IsNull(table.Take(), "it is too early");
            Assert.EndsWith("7 A downloading|7 A waiting|", table.Listener.Text);
        }

        [TestMethod]
        public void The_other_target_is_programmed_at_once()
        {
            JobTable table = TableOf("check");

            Assert.IsFalse(table.Run(JobSamples.Create(7, "AB")));

            Assert.AreEqual(TargetState.Committed, table.Queue.Current.Targets[1].State);
        }

        [TestMethod]
        public void The_targets_of_a_group_wait_together()
        {
            JobTable table = TableOf("check");

            Assert.IsFalse(table.Run(JobSamples.Pair(true, string.Empty, string.Empty)));

            Assert.AreEqual(TargetState.Waiting, table.Queue.Current.Targets[1].State);
            Assert.AreEqual("B: together with A: download: expected a connection; got none. Wait.", table.Queue.Current.Targets[1].Cause);
            Assert.IsNull(table.B.Version);
            table.A.Failures = 0;
            table.Clock.Sleep(Minute);
            Assert.IsTrue(table.RunNext());
            Assert.AreEqual("2", table.B.Version);
        }

        [TestMethod]
        public void A_permanent_error_fails_the_job_at_once()
        {
            JobTable table = TableOf("check");
            table.A.Error = new ImageException("status 200", "404", "Look.");

            Assert.IsTrue(table.Run(JobSamples.Create(7, "A")));

            Assert.AreEqual(TargetState.Failed, table.Queue.Current.Targets[0].State);
            Assert.AreEqual(1, table.A.Attempts);
        }

        [DataRow("A")]
        [DataRow("B")]
        public void Any_newer_job_ends_the_wait(string targets)
        {
            JobTable table = TableOf("check");
            table.Run(JobSamples.Create(7, "A"));
            JobProgress replaced = table.Queue.Current;
            table.A.Failures = 0;
            table.Offer(JobSamples.Create(8, targets));

            Assert.IsTrue(table.RunNext());

            Assert.AreEqual(8, table.Queue.LastFinished);
            Assert.StartsWith("A: replaced by job 8; A: download: ", replaced.Targets[0].Cause);
        }

        [TestMethod]
        public void After_a_restart_the_wait_continues_and_its_time_counts()
        {
            JobTable table = TableOf("check");
            table.Submit(Manifest(1));
            table.RunNext();
            table.Clock.Sleep(Hour);
            table.RunNext();
            Assert.AreEqual(3, table.Queue.Current.Waited);

            JobTable second = table.Restart();

            Assert.AreEqual(3, second.Queue.Current.Waited);
            Assert.IsTrue(second.RunNext());
            Assert.AreEqual(7, second.Queue.LastFinished);
            Assert.AreEqual("check A|enter A|write A|commit A|release A|", second.Trace.Text, "nothing was to be started anew");
        }

        [TestMethod]
        public void The_patience_of_the_job_ends_the_wait()
        {
            JobTable table = TableOf("check");
            table.Submit(Manifest(1));
            int runs = 1;
            while (!table.RunNext())
            {
                runs++;
                table.Clock.Sleep(Hour);
            }

            // 1 + 2 + 4 + 8 + 16 + 32 minutes, then one hour each.
            Assert.AreEqual(6 + 23 + 1, runs);
            Assert.AreEqual(TargetState.Failed, table.Queue.Current.Targets[0].State);
            Assert.AreEqual("A: download: expected the image within 1 day; got none; at last: A: download: expected a connection; got none. Wait. The job is given up.", table.Queue.Current.Targets[0].Cause);
        }

        [DataRow("0")]
        [DataRow("366")]
        [DataRow("\"7\"")]
        public void An_invalid_patience_is_refused(string patience)
        {
            string text = Manifests.Good(7);
            text = text.Substring(0, text.Length - 1) + ",\"patience\":" + patience + "}";

            Assert.StartsWith("job.json: patience: expected a number of 1 to 365; got ", Manifests.ErrorOf(text));
        }

        [TestMethod]
        public void The_default_patience_is_a_week()
        {
            Assert.AreEqual(7, Manifests.Parse(Manifests.Good(7)).Patience);
            Assert.AreEqual(365, Manifests.Parse(Manifest(365)).Patience);
        }

        [TestMethod]
        public void The_pause_that_the_server_asks_for_is_kept_up_to_an_hour()
        {
            JobTable table = TableOf("check");
            table.A.Error = new ImageException("status 200", "503", "Wait.") { MayPass = true, RetryAfter = 10 * Minute };
            table.Offer(JobSamples.Create(7, "A"));
            table.Take();
            Assert.IsFalse(table.RunTaken());

            table.Clock.Sleep((10 * Minute) - 1);
            Assert.IsNull(table.Take(), "it is too early");
            table.Clock.Sleep(1);
            table.A.Error = new ImageException("status 200", "503", "Wait.") { MayPass = true, RetryAfter = int.MaxValue };
            Assert.IsFalse(table.RunNext());
            table.Clock.Sleep(Hour);
            Assert.IsNotNull(table.Take());
        }

        [TestMethod]
        public void The_job_also_waits_for_a_previous_image_and_reports_it()
        {
            JobTable table = TableOfUnhealthy();
            for (int i = 0; i < 40; i++)
            {
                Assert.IsFalse(table.RunNext());
                table.Clock.Sleep(Hour);
            }

            TargetProgress target = table.Queue.Current.Targets[0];
            Assert.AreEqual(TargetState.PuttingBack, target.State);
            Assert.StartsWith("A: wait for health: expected well; got silence. ", target.Cause);
            Assert.AreEqual("A: download: expected a connection; got none. Wait.", target.Obstacle);
            Assert.IsTrue(table.Listener.Text.IndexOf("|7 A putting back|7 A putting back|") > 0, table.Listener.Text);
            Assert.AreEqual("2", table.A.Version);

            table.A.OnCheck = null;
            Assert.IsTrue(table.RunNext());
            Assert.AreEqual("1", table.A.Version);
            Assert.AreEqual(string.Empty, table.Queue.Current.Targets[0].Obstacle);
        }

        [TestMethod]
        public void The_wait_for_a_previous_image_ends_with_the_patience_of_the_job()
        {
            JobTable table = TableOfUnhealthy();
            int hours = 0;
            while (!table.RunNext())
            {
                hours++;
                table.Clock.Sleep(Hour);
            }

            Assert.IsTrue(hours > 7 * 24 && hours < (7 * 24) + 8, hours.ToString());
            Assert.AreEqual(TargetState.Failed, table.Queue.Current.Targets[0].State);
        }

        private static string Manifest(int patience)
        {
            string text = Manifests.Of("7", Manifests.Target("A", null, null));
            return text.Substring(0, text.Length - 1) + ",\"patience\":" + patience + "}";
        }

        private static JobTable TableOf(string step)
        {
            JobTable table = new JobTable();
            table.A.Failures = int.MaxValue;
            table.A.FailingStep = step;
            table.A.Error = Away();
            return table;
        }

        // A has version 2, which is not healthy, and its previous image is not available.
        private static JobTable TableOfUnhealthy()
        {
            JobTable table = new JobTable();
            table.A.Failures = int.MaxValue;
            table.A.FailingStep = "health";
            table.A.FailingVersion = "2";
            table.A.Error = new HealthException("well", "silence");
            table.A.OnCheck = () => ThrowIfPrevious(table.A);
            table.Offer(JobSamples.Pair(false, "A", "A"));
            return table;
        }

        private static void ThrowIfPrevious(FakeProgrammer programmer)
        {
            if (programmer.Image.Version == "1")
            {
                throw Away();
            }
        }

        private static ImageException Away()
        {
            return new ImageException("a connection", "none", "Wait.") { MayPass = true };
        }
    }
}
