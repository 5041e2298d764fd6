using Esp32Bridge.Images;
using Esp32Bridge.Jobs;
using Esp32Bridge.Json;
using Esp32Bridge.Network;
using Esp32Bridge.Ota;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Ota
{
    [TestClass]
    public class HawkBitWatchTests
    {
        private const string Open = "{\"id\":\"17\",\"status\":{\"execution\":\"";
        private const string Done = "deploymentBase/17?c=-2129030598 " + Open + "closed\",\"result\":{\"finished\":\"success\",\"progress\":{\"cnt\":26,\"of\":26}},"
            + "\"details\":[\"job 7\",\"A: committed version 1.2.3\",\"B: committed version 1.2.3\"]}}|";

        [TestMethod]
        public void A_deployment_becomes_a_job_and_is_closed_once_after_it()
        {
            JobTable table = new JobTable();
            FakeHawkBit server = ServerWith(7);
            HawkBitWatch watch = WatchOf(server, table);

            watch.Attempt();

            Assert.AreEqual(FakeHawkBit.Artifacts + "job.json|", server.Places.Text);
            Assert.AreEqual(FakeHawkBit.Artifacts + "a.bin", table.Take().Targets[0].Image.Url);
            Assert.AreEqual(string.Empty, server.Told.Text);
            table.RunTaken();
            watch.Attempt();
            watch.Attempt();

            Assert.AreEqual(Done, server.Told.Text);
        }

        [TestMethod]
        public void A_lost_report_of_an_end_is_repeated_also_after_a_restart()
        {
            JobTable table = new JobTable();
            FakeHawkBit server = ServerWith(7);
            HawkBitWatch watch = WatchOf(server, table);
            watch.Attempt();
            table.RunNext();
            server.IsDeaf = true;
            watch.Attempt();
            watch.Attempt();
            Assert.AreEqual(string.Empty, server.Told.Text);

            server.IsDeaf = false;
            watch = WatchOf(server, table.Restart());
            watch.Attempt();
            watch.Attempt();

            Assert.AreEqual(Done, server.Told.Text);
        }

        [TestMethod]
        public void A_lost_answer_does_no_harm_because_the_server_then_has_no_open_action()
        {
            JobTable table = new JobTable();
            FakeHawkBit server = ServerWith(7);
            HawkBitWatch watch = WatchOf(server, table);
            watch.Attempt();
            table.RunNext();
            server.Action = null;

            WatchOf(server, table.Restart()).Attempt();

            Assert.AreEqual(string.Empty, server.Told.Text);
        }

        [TestMethod]
        public void A_change_of_progress_is_reported_soon_and_once()
        {
            FakeClock clock = new FakeClock();
            JobTable table = new JobTable();
            FakeHawkBit server = ServerWith(7);
            HawkBitWatch watch = new HawkBitWatch(new FakeNetwork(), server, table.Intake, table.Queue, clock, new FakeLog(), 60000);
            watch.Attempt();
            Assert.IsTrue(watch.DueAt == 10000, "soon: there is a job to report");
            table.A.OnEnter = () => watch.Attempt();
            table.RunNext();

            ExpectStart("deploymentBase/17?c=-2129030598 " + Open + "proceeding\",\"result\":{\"finished\":\"none\",\"progress\":{\"cnt\":1,\"of\":26}},\"details\":[\"job 7\",\"A: downloading version 1.2.3\"", server.Told.Text);
            int requests = server.Requests;
            watch.Attempt();
            Assert.AreEqual(requests + 2, server.Requests);
            Assert.IsTrue(watch.DueAt >= 300000, "the end was reported");
        }

        [TestMethod]
        public void A_job_that_fails_closes_its_action_with_the_cause()
        {
            JobTable table = new JobTable();
            table.A.Failures = 1;
            table.A.FailingStep = "check";
            table.A.Error = new ImageException("status 200", "404", "Check the image.");
            FakeHawkBit server = ServerWith(7);
            HawkBitWatch watch = WatchOf(server, table);
            watch.Attempt();
            table.RunNext();

            watch.Attempt();

            Assert.AreEqual(
                "deploymentBase/17?c=-2129030598 " + Open + "closed\",\"result\":{\"finished\":\"failure\",\"progress\":{\"cnt\":26,\"of\":26}},\"details\":[\"job 7\",\"A: failed version 1.2.3\","
                + "\"A: download: expected status 200; got 404. Check the image.\",\"B: committed version 1.2.3\"]}}|",
                server.Told.Text);
        }

        [DataRow(6, "job.json: job: expected")]
        [DataRow(0, "check the signature: expected")]
        public void A_refused_job_closes_its_action_with_the_reason(int number, string reason)
        {
            JobTable table = new JobTable();
            table.Submit(Manifests.Good(7));
            FakeHawkBit server = ServerWith(number == 0 ? 8 : number);
            server.Manifests.IsSigned = number != 0;

            WatchOf(server, table).Attempt();

            ExpectStart("deploymentBase/17?c=-2129030598 " + Open + "closed\",\"result\":{\"finished\":\"failure\"},\"details\":[\"" + reason, server.Told.Text);
            Assert.AreEqual(7, table.Take().Number);
        }

        [TestMethod]
        public void The_same_job_in_another_action_is_already_done()
        {
            JobTable table = new JobTable();
            FakeHawkBit server = ServerWith(7);
            HawkBitWatch watch = WatchOf(server, table);
            table.Submit(Manifests.Good(7));
            table.RunNext();

            watch.Attempt();
            watch.Attempt();

            Assert.AreEqual(Done, server.Told.Text);
            Assert.IsNull(table.Take());
        }

        [TestMethod]
        public void A_job_that_ended_before_another_closes_its_action_as_no_longer_known()
        {
            JobTable table = new JobTable();
            table.Submit(Manifests.Good(7));
            table.RunNext();
            table.Submit(Manifests.Good(8));
            table.Take();
            FakeHawkBit server = ServerWith(7);

            WatchOf(server, table).Attempt();

            ExpectStart("deploymentBase/17?c=-2129030598 " + Open + "closed\",\"result\":{\"finished\":\"failure\"},\"details\":[\"deployment: job: expected a job that has not ended; got one that ended before a newer one.", server.Told.Text);
            Assert.IsNull(server.Action);
        }

        [TestMethod]
        public void A_job_that_waits_for_another_is_scheduled_and_that_is_reported_once()
        {
            JobTable table = new JobTable();
            table.Offer(JobSamples.Create(6, "C"));
            table.Take();
            FakeHawkBit server = ServerWith(7);
            HawkBitWatch watch = WatchOf(server, table);

            watch.Attempt();
            watch.Attempt();
            watch.Attempt();

            Assert.AreEqual("deploymentBase/17?c=-2129030598 " + Open + "scheduled\",\"result\":{\"finished\":\"none\"},\"details\":[\"waits for another job\"]}}|", server.Told.Text);
        }

        [TestMethod]
        public void Outside_its_maintenance_window_nothing_is_fetched_or_reported()
        {
            JobTable table = new JobTable();
            FakeHawkBit server = ServerWith(7);
            server.Handling = "\"download\":\"forced\",\"update\":\"skip\",\"maintenanceWindow\":\"unavailable\",";
            HawkBitWatch watch = WatchOf(server, table);
            watch.Attempt();
            Assert.AreEqual(string.Empty, server.Places.Text + server.Told.Text);

            server.Handling = "\"download\":\"forced\",\"update\":\"forced\",\"maintenanceWindow\":\"available\",";
            watch.Attempt();

            Assert.AreEqual(7, table.Take().Number);
        }

        [TestMethod]
        public void A_soft_deployment_is_installed()
        {
            JobTable table = new JobTable();
            FakeHawkBit server = ServerWith(7);
            server.Handling = "\"download\":\"attempt\",\"update\":\"attempt\",";

            WatchOf(server, table).Attempt();

            Assert.AreEqual(7, table.Take().Number);
        }

        [DataRow("\"download\":\"forced\",\"update\":\"skip\",", "job.json", "job.json.sig", "deployment: update: expected forced or attempt; got skip. The device keeps no images: it downloads what it installs. Assign it as forced or soft.")]
        [DataRow("", "job.json", "a.bin", "deployment: artifacts: expected one software module with job.json and job.json.sig; got 0. Add the signed job to the software module that has the images.")]
        [DataRow("", "a.bin", "job.json.sig", "deployment: artifacts: expected one software module with job.json and job.json.sig; got 0. Add the signed job to the software module that has the images.")]
        public void A_deployment_without_a_job_closes_its_action_with_the_reason(string handling, string first, string second, string reason)
        {
            FakeHawkBit server = ServerWith(7);
            server.Handling = handling;
            server.Names = new string[] { first, second };

            WatchOf(server, new JobTable()).Attempt();

            Assert.AreEqual("deploymentBase/17?c=-2129030598 " + Open + "closed\",\"result\":{\"finished\":\"failure\"},\"details\":[\"" + reason + "\"]}}|", server.Told.Text);
            Assert.AreEqual(string.Empty, server.Places.Text);
        }

        [TestMethod]
        public void A_cancellation_before_the_first_target_is_entered_is_confirmed_and_nothing_is_programmed()
        {
            JobTable table = new JobTable();
            FakeHawkBit server = ServerWith(7);
            HawkBitWatch watch = WatchOf(server, table);
            watch.Attempt();
            server.IsCancelling = true;

            watch.Attempt();

            ExpectCancelled(server);
            Assert.IsNull(table.Take());
        }

        [TestMethod]
        public void A_cancellation_of_an_unknown_action_is_confirmed()
        {
            FakeHawkBit server = ServerWith(7);
            server.IsCancelling = true;

            WatchOf(server, new JobTable()).Attempt();

            ExpectCancelled(server);
        }

        [TestMethod]
        public void A_cancellation_during_a_download_is_confirmed_when_the_job_has_ended()
        {
            JobTable table = new JobTable();
            FakeHawkBit server = ServerWith(7);
            HawkBitWatch watch = WatchOf(server, table);
            watch.Attempt();
            table.A.OnCheck = () =>
            {
                server.IsCancelling = true;
                watch.Attempt();
                Assert.AreEqual(string.Empty, server.Told.Text);
            };
            table.RunNext();

            watch.Attempt();

            ExpectCancelled(server);
            Assert.AreEqual(TargetState.Failed, table.Queue.Current.Targets[0].State);
        }

        [TestMethod]
        public void A_cancellation_while_a_target_is_programmed_is_rejected_and_the_job_continues()
        {
            JobTable table = new JobTable();
            FakeHawkBit server = ServerWith(7);
            HawkBitWatch watch = WatchOf(server, table);
            watch.Attempt();
            table.A.OnEnter = () =>
            {
                server.IsCancelling = true;
                watch.Attempt();
            };
            table.RunNext();
            watch.Attempt();

            ExpectRejected(server);
        }

        [TestMethod]
        public void A_cancellation_after_the_end_is_rejected_and_the_end_reported_also_after_a_restart()
        {
            JobTable table = new JobTable();
            FakeHawkBit server = ServerWith(7);
            WatchOf(server, table).Attempt();
            table.RunNext();
            server.IsCancelling = true;
            HawkBitWatch watch = WatchOf(server, table.Restart());

            watch.Attempt();
            watch.Attempt();

            ExpectRejected(server);
        }

        [TestMethod]
        public void The_device_sends_its_attributes_on_request()
        {
            JobTable table = new JobTable();
            FakeHawkBit server = new FakeHawkBit() { WantsAttributes = true };
            HawkBitWatch watch = WatchOf(server, table);
            watch.Attempt();
            watch.Attempt();
            string version = typeof(HawkBitWatch).Assembly.GetName().Version.ToString();
            Assert.AreEqual("configData {\"mode\":\"merge\",\"data\":{\"firmware\":\"" + version + "\"}}|", server.Told.Text);
            string before = server.Told.Text;

            table.Run(JobSamples.Create(7, "A"));
            server.WantsAttributes = true;
            watch.Attempt();

            Assert.AreEqual(before + "configData {\"mode\":\"merge\",\"data\":{\"firmware\":\"" + version + "\",\"A.state\":\"committed\",\"A.version\":\"1.0\",\"A.device\":\"0x415\",\"A.flash\":\"1024 KiB\"}}|", server.Told.Text);
        }

        [DataRow("00:05:00", 300000)]
        [DataRow("12:00:00", 43200000)]
        [DataRow("99:00:00", 86400000)]
        [DataRow("00:00:00", 5000)]
        [DataRow("00:01:30", 90000)]
        [DataRow("PT36H", 86400000)]
        public void The_server_sets_the_interval_between_five_seconds_and_a_day(string sleep, int expected)
        {
            FakeHawkBit server = new FakeHawkBit() { Sleep = sleep };
            HawkBitWatch watch = WatchOf(server, new JobTable());

            watch.Attempt();

            Assert.IsTrue(watch.DueAt >= expected && watch.DueAt <= expected + (expected / 10), watch.DueAt.ToString());
        }

        [DataRow("5")]
        [DataRow("00:05")]
        [DataRow("00:aa:00")]
        [DataRow("00:-5:00")]
        public void An_invalid_interval_changes_nothing_and_jobs_still_arrive(string sleep)
        {
            JobTable table = new JobTable();
            FakeHawkBit server = ServerWith(7);
            server.Sleep = sleep;
            HawkBitWatch watch = WatchOf(server, table);

            watch.Attempt();

            Assert.AreEqual(7, table.Take().Number);
            table.RunTaken();
            watch.Attempt();
            Assert.AreEqual(60000L, watch.DueAt);
        }

        [TestMethod]
        public void The_pause_that_the_server_asks_for_is_kept_even_with_news()
        {
            FakeClock clock = new FakeClock();
            JobTable table = new JobTable();
            FakeHawkBit server = ServerWith(7);
            HawkBitWatch watch = new HawkBitWatch(new FakeNetwork(), server, table.Intake, table.Queue, clock, new FakeLog(), 60000);
            watch.Attempt();
            server.Error = new HttpException("fetch it", "status 200", "429", "Wait.") { RetryAfter = 600000 };

            watch.Attempt();

            Assert.IsTrue(watch.DueAt >= 600000, watch.DueAt.ToString());
        }

        private static void ExpectCancelled(FakeHawkBit server)
        {
            Assert.AreEqual("cancelAction/17 " + Open + "closed\",\"result\":{\"finished\":\"success\"},\"details\":[\"cancelled before anything was changed\"]}}|", server.Told.Text);
        }

        private static void ExpectRejected(FakeHawkBit server)
        {
            Assert.AreEqual("cancelAction/17 " + Open + "rejected\",\"result\":{\"finished\":\"failure\"},\"details\":[\"too late: its job programs a target or has done so\"]}}|" + Done, server.Told.Text);
        }

        private static void ExpectStart(string expected, string text)
        {
            Assert.AreEqual(expected, text.Length < expected.Length ? text : text.Substring(0, expected.Length));
        }

        private static FakeHawkBit ServerWith(int number)
        {
            FakeHawkBit server = new FakeHawkBit() { Action = "17" };
            server.Manifests.Text = Manifests.Good(number);
            return server;
        }

        private static HawkBitWatch WatchOf(FakeHawkBit server, JobTable table)
        {
            return new HawkBitWatch(new FakeNetwork(), server, table.Intake, table.Queue, new FakeClock(), new FakeLog(), 60000);
        }
    }
}
