using Esp32Bridge.Images;
using Esp32Bridge.Jobs;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Jobs
{
    /// <summary>Power cuts between any two writes to the store: the job continues by itself, to the same end as without a cut.</summary>
    [TestClass]
    public class RestartTests
    {
        private const int AllWrites = 60;

        [DataRow(false, false)]
        [DataRow(false, true)]
        [DataRow(true, false)]
        [DataRow(true, true)]
        public void A_job_that_works_ends_with_both_images(bool isTogether, bool hasPrevious)
        {
            EndsWith("A=1.2.3 B=1.2.3", isTogether, hasPrevious, null);
        }

        [DataRow(false, "write", "A=1.2.3 B=1.0.0")]
        [DataRow(false, "commit", "A=1.2.3 B=1.0.0")]
        [DataRow(false, "health", "A=1.2.3 B=1.0.0")]
        [DataRow(true, "write", "A=1.0.0 B=1.0.0")]
        [DataRow(true, "commit", "A=1.0.0 B=1.0.0")]
        [DataRow(true, "health", "A=1.0.0 B=1.0.0")]
        public void A_job_that_fails_for_B_ends_with_the_previous_image(bool isTogether, string failingStep, string expected)
        {
            EndsWith(expected, isTogether, true, failingStep);
        }

        [DataRow(false, "check", "A=1.2.3 B=0.9")]
        [DataRow(false, "enter", "A=1.2.3 B=0.9")]
        [DataRow(true, "check", "A=0.9 B=0.9")]
        [DataRow(true, "enter", "A=0.9 B=0.9")]
        public void A_job_that_fails_for_B_before_its_flash_was_touched_leaves_its_old_program(bool isTogether, string failingStep, string expected)
        {
            EndsWith(expected, isTogether, true, failingStep);
            EndsWith(expected, isTogether, false, failingStep);
        }

        [TestMethod]
        public void A_job_that_fails_for_B_without_a_previous_image_ends_without_a_program_there()
        {
            EndsWith("A=1.2.3 B=none in its bootloader", false, false, "write");
        }

        [TestMethod]
        public void An_unhealthy_program_stays_if_there_is_no_previous_image()
        {
            EndsWith("A=1.2.3 B=1.2.3", false, false, "health");
        }

        [DataRow(false, false)]
        [DataRow(false, true)]
        [DataRow(true, false)]
        [DataRow(true, true)]
        public void A_server_that_is_away_after_the_restart_leaves_no_target_without_a_program(bool isTogether, bool hasPrevious)
        {
            string manifest = Manifest(isTogether, hasPrevious);
            for (int i = 0; i < 2 * AllWrites; i++)
            {
                PowerCut cut = new PowerCut(manifest, i / 2, i % 2 == 1, null);
                LoseServer(cut.After, int.MaxValue);
                cut.GoOn(30);
                LoseServer(cut.After, 0);

                string end = cut.Finish();

                string text = "cut " + (i / 2) + (i % 2 == 1 ? " late" : string.Empty);
                if (isTogether)
                {
                    Assert.IsTrue(end == "A=1.2.3 B=1.2.3" || end == "A=0.9 B=0.9", text + ": " + end);
                }
                else
                {
                    Assert.DoesNotContains("none", end, text);
                    Assert.DoesNotContains("bootloader", end, text);
                    Assert.DoesNotContains("not ended", end, text);
                }

                if (cut.IsBeyondEnd)
                {
                    return;
                }
            }

            Assert.IsTrue(false, "the job has no end");
        }

        [TestMethod]
        public void After_the_restart_the_waiting_job_follows()
        {
            JobTable table = new JobTable();
            table.Submit(Manifests.Good(7));
            table.Take();
            table.Submit(Manifests.Of("8", Manifests.Target("B", "version", "\"8.0\"")));

            JobTable second = table.Restart();
            Assert.AreEqual("job 7: taken up again after a restart|job 8: taken up again after a restart|", second.Log.Text);
            second.RunNext();
            second.RunNext();

            Assert.AreEqual("1.2.3", second.A.Version);
            Assert.AreEqual("8.0", second.B.Version);
            Assert.AreEqual(8, second.Queue.LastFinished);
        }

        [TestMethod]
        public void A_job_that_had_ended_is_not_resumed()
        {
            JobTable table = new JobTable();
            table.Submit(Manifests.Good(7));
            table.RunNext();

            JobTable second = table.Restart();

            Assert.IsNull(second.Take());
            Assert.AreEqual(string.Empty, second.Log.Text);
        }

        [TestMethod]
        public void A_manifest_that_is_no_longer_readable_is_reported()
        {
            JobTable table = new JobTable();
            table.Queue.Offer(JobSamples.Create(7, "A"), new byte[] { 1 }, FakeSignature.Key, out _);

            JobTable second = table.Restart();

            Assert.IsNull(second.Take());
            Assert.StartsWith("a job from before the restart is lost: job.json: expected a JSON object; got ", second.Log.Text);
        }

        [TestMethod]
        public void A_job_that_crashes_the_ESP32_each_time_is_abandoned()
        {
            JobTable table = JobOf(Manifests.Target("A", null, null));
            for (int i = 0; i < TargetRun.MaximumAttempts; i++)
            {
                table = CrashIn(table, "1.2.3");
                Assert.AreEqual(i + 1, table.Queue.Current.Targets[0].Attempts);
            }

            Assert.IsTrue(table.RunNext());

            Assert.AreEqual("restart A|", table.Trace.Text);
            Assert.AreEqual(TargetState.Failed, table.Queue.Current.Targets[0].State);
            Assert.StartsWith("A: program: expected success in 24 attempts; got none and no error: the ESP32 may have been reset in each. ", table.Queue.Current.Targets[0].Cause);
            Assert.EndsWith("7 ended|", table.Listener.Text);
        }

        [TestMethod]
        public void A_target_left_in_its_bootloader_that_cannot_be_entered_again_is_finally_restarted()
        {
            JobTable table = CrashIn(JobOf(Manifests.Target("A", null, null)), "1.2.3");
            table.A.Failures = 100;
            table.A.FailingStep = "enter";

            Assert.IsTrue(table.RunNext());

            Assert.EndsWith("release A|restart A|", table.Trace.Text);
            Assert.AreEqual(TargetState.Failed, table.Queue.Current.Targets[0].State);
        }

        [TestMethod]
        public void A_previous_image_that_crashes_the_ESP32_each_time_is_abandoned()
        {
            JobTable table = new JobTable();
            table.A.LosesProgram = true;
            table.Submit(Manifests.Of("7", Manifests.With(Manifests.Target("A", null, null), "\"previous\":" + Manifests.Previous(null, null))));
            table.A.Failures = 3;
            int crashes = 0;
            while (table.Queue.LastFinished == 0 && crashes < 100)
            {
                table = CrashIn(table, "1.0.0");
                crashes++;
            }

            Assert.IsTrue(crashes <= TargetRun.MaximumAttempts + 1, "crashes: " + crashes);
            Assert.AreEqual(TargetState.Failed, table.Queue.Current.Targets[0].State);
        }

        [TestMethod]
        public void A_job_that_started_too_often_puts_back_targets_without_a_program()
        {
            JobTable table = new JobTable();
            table.Submit(Manifest(false, true));
            table.Take();
            table.Queue.Current.Targets[0].Attempts = TargetRun.MaximumAttempts;
            table.Queue.Current.Targets[0].Flash = FlashState.NoProgram;
            table.Queue.Save();
            JobTable second = table.Restart();
            second.A.LosesProgram = true;
            second.A.Failures = 1;
            second.A.FailingStep = "write";

            Assert.IsTrue(second.RunNext());

            Assert.AreEqual("1.0.0", second.A.Version);
            Assert.AreEqual(2, second.A.Attempts);
            Assert.AreEqual(TargetState.PutBack, second.Queue.Current.Targets[0].State);
        }

        [TestMethod]
        public void A_target_completed_before_the_restart_is_put_back_with_the_one_that_fails_after_it()
        {
            JobTable table = new JobTable();
            table.Submit(Manifest(true, true));
            table.Take();
            TargetProgress a = table.Queue.Current.Targets[0];
            a.State = TargetState.Healthy;
            a.Flash = FlashState.NewProgram;
            a.IsFinal = true;
            table.Queue.Save();
            JobTable second = table.Restart();
            second.B.Failures = 1;
            second.B.FailingStep = "health";
            second.B.Error = new HealthException("a", "b");

            Assert.IsTrue(second.RunNext());

            Assert.AreEqual("1.0.0", second.A.Version);
            Assert.AreEqual("1.0.0", second.B.Version);
        }

        [TestMethod]
        public void A_target_left_in_its_bootloader_is_started_when_its_job_fails()
        {
            JobTable table = new JobTable();
            table.Submit(Manifests.Good(7));
            JobTable second = CrashIn(table, "1.2.3");
            second.A.Failures = 1;
            second.A.FailingStep = "check";
            second.A.Error = new ImageException("a", "b", "c");
            second.RunNext();

            Assert.StartsWith("check A|restart A|check B|", second.Trace.Text);
        }

        [TestMethod]
        public void A_target_left_in_its_bootloader_is_started_when_a_newer_job_fails_at_its_download()
        {
            JobTable table = new JobTable();
            table.Submit(Manifests.Good(7));
            JobTable second = CrashIn(table, "1.2.3");
            second.A.Failures = 1;
            second.A.FailingStep = "check";
            second.A.Error = new ImageException("a", "b", "c");
            second.Submit(Manifests.Good(8));

            second.RunNext();

            Assert.AreEqual(8, second.Queue.Current.Number);
            Assert.StartsWith("check A|restart A|check B|", second.Trace.Text);
        }

        // Runs the job until it downloads a version for a target.
        private static JobTable JobOf(string target)
        {
            JobTable table = new JobTable();
            table.Submit(Manifests.Of("7", target));
            return table;
        }

        private static JobTable CrashIn(JobTable table, string version)
        {
            FakeJobStore kept = null;
            JobTable life = table;
            life.Store.OnWrite = null;
            life.A.OnCheck = () => kept = kept == null && life.A.Image.Version == version ? life.Store.Clone() : kept;
            life.RunNext();
            return new JobTable(kept == null ? life.Store.Clone() : kept).Restart();
        }

        private static void LoseServer(JobTable table, int failures)
        {
            table.A.Failures = failures;
            table.A.FailingStep = "check";
            table.A.Error = new ImageException("a connection", "none", "Wait.");
            table.B.Failures = failures;
            table.B.FailingStep = "check";
            table.B.Error = table.A.Error;
            table.B.FailingVersion = null;
        }

        private static void EndsWith(string expected, bool isTogether, bool hasPrevious, string failingStep)
        {
            string manifest = Manifest(isTogether, hasPrevious);
            for (int i = 0; i < 2 * AllWrites; i++)
            {
                PowerCut cut = new PowerCut(manifest, i / 2, i % 2 == 1, failingStep);

                Assert.AreEqual(expected, cut.Finish(), "cut " + (i / 2) + (i % 2 == 1 ? " late" : string.Empty));
                IsAtRest(cut.After);
                if (cut.IsBeyondEnd)
                {
                    return;
                }
            }

            Assert.IsTrue(false, "the job has no end");
        }

        private static void IsAtRest(JobTable table)
        {
            Assert.IsTrue(table.Listener.Text.Length == 0 || table.Listener.Text.EndsWith("7 ended|"), "its end is not reported");
            JobTable next = table.Restart();
            Assert.IsNull(next.Take());
            Assert.AreEqual(0, next.Queue.WaitingNumber);
            Assert.IsFalse(next.Submit(Manifest(false, false)));
        }

        private static string Manifest(bool isTogether, bool hasPrevious)
        {
            string fields = "\"health\":{\"text\":\"ok\",\"within\":1}" + (hasPrevious ? ",\"previous\":" + Manifests.Previous(null, null) : string.Empty);
            string targets = Manifests.With(Manifests.Target("A", null, null), fields) + "," + Manifests.With(Manifests.Target("B", null, null), fields);
            return "{\"job\":7,\"for\":\"bridge-1\",\"together\":" + (isTogether ? "true" : "false") + ",\"targets\":[" + targets + "]}";
        }
    }
}
