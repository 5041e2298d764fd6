using System;
using Esp32Bridge.Jobs;
using Esp32Bridge.Json;
using Esp32Bridge.Network;
using Esp32Bridge.Ota;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Ota
{
    [TestClass]
    public class JobWatchTests
    {
        [TestMethod]
        public void A_job_is_offered_and_logged_once()
        {
            JobTable table = new JobTable();
            FakeManifests manifests = new FakeManifests();
            FakeLog log = new FakeLog();
            manifests.Text = Manifests.Good(7);
            JobWatch watch = WatchOf(new FakeNetwork(), manifests, table, log);

            watch.Attempt();

            Job job = table.Take();
            Assert.AreEqual(7, job.Number);
            Assert.AreEqual("http://host/jobs/a.bin", job.Targets[0].Image.Url);
            table.RunTaken();
            watch.Attempt();
            watch.Attempt();
            Assert.IsNull(table.Take());
            Assert.AreEqual("job 7: arrived|", log.Text);
        }

        [TestMethod]
        public void A_newer_job_is_offered_after_it()
        {
            JobTable table = new JobTable();
            FakeManifests manifests = new FakeManifests();
            FakeLog log = new FakeLog();
            JobWatch watch = WatchOf(new FakeNetwork(), manifests, table, log);
            for (int number = 1; number <= 3; number++)
            {
                manifests.Text = Manifests.Good(number);
                watch.Attempt();
                table.RunNext();
            }

            Assert.AreEqual("job 1: arrived|job 2: arrived|job 3: arrived|", log.Text);
        }

        [TestMethod]
        public void A_newer_job_is_found_while_one_runs()
        {
            JobTable table = new JobTable();
            FakeManifests manifests = new FakeManifests();
            FakeLog log = new FakeLog();
            JobWatch watch = WatchOf(new FakeNetwork(), manifests, table, log);
            Job job = JobSamples.Create(7, "A");
            table.Offer(job);
            table.Take();
            manifests.Text = Manifests.Good(7);
            watch.Attempt();
            Assert.AreEqual(string.Empty, log.Text);

            manifests.Text = Manifests.Good(8);
            watch.Attempt();

            Assert.AreEqual("job 8: arrived|", log.Text);
            table.RunTaken();
            Assert.AreEqual(8, table.Take().Number);
        }

        [DataRow("", true, 1)]
        [DataRow("{\"job\": 1}", true, 1)]
        [DataRow("{\"job\": 1}", false, 0)]
        [DataRow("", false, 0)]
        public void Only_an_authentic_manifest_is_decided_finally(string text, bool isSigned, int accepted)
        {
            FakeManifests manifests = new FakeManifests() { IsSigned = isSigned };
            manifests.Text = text.Length == 0 ? Manifests.Good(7) : text;

            WatchOf(new FakeNetwork(), manifests, new JobTable(), new FakeLog()).Attempt();

            Assert.AreEqual(accepted, manifests.AcceptCount);
        }

        [TestMethod]
        public void The_status_shows_the_last_poll_and_since_when_the_server_is_unreachable()
        {
            FakeClock clock = new FakeClock();
            JobTable table = new JobTable();
            FakeManifests manifests = new FakeManifests();
            JobWatch watch = new ManifestWatch(new FakeNetwork(), manifests, table.Intake, clock, new FakeLog(), 60000);
            Assert.AreEqual("{}", StatusOf(watch));

            manifests.Error = new JobException("fetch it", "status 200", "404");
            watch.Attempt();
            clock.Sleep(2500);
            Assert.AreEqual("{\"lastLook\":{\"secondsAgo\":2,\"result\":\"fetch it: expected status 200; got 404. Correct the job.\"}}", StatusOf(watch));

            manifests.Error = null;
            watch.Attempt();
            Assert.AreEqual("{\"lastLook\":{\"secondsAgo\":0,\"reachedSecondsAgo\":0,\"result\":\"nothing new\"}}", StatusOf(watch));

            manifests.Text = Manifests.Good(7);
            watch.Attempt();
            Assert.AreEqual("{\"lastLook\":{\"secondsAgo\":0,\"reachedSecondsAgo\":0,\"result\":\"a job\"}}", StatusOf(watch));

            clock.Sleep(600000);
            manifests.Error = new InvalidOperationException("socket");
            watch.Attempt();
            clock.Sleep(4000);
            Assert.AreEqual("{\"lastLook\":{\"secondsAgo\":4,\"reachedSecondsAgo\":604,\"result\":\"InvalidOperationException socket\"}}", StatusOf(watch));
        }

        [DataRow(0, 60000)]
        [DataRow(59000, 60000)]
        [DataRow(120000, 120000)]
        [DataRow(86400000, 3600000)]
        public void The_pause_that_the_server_asks_for_is_kept_up_to_an_hour(int rest, int expected)
        {
            FakeClock clock = new FakeClock();
            FakeManifests manifests = new FakeManifests() { Error = new HttpException("fetch it", "status 200", "503", "Wait.") { RetryAfter = rest } };
            JobWatch watch = new ManifestWatch(new FakeNetwork(), manifests, new JobTable().Intake, clock, new FakeLog(), 60000);

            watch.Attempt();

            Assert.IsTrue(watch.DueAt >= expected && watch.DueAt <= expected + 6000, watch.DueAt.ToString());
            manifests.Error = null;
            clock.Sleep((int)watch.DueAt);
            watch.Attempt();
            Assert.IsTrue(watch.DueAt <= clock.Milliseconds + 66000, "it is over");
        }

        [TestMethod]
        public void An_unchanged_manifest_is_neither_a_job_nor_an_error()
        {
            JobTable table = new JobTable();
            FakeLog log = new FakeLog();

            WatchOf(new FakeNetwork(), new FakeManifests(), table, log).Attempt();

            Assert.IsNull(table.Take());
            Assert.AreEqual(string.Empty, log.Text);
        }

        [TestMethod]
        public void An_error_that_returns_after_an_unchanged_manifest_is_logged_again()
        {
            FakeNetwork network = new FakeNetwork();
            FakeLog log = new FakeLog();
            JobWatch watch = WatchOf(network, new FakeManifests(), new JobTable(), log);

            network.IsThere = false;
            watch.Attempt();
            network.IsThere = true;
            watch.Attempt();
            network.IsThere = false;
            watch.Attempt();

            Assert.AreEqual("no job: no network yet|no job: no network yet|", log.Text);
        }

        [TestMethod]
        public void Without_a_network_nothing_is_fetched_and_that_is_logged_once()
        {
            FakeNetwork network = new FakeNetwork();
            FakeManifests manifests = new FakeManifests();
            FakeLog log = new FakeLog();
            network.IsThere = false;
            JobWatch watch = WatchOf(network, manifests, new JobTable(), log);

            watch.Attempt();
            watch.Attempt();

            Assert.AreEqual(2, network.Asked);
            Assert.AreEqual(0, manifests.FetchCount);
            Assert.AreEqual("no job: no network yet|", log.Text);
        }

        [TestMethod]
        public void The_same_error_is_logged_once_and_again_after_a_success()
        {
            FakeManifests manifests = new FakeManifests();
            FakeLog log = new FakeLog();
            JobTable table = new JobTable();
            manifests.Text = Manifests.Good(1);
            JobWatch watch = WatchOf(new FakeNetwork(), manifests, table, log);
            manifests.Error = new JobException("fetch it", "status 200", "404");

            watch.Attempt();
            watch.Attempt();
            manifests.Error = null;
            watch.Attempt();
            table.RunNext();
            manifests.Error = new JobException("fetch it", "status 200", "404");
            watch.Attempt();
            watch.Attempt();

            const string Line = "no job: fetch it: expected status 200; got 404. Correct the job.|";
            Assert.AreEqual(Line + "job 1: arrived|" + Line, log.Text);
        }

        [TestMethod]
        public void A_different_error_is_logged()
        {
            FakeManifests manifests = new FakeManifests();
            FakeLog log = new FakeLog();
            JobWatch watch = WatchOf(new FakeNetwork(), manifests, new JobTable(), log);
            manifests.Error = new InvalidOperationException("socket");

            watch.Attempt();
            watch.Attempt();
            manifests.Error = new InvalidOperationException("other");
            watch.Attempt();

            Assert.AreEqual("no job: InvalidOperationException socket|no job: InvalidOperationException other|", log.Text);
        }

        [TestMethod]
        public void An_invalid_manifest_is_logged_once_and_the_next_one_is_accepted()
        {
            FakeManifests manifests = new FakeManifests();
            FakeLog log = new FakeLog();
            JobTable table = new JobTable();
            JobWatch watch = WatchOf(new FakeNetwork(), manifests, table, log);
            manifests.Text = "{}";

            watch.Attempt();
            watch.Attempt();
            Assert.AreEqual("no job: job.json: job: expected a value; got none. Correct the job.|", log.Text);
            manifests.Text = Manifests.Good(2);
            watch.Attempt();

            Assert.AreEqual(2, table.Take().Number);
        }

        [TestMethod]
        public void The_first_poll_comes_within_an_interval_and_the_next_after_an_interval_and_up_to_a_tenth()
        {
            FakeClock clock = new FakeClock();
            FakeNetwork network = new FakeNetwork();
            network.IsThere = false;
            JobTable table = new JobTable();
            JobWatch watch = new ManifestWatch(network, new FakeManifests(), table.Intake, clock, new FakeLog(), 60000);
            Assert.IsTrue(watch.DueAt >= 0 && watch.DueAt <= 60000, watch.DueAt.ToString());
            clock.Sleep(5000);

            watch.Attempt();

            Assert.AreEqual(1, network.Asked);
            Assert.IsTrue(watch.DueAt >= 65000 && watch.DueAt <= 71000, watch.DueAt.ToString());
        }

        [DataRow(5000, 0, 0)]
        [DataRow(5000, 50, 2500)]
        [DataRow(5000, 100, 5000)]
        [DataRow(3600000, 50, 150000)]
        [DataRow(3600000, 100, 300000)]
        public void The_first_polls_of_a_fleet_are_spread_over_an_interval_or_five_minutes(int interval, int percent, int expected)
        {
            FakeClock clock = new FakeClock() { JitterPercent = percent };
            clock.Sleep(7000);

            JobWatch watch = new ManifestWatch(new FakeNetwork(), new FakeManifests(), new JobTable().Intake, clock, new FakeLog(), interval);

            Assert.AreEqual(7000L + expected, watch.DueAt);
        }

        [DataRow(0, 60000)]
        [DataRow(100, 66000)]
        public void Polls_drift_apart_by_a_tenth_of_the_interval(int percent, int expected)
        {
            FakeClock clock = new FakeClock() { JitterPercent = percent };
            JobWatch watch = new ManifestWatch(new FakeNetwork(), new FakeManifests(), new JobTable().Intake, clock, new FakeLog(), 60000);

            watch.Attempt();

            Assert.AreEqual((long)expected, watch.DueAt);
        }

        private static string StatusOf(JobWatch watch)
        {
            JsonWriter json = new JsonWriter();
            watch.AddTo(json);
            byte[] bytes = json.Finish();
            return System.Text.Encoding.UTF8.GetString(bytes, 0, bytes.Length);
        }

        private static JobWatch WatchOf(FakeNetwork network, FakeManifests manifests, JobTable table, FakeLog log)
        {
            return new ManifestWatch(network, manifests, new JobIntake(new FakeSignature(), new Addressee(JobTable.Device, JobTable.Fleet), table.Programmers, table.Queue, JobTable.Url, table.Listener, log), new FakeClock(), log, 60000);
        }
    }
}
