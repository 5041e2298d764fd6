using System;
using Esp32Bridge.Ota;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Ota
{
    [TestClass]
    public class NetworkThreadTests
    {
        [TestMethod]
        public void Due_tasks_run_in_order_and_the_others_do_not()
        {
            FakeClock clock = new FakeClock();
            FakeLog log = new FakeLog();
            FakeTask later = new FakeTask("later", clock, log) { DueAt = 1 };
            NetworkThread thread = new NetworkThread(new INetworkTask[] { new FakeTask("a", clock, log), later, new FakeTask("b", clock, log) }, clock);

            Assert.IsTrue(thread.Turn());
            Assert.IsFalse(thread.Turn());

            Assert.AreEqual("a 0|b 0|", log.Text);
            clock.Sleep(1);
            Assert.IsTrue(thread.Turn());
            Assert.AreEqual("a 0|b 0|later 1|", log.Text);
        }

        [TestMethod]
        public void If_nothing_is_due_the_thread_does_nothing()
        {
            FakeClock clock = new FakeClock();

            Assert.IsFalse(new NetworkThread(new INetworkTask[] { new FakeTask("a", clock, new FakeLog()) { DueAt = long.MaxValue } }, clock).Turn());

            Assert.AreEqual(0L, clock.Milliseconds);
        }

        [TestMethod]
        public void A_task_that_is_always_due_delays_another_by_one_attempt()
        {
            FakeClock clock = new FakeClock();
            FakeLog log = new FakeLog();
            FakeTask poll = new FakeTask("poll", clock, log) { Interval = 25 };
            FakeTask report = new FakeTask("report", clock, log) { Duration = 15, Interval = -15 };
            NetworkThread thread = new NetworkThread(new INetworkTask[] { poll, report }, clock);

            for (int i = 0; i < 4; i++)
            {
                thread.Turn();
            }

            Assert.AreEqual("poll 0|report 0|report 15|poll 30|report 30|report 45|", log.Text);
        }

        [TestMethod]
        public void After_any_exception_of_a_task_all_tasks_continue()
        {
            FakeClock clock = new FakeClock();
            FakeLog log = new FakeLog();
            FakeTask bad = new FakeTask("bad", clock, log) { Interval = 10, Error = new OutOfMemoryException() };
            NetworkThread thread = new NetworkThread(new INetworkTask[] { bad, new FakeTask("good", clock, log) { Interval = 10 } }, clock);

            thread.Turn();
            clock.Sleep(10);
            thread.Turn();

            Assert.AreEqual("bad 0|good 0|bad 10|good 10|", log.Text);
        }

        // Otherwise it would be retried without a pause.
        [TestMethod]
        public void A_task_that_throws_does_not_count_as_done()
        {
            FakeClock clock = new FakeClock();

            Assert.IsFalse(new NetworkThread(new INetworkTask[] { new FakeTask("bad", clock, new FakeLog()) { Error = new OutOfMemoryException() } }, clock).Turn());
        }

        [TestMethod]
        public void Reports_do_not_wait_for_polls_and_polls_do_not_wait_for_a_report_server_that_is_away()
        {
            FakeClock clock = new FakeClock();
            FakeSink sink = new FakeSink() { Failures = int.MaxValue };
            FakeManifests manifests = new FakeManifests();
            JobTable table = new JobTable();
            ReportQueue reports = new ReportQueue("bridge-1", sink, table.Queue, clock, new FakeLog());
            JobWatch watch = new ManifestWatch(new FakeNetwork(), manifests, table.Intake, clock, new FakeLog(), 60000);
            NetworkThread thread = new NetworkThread(new INetworkTask[] { watch, reports }, clock);
            thread.Turn();
            reports.Accepted(7);

            thread.Turn();
            Assert.AreEqual(1, sink.Asked);
            Assert.AreEqual(1, manifests.FetchCount);

            // The end of a job is retried for ever, with pauses of up to ten minutes.
            table.Run(JobSamples.Create(7, "A"));
            reports.Ended(table.Queue.Current);
            while (clock.Milliseconds < 60 * 60000)
            {
                clock.Sleep(100);
                thread.Turn();
            }

            Assert.IsTrue(manifests.FetchCount >= 54, manifests.FetchCount.ToString());
        }
    }
}
