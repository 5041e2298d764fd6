using System.Text;
using Esp32Bridge.Errors;
using Esp32Bridge.Jobs;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Jobs
{
    /// <summary>While job 10 programs A, a job waits, and another one arrives: no accepted job disappears.</summary>
    [TestClass]
    public class WaitingJobTests
    {
        [TestMethod]
        public void A_job_for_other_targets_is_not_accepted_until_the_waiting_one_has_begun()
        {
            JobTable table = RunTen();
            Assert.IsTrue(table.Submit(JobOf(11, "B")));

            JobException error = RefusalOf(table, JobOf(12, "A"));

            Assert.AreEqual("job.json: targets: expected one for 'B', for which job 11 waits; got none. Send the job again when job 11 has started, or add 'B' to it.", error.Message);
            Assert.IsFalse(JobIntake.IsRefusal(error), "whoever fetches it tries it again");
            Assert.AreEqual(11, table.Queue.Highest, "its number is free");
            table.Stop.Check();
            table.RunTaken();
            Assert.AreEqual(11, table.Take().Number);
            Assert.IsTrue(table.Submit(JobOf(12, "A")));
            table.RunTaken();
            Assert.AreEqual(12, table.Take().Number);
        }

        [TestMethod]
        public void A_job_with_all_targets_of_the_waiting_one_replaces_it_and_its_end_is_reported()
        {
            JobTable table = RunTen();
            table.Submit(JobOf(11, "B"));

            Assert.IsTrue(table.Submit(JobOf(12, "AB")));

            Assert.EndsWith("11 accepted|12 accepted|11 ended|", table.Listener.Text);
            Assert.EndsWith("job 12: arrived|job 11: replaced by job 12 before it began|", table.Log.Text);
            table.RunTaken();
            Assert.AreEqual(12, table.Take().Number);
        }

        [TestMethod]
        public void The_report_of_a_replaced_job_names_the_new_job_and_its_own_targets()
        {
            JobTable table = RunTen();
            table.Submit(JobOf(11, "B"));
            JobProgress replaced;

            byte[] manifest = Encoding.UTF8.GetBytes(JobOf(12, "B"));
            table.Queue.Offer(JobManifest.Parse(manifest, JobTable.Url), manifest, FakeSignature.Key, out replaced);

            Assert.AreEqual(11, replaced.Number);
            Assert.IsTrue(replaced.HasEnded);
            Assert.AreEqual("1.2.3", replaced.Targets[0].Version);
            Assert.AreEqual(TargetState.Failed, replaced.Targets[0].State);
            Assert.AreEqual("B: replaced by job 12", replaced.Targets[0].Cause);
        }

        [TestMethod]
        public void A_waiting_job_that_arrives_again_because_its_manifest_is_lost_is_not_replaced()
        {
            JobTable table = RunTen();
            table.Submit(JobOf(11, "B"));
            table.Store.Spoil(1, null);
            table = table.Restart();

            Assert.IsTrue(table.Submit(JobOf(11, "B")));

            Assert.AreEqual("11 accepted|", table.Listener.Text);
            Assert.AreEqual(10, table.Take().Number);
            table.RunTaken();
            Assert.AreEqual(11, table.Take().Number);
        }

        [TestMethod]
        public void The_end_of_a_job_whose_manifest_is_lost_is_reported_when_another_replaces_it()
        {
            JobTable table = RunTen();
            table.Submit(JobOf(11, "B"));
            table.Store.Spoil(1, null);
            table = table.Restart();

            Assert.IsTrue(table.Submit(JobOf(12, "A")));

            Assert.AreEqual("12 accepted|11 ended|", table.Listener.Text);
        }

        // A partly written manifest counts as none.
        [TestMethod]
        public void A_power_cut_while_a_job_replaces_the_waiting_one_leaves_one_of_them()
        {
            const int MostWrites = 10;
            int cuts = 0;
            FakeJobStore kept;
            do
            {
                JobTable table = RunTen();
                table.Submit(JobOf(11, "B"));
                kept = null;
                int left = cuts;
                table.Store.OnWrite = () =>
                {
                    kept = left == 0 ? table.Store.Clone() : kept;
                    left--;
                };
                byte[][] before = new byte[][] { table.Store.ReadManifest(0), table.Store.ReadManifest(1), table.Store.ReadManifest(2) };
                table.Submit(JobOf(12, "B"));
                table.Store.OnWrite = null;
                SpoilWhatChanges(kept, before, table.Store);

                table = kept == null ? table.Restart() : new JobTable(kept);

                Assert.AreEqual(10, table.Take().Number, "cut " + cuts);
                table.RunTaken();
                Job next = table.Take();
                Assert.IsNotNull(next, "cut " + cuts);
                Assert.IsTrue(next.Number == 11 || next.Number == 12, "cut " + cuts);
                cuts++;
            }
            while (kept != null && cuts < MostWrites);

            Assert.IsTrue(cuts > 3, "it writes its number and its manifest and the record");
            Assert.IsNull(kept, "it has an end");
        }

        private static void SpoilWhatChanges(FakeJobStore kept, byte[][] before, FakeJobStore after)
        {
            for (int i = 0; kept != null && i < before.Length; i++)
            {
                if (before[i] != after.ReadManifest(i))
                {
                    kept.Spoil(i, new byte[] { 1 });
                }
            }
        }

        private static JobException RefusalOf(JobTable table, string manifest)
        {
            try
            {
                table.Submit(manifest);
                return null;
            }
            catch (JobException error)
            {
                return error;
            }
        }

        private static JobTable RunTen()
        {
            JobTable table = new JobTable();
            Assert.IsTrue(table.Submit(JobOf(10, "A")));
            Assert.AreEqual(10, table.Take().Number);
            return table;
        }

        private static string JobOf(int number, string targets)
        {
            string entries = string.Empty;
            for (int i = 0; i < targets.Length; i++)
            {
                entries += (i == 0 ? string.Empty : ",") + Manifests.Target(targets.Substring(i, 1), null, null);
            }

            return Manifests.Of(number.ToString(), entries);
        }
    }
}
