using System;
using System.Text;
using Esp32Bridge.Jobs;
using Esp32Bridge.Json;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Jobs
{
    [TestClass]
    public class JobIntakeTests
    {
        [TestMethod]
        public void A_signed_job_is_accepted_and_reported()
        {
            JobTable table = new JobTable();

            Assert.IsTrue(table.Submit(Manifests.Good(7)));

            Assert.AreEqual("job 7: arrived|", table.Log.Text);
            Assert.AreEqual("7 accepted|", table.Listener.Text);
            Assert.AreEqual("http://host/jobs/a.bin", table.Take().Targets[0].Image.Url);
        }

        [TestMethod]
        public void A_job_for_a_target_that_the_board_does_not_have_is_refused_and_its_number_does_not_count()
        {
            JobTable table = new JobTable();

            Assert.ThrowsException(typeof(JsonException), () => table.Submit(Manifests.Of("7", Manifests.Target("C", null, null))));

            Assert.AreEqual("job 7: refused: job.json: name: expected 'A' or 'B'; got 'C'. Correct the job.|", table.Log.Text);
            Assert.IsTrue(table.Submit(Manifests.Good(7)));
        }

        [TestMethod]
        public void An_impossible_job_is_refused_and_its_number_does_not_count()
        {
            JobTable table = new JobTable();
            table.B.Refusal = new ProgrammingException("check the job", 0x08000001, "the start of a page", "an address within one", "Look.") { Target = "B" };
            string targets = Manifests.Target("A", null, null) + "," + Manifests.Target("B", null, null);

            Assert.ThrowsException(typeof(ProgrammingException), () => table.Submit(Manifests.Of("7", targets)));

            Assert.AreEqual("job 7: refused: B: check the job at 0x08000001: expected the start of a page; got an address within one. Look.|", table.Log.Text);
            Assert.IsNull(table.Take());
            table.B.Refusal = null;
            Assert.IsTrue(table.Submit(Manifests.Of("7", targets)));
        }

        [DataRow("no JSON at all")]
        [DataRow("{\"job\":\"seven\"}")]
        [DataRow("[[[[[[[[")]
        public void The_signature_is_checked_before_the_manifest_is_read(string manifest)
        {
            JobTable table = new JobTable();

            Assert.ThrowsException(typeof(SignatureException), () => table.Intake.Submit(Encoding.UTF8.GetBytes(manifest), FakeSignature.Of(manifest + " ")));
            Assert.ThrowsException(typeof(JsonException), () => table.Submit(manifest));
        }

        [TestMethod]
        public void A_job_without_a_signature_changes_nothing_and_its_refusal_is_reported()
        {
            JobTable table = new JobTable();

            Assert.ThrowsException(typeof(SignatureException), () => table.Intake.Submit(Encoding.UTF8.GetBytes(Manifests.Good(7)), null));

            Assert.IsNull(table.Take());
            Assert.IsNull(table.Store.State);
            Assert.IsNull(table.Store.Trust);
            Assert.StartsWith("no job: check the signature: expected ", table.Log.Text);
            Assert.AreEqual("0 refused|", table.Listener.Text);
            Assert.IsTrue(table.Submit(Manifests.Good(1)), "its number must not count");
            Assert.IsFalse(table.Submit(Manifests.Good(1)), "it is there already");
        }

        [TestMethod]
        public void The_number_of_an_invalid_job_does_not_count()
        {
            JobTable table = new JobTable();

            Assert.ThrowsException(typeof(JsonException), () => table.Submit("{\"job\":9,\"for\":\"bridge-1\",\"targets\":[]}"));

            Assert.IsTrue(table.Submit(Manifests.Good(8)));
        }

        [TestMethod]
        public void A_job_that_ended_is_refused_when_it_arrives_again()
        {
            JobTable table = new JobTable();
            table.Submit(Manifests.Good(7));
            table.RunNext();

            Assert.IsFalse(table.Submit(Manifests.Good(7)));
            Assert.IsFalse(table.Submit(Manifests.Good(6)));
            Assert.AreEqual("7 accepted|", table.Listener.Text.Substring(0, 11));
            Assert.DoesNotContains("6 accepted", table.Listener.Text);
        }

        [TestMethod]
        public void A_job_that_ended_is_refused_after_a_restart_too()
        {
            JobTable table = new JobTable();
            table.Submit(Manifests.Good(7));
            table.RunNext();

            JobTable second = table.Restart();

            Assert.IsFalse(second.Submit(Manifests.Good(7)));
            Assert.IsFalse(second.Submit(Manifests.Good(6)));
            Assert.AreEqual("6 refused|", second.Listener.Text);
            Assert.IsTrue(second.Submit(Manifests.Good(8)));
        }

        [TestMethod]
        public void A_job_that_was_stopped_for_a_newer_one_is_refused_after_a_restart()
        {
            JobTable table = new JobTable();
            table.Submit(Manifests.Good(7));
            table.Take();
            table.Submit(Manifests.Good(8));
            table.RunTaken();

            JobTable second = table.Restart();

            Assert.IsFalse(second.Submit(Manifests.Good(7)));
            Assert.IsFalse(second.Submit(Manifests.Good(8)), "it waits");
            Assert.AreEqual(8, second.Take().Number);
        }

        [TestMethod]
        public void An_older_job_is_refused_although_the_manifest_of_the_newer_one_was_lost()
        {
            JobTable table = new JobTable();
            table.Submit(Manifests.Good(5));
            table.RunNext();
            table.Submit(Manifests.Good(7));
            table.Take();
            table.Store.Spoil(0, new byte[0]);

            JobTable second = table.Restart();

            Assert.IsNull(second.Take());
            Assert.IsFalse(second.Submit(Manifests.Good(6)));
            Assert.IsTrue(second.Submit(Manifests.Good(7)), "it has to come again");
        }

        [TestMethod]
        public void An_older_job_is_refused_although_the_manifest_of_the_waiting_one_was_lost()
        {
            JobTable table = new JobTable();
            table.Submit(Manifests.Good(7));
            table.Store.Spoil(0, null);

            JobTable second = table.Restart();

            Assert.IsFalse(second.Submit(Manifests.Good(6)));
            Assert.IsTrue(second.Submit(Manifests.Good(7)));
        }

        [TestMethod]
        public void The_same_manifest_again_is_known_and_not_a_refusal()
        {
            JobTable table = new JobTable();
            table.Submit(Manifests.Good(7));
            Assert.IsFalse(table.Submit(Manifests.Good(7)), "it waits");
            table.Take();
            Assert.IsFalse(table.Submit(Manifests.Good(7)), "it runs");
            table.RunTaken();
            Assert.IsFalse(table.Submit(Manifests.Good(7)), "it has ended");
            JobTable second = table.Restart();
            Assert.IsFalse(second.Submit(Manifests.Good(7)), "it had ended");

            Assert.IsNull(table.Intake.LastRefusal);
            Assert.IsNull(second.Intake.LastRefusal);
            Assert.DoesNotContains("refused", table.Log.Text + second.Log.Text);
        }

        [TestMethod]
        public void Another_manifest_with_the_number_of_the_last_job_is_refused_with_both_numbers()
        {
            JobTable table = new JobTable();
            table.Submit(Manifests.Good(7));
            table.RunNext();

            Assert.IsFalse(table.Submit(Manifests.Of("7", Manifests.Target("A", "version", "\"9\""))));
            Assert.IsFalse(table.Restart().Submit(Manifests.Of("7", Manifests.Target("A", "version", "\"9\""))));
            Assert.IsFalse(table.Submit(Manifests.Good(6)));

            Assert.Contains("job 7: refused: job.json: job: expected a number above 7; got 7. ", table.Log.Text);
            Assert.Contains("job 6: refused: job.json: job: expected a number above 7; got 6. ", table.Log.Text);
        }

        [TestMethod]
        public void The_same_refusal_is_reported_once_and_another_one_again()
        {
            JobTable table = new JobTable();
            table.Submit(Manifests.Good(7));
            for (int i = 0; i < 3; i++)
            {
                Assert.IsFalse(table.Submit(Manifests.Good(6)));
            }

            Assert.IsFalse(table.Submit(Manifests.Good(5)));
            Assert.AreEqual("7 accepted|6 refused|5 refused|", table.Listener.Text);
        }

        [TestMethod]
        public void Alternating_wrong_signatures_are_reported_once_and_again_after_a_job()
        {
            JobTable table = new JobTable();
            JobTrust trust = new JobTrust(table.Store, new byte[][] { JobSigner.PublicKey }, table.Log);
            JobIntake intake = new JobIntake(new JobSignature(trust), new Addressee(JobTable.Device, null), table.Programmers, table.Queue, JobTable.Url, table.Listener, table.Log);
            byte[] manifest = Encoding.UTF8.GetBytes(Manifests.Good(7));
            string[] wrong = new string[] { "x", "xy", "xyz", null };
            for (int i = 0; i < wrong.Length; i++)
            {
                Assert.ThrowsException(typeof(SignatureException), () => intake.Submit(manifest, wrong[i]));
            }

            Assert.AreEqual("0 refused|", table.Listener.Text);
            Assert.IsTrue(intake.Submit(manifest, JobSigner.Sign(Manifests.Good(7))));
            Assert.ThrowsException(typeof(SignatureException), () => intake.Submit(manifest, "x"));
            Assert.AreEqual("0 refused|7 accepted|0 refused|", table.Listener.Text);
        }

        [TestMethod]
        public void A_store_that_fails_does_not_prevent_the_intake_of_a_job()
        {
            JobTable table = new JobTable();
            table.Store.Error = new InvalidOperationException("full");

            Assert.IsTrue(table.Submit(Manifests.Good(7)));
            Assert.IsTrue(table.RunNext());

            Assert.Contains("job 7: its manifest cannot be kept: full|", table.Log.Text);
            Assert.AreEqual("1.2.3", table.A.Version);
            Assert.IsFalse(table.Submit(Manifests.Good(7)), "it is known until the next restart");
        }
    }
}
