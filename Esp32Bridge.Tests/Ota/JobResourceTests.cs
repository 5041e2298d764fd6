using System.Collections;
using System.Text;
using Esp32Bridge.Jobs;
using Esp32Bridge.Json;
using Esp32Bridge.Network;
using Esp32Bridge.Ota;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Ota
{
    [TestClass]
    public class JobResourceTests
    {
        [TestMethod]
        public void Before_the_first_job_the_status_has_no_jobs()
        {
            JsonFields status = StatusOf(new JobTable());

            Assert.AreEqual("bridge-1", status.Text("device", 32));
            Assert.AreEqual(4, status.Text("firmware", 32).Split('.').Length, "four numbers");
            Assert.AreEqual(0, status.Number("lastFinished", 0, 100));
            Assert.IsFalse(status.Has("job") || status.Has("waiting") || status.Has("state") || status.Has("targets"), "there is no job");
        }

        [TestMethod]
        public void The_status_shows_the_number_of_a_waiting_job()
        {
            JobTable table = new JobTable();
            table.Submit(Manifests.Good(7));

            JsonFields status = StatusOf(table);

            Assert.AreEqual(7, status.Number("waiting", 0, 100));
            Assert.IsFalse(status.Has("job"), "it runs");
        }

        [TestMethod]
        public void The_status_shows_a_running_job_with_its_targets()
        {
            JobTable table = new JobTable();
            table.Submit(Manifests.Good(7));
            table.Take();
            table.Queue.Current.Targets[1].State = TargetState.Programming;
            table.Queue.Current.Targets[1].Percent = 30;

            JsonFields status = StatusOf(table);

            Assert.AreEqual(7, status.Number("job", 0, 100));
            Assert.AreEqual("in progress", status.Text("state", 32));
            Assert.AreEqual(0, status.Number("lastFinished", 0, 100));
            Assert.IsFalse(status.Has("waiting"), "it runs");
            ArrayList targets = status.List("targets", 8);
            JsonFields b = status.Child("targets", targets[1]);
            Assert.AreEqual("B", b.Text("name", 32));
            Assert.AreEqual("programming", b.Text("state", 32));
            Assert.AreEqual("1.2.3", b.Text("version", 32));
            Assert.AreEqual(30, b.Number("percent", 0, 100));
        }

        [TestMethod]
        public void The_status_shows_a_job_that_ended_with_its_causes()
        {
            JobTable table = new JobTable();
            table.A.Failures = 1;
            table.Submit(Manifests.Good(7));
            table.RunNext();

            JsonFields status = StatusOf(table);

            Assert.AreEqual(7, status.Number("lastFinished", 0, 100));
            Assert.AreEqual("ended", status.Text("state", 32));
            ArrayList targets = status.List("targets", 8);
            Assert.AreEqual("A: InvalidOperationException broken", status.Child("targets", targets[0]).Text("cause", 200));
            Assert.IsFalse(status.Child("targets", targets[1]).Has("cause"), "B works");
        }

        // B failed: its program is not known.
        [TestMethod]
        public void The_status_shows_the_started_programs()
        {
            JobTable table = new JobTable();
            Assert.AreEqual(0, StatusOf(table).List("programs", 8, 0).Count);
            table.B.Failures = int.MaxValue;
            table.Submit(Manifests.Good(7));
            table.RunNext();

            JsonFields status = StatusOf(table);

            ArrayList programs = status.List("programs", 8);
            Assert.AreEqual(1, programs.Count);
            JsonFields a = status.Child("programs", programs[0]);
            Assert.AreEqual("A", a.Text("name", 32));
            Assert.AreEqual("1.2.3", a.Text("started", 32));
            Assert.IsFalse(a.Has("runs"), "nothing has shown it");
        }

        [TestMethod]
        public void After_a_failure_the_status_shows_what_the_flashes_hold_and_when_the_job_is_retried()
        {
            JobTable table = new JobTable();
            table.A.LosesProgram = true;
            table.A.Failures = int.MaxValue;
            table.A.FailingStep = "write";
            table.Submit(Manifests.Good(7));
            Assert.IsFalse(table.RunNext(), "it goes on");

            JsonFields status = StatusOf(table);

            ArrayList targets = status.List("targets", 8);
            Assert.AreEqual("none", status.Child("targets", targets[0]).Text("flash", 32));
            Assert.AreEqual("new", status.Child("targets", targets[1]).Text("flash", 32));
            int next = status.Number("nextTryInSeconds", 60, 67);
            table.Clock.Sleep(40 * 1000);
            Assert.AreEqual(next - 40, StatusOf(table).Number("nextTryInSeconds", 1, 100));
            table.Clock.Sleep(40 * 1000);
            Assert.IsFalse(StatusOf(table).Has("nextTryInSeconds"), "it is due");
            table.Take();
            Assert.IsFalse(StatusOf(table).Has("nextTryInSeconds"), "it runs");
        }

        [TestMethod]
        public void After_a_restart_the_status_is_the_same()
        {
            JobTable table = new JobTable();
            table.A.Failures = 1;
            table.Submit(Manifests.Good(7));
            table.RunNext();
            JsonFields status = StatusOf(table.Restart());

            Assert.AreEqual("ended", status.Text("state", 32));
            Assert.AreEqual("failed", status.Child("targets", status.List("targets", 8)[0]).Text("state", 32));
        }

        [TestMethod]
        public void The_status_shows_a_refusal_with_its_number_and_its_cause()
        {
            JobTable table = new JobTable();
            Assert.IsFalse(StatusOf(table).Has("refused"));
            table.Submit(Manifests.Good(7));
            table.Submit(Manifests.Good(6));

            JsonFields status = StatusOf(table);

            Assert.AreEqual(7, status.Number("highest", 0, int.MaxValue));
            Assert.AreEqual(6, status.Object("refused").Number("job", 0, int.MaxValue));
            Assert.StartsWith("job.json: job: expected a number above 7; got 6. ", status.Object("refused").Text("cause", 200));
        }

        [TestMethod]
        public void The_status_shows_an_unreadable_record_until_the_next_restart()
        {
            JobTable table = new JobTable();
            Assert.IsFalse(StatusOf(table).Has("record"));
            table.Submit(Manifests.Good(7));
            table.Store.State = new byte[] { (byte)'{' };

            JobTable second = table.Restart();

            Assert.StartsWith("the record of jobs: ", StatusOf(second).Text("record", 200));
            second.Submit(Manifests.Good(8));
            Assert.IsFalse(StatusOf(second.Restart()).Has("record"));
        }

        [TestMethod]
        public void The_status_shows_no_secret()
        {
            JobTable table = new JobTable();
            table.Submit(Manifests.Good(7));
            table.Take();
            table.Submit(Manifests.Good(8));
            byte[] bytes = ResourceOf(table).Status();
            string status = Encoding.UTF8.GetString(bytes, 0, bytes.Length);

            Assert.DoesNotContains("http", status, "an address may have a password in it");
            Assert.DoesNotContains(FakeSignature.Of(Manifests.Good(8)), status);
        }

        private static JobResource ResourceOf(JobTable table)
        {
            return new JobResource("bridge-1", table.Intake, table.Queue, new IStatusPart[0]);
        }

        private static JsonFields StatusOf(JobTable table)
        {
            return JsonReader.Parse(ResourceOf(table).Status(), 4, "status", "none");
        }
    }
}
