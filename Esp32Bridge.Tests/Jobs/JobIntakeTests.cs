using System;
using System.Text;
using Esp32Bridge.Jobs;
using Esp32Bridge.Json;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Jobs
{
    [TestClass]
    public class JobIntakeTests
    {
        [TestMethod]
        public void A_job_that_is_signed_is_taken_and_told()
        {
            JobTable table = new JobTable();

            Assert.IsTrue(table.Submit(Manifests.Good(7)));

            Assert.AreEqual("job 7: arrived|", table.Log.Text);
            Assert.AreEqual("7 accepted|", table.Listener.Text);
            Assert.AreEqual("http://host/jobs/a.bin", table.Take().Targets[0].Image.Url);
        }

        [DataRow("no JSON at all")]
        [DataRow("{\"job\":\"seven\"}")]
        [DataRow("[[[[[[[[")]
        public void The_signature_is_checked_before_the_manifest_is_read(string manifest)
        {
            JobTable table = new JobTable();

            Assert.ThrowsException(typeof(SignatureException), () => table.Intake.Submit(Encoding.UTF8.GetBytes(manifest), Manifests.Sign(manifest, "another key")));
            Assert.ThrowsException(typeof(JsonException), () => table.Submit(manifest));
        }

        [TestMethod]
        public void A_job_that_is_not_signed_leaves_no_trace()
        {
            JobTable table = new JobTable();

            Assert.ThrowsException(typeof(SignatureException), () => table.Intake.Submit(Encoding.UTF8.GetBytes(Manifests.Good(7)), null));

            Assert.IsNull(table.Take());
            Assert.IsNull(table.Store.State);
            Assert.AreEqual(string.Empty, table.Log.Text + table.Listener.Text);
            Assert.IsTrue(table.Submit(Manifests.Good(1)), "its number must not count");
            Assert.IsFalse(table.Submit(Manifests.Good(1)), "it is there already");
        }

        [TestMethod]
        public void A_job_that_is_no_job_does_not_count_with_its_number()
        {
            JobTable table = new JobTable();

            Assert.ThrowsException(typeof(JsonException), () => table.Submit("{\"job\":9,\"targets\":[]}"));

            Assert.IsTrue(table.Submit(Manifests.Good(8)));
        }

        [TestMethod]
        public void A_job_that_ended_is_refused_when_it_comes_again()
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
            Assert.AreEqual(string.Empty, second.Listener.Text);
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
        public void An_older_job_is_refused_although_the_manifest_of_the_one_that_waited_was_lost()
        {
            JobTable table = new JobTable();
            table.Submit(Manifests.Good(7));
            table.Store.Spoil(0, null);

            JobTable second = table.Restart();

            Assert.IsFalse(second.Submit(Manifests.Good(6)));
            Assert.IsTrue(second.Submit(Manifests.Good(7)));
        }

        [TestMethod]
        public void A_store_that_fails_does_not_keep_a_job_from_coming_in()
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
