using System.Collections;
using Esp32Bridge.Jobs;
using Esp32Bridge.Json;
using Esp32Bridge.Ota;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Timing;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Ota
{
    [TestClass]
    public class ReportTests
    {
        [TestMethod]
        public void An_accepted_job_is_reported()
        {
            FakeSink sink = new FakeSink();
            ReportQueue queue = QueueOf(sink);
            queue.Accepted(7);

            JsonFields report = Deliver(queue, sink);

            Assert.AreEqual("bridge-1", report.Text("device", 32));
            Assert.AreEqual(4, report.Text("firmware", 32).Split('.').Length, "four numbers");
            Assert.AreEqual(7, report.Number("job", 0, 100));
            Assert.AreEqual("accepted", report.Text("state", 32));
            Assert.AreEqual(1, report.Number("sequence", 0, 100));
            Assert.IsFalse(report.Has("target") || report.Has("targets"), "it is about a job");
        }

        [TestMethod]
        public void A_refusal_is_reported_with_its_number_and_its_cause()
        {
            FakeSink sink = new FakeSink();
            ReportQueue queue = QueueOf(sink);
            queue.Refused(6, "its number");

            JsonFields report = Deliver(queue, sink);

            Assert.AreEqual(6, report.Number("job", 0, 100));
            Assert.AreEqual("refused", report.Text("state", 32));
            Assert.AreEqual("its number", report.Text("cause", 32));
            Assert.IsFalse(report.Has("target") || report.Has("targets") || report.Has("version"), "it is about a job");
        }

        [TestMethod]
        public void A_refusal_without_a_number_is_reported_without_one()
        {
            FakeSink sink = new FakeSink();
            ReportQueue queue = QueueOf(sink);
            queue.Refused(0, "its signature");
            Assert.IsFalse(Deliver(queue, sink).Has("job"));

            queue.RecordLost("the drive");
            JsonFields report = Deliver(queue, sink);

            Assert.AreEqual("record lost", report.Text("state", 32));
            Assert.AreEqual("the drive", report.Text("cause", 32));
            Assert.IsFalse(report.Has("job"));
        }

        [TestMethod]
        public void Changes_of_a_target_are_reported()
        {
            FakeSink sink = new FakeSink();
            ReportQueue queue = QueueOf(sink);
            queue.Changed(7, new TargetProgress("A", "2.0.0", FlashState.OldProgram) { State = TargetState.Programming, Percent = 40, Cause = "A: \"why\" \\ C:\\x" });

            JsonFields report = Deliver(queue, sink);

            Assert.AreEqual("A", report.Text("target", 32));
            Assert.AreEqual("programming", report.Text("state", 32));
            Assert.AreEqual("2.0.0", report.Text("version", 32));
            Assert.AreEqual(40, report.Number("percent", 0, 100));
            Assert.AreEqual("A: \"why\" \\ C:\\x", report.Text("cause", 200));
        }

        [TestMethod]
        public void A_missing_cause_and_zero_percent_are_left_out()
        {
            FakeSink sink = new FakeSink();
            ReportQueue queue = QueueOf(sink);
            queue.Changed(7, new TargetProgress("A", "2.0.0", FlashState.OldProgram));

            JsonFields report = Deliver(queue, sink);

            Assert.AreEqual("waiting", report.Text("state", 32));
            Assert.IsFalse(report.Has("percent") || report.Has("cause"), "there is none");
        }

        [TestMethod]
        public void The_end_of_a_job_is_reported_with_all_its_targets()
        {
            FakeSink sink = new FakeSink();
            ReportQueue queue = QueueOf(sink);
            TargetProgress a = new TargetProgress("A", "2.0.0", FlashState.OldProgram) { State = TargetState.Healthy };
            TargetProgress b = new TargetProgress("B", string.Empty, FlashState.OldProgram) { State = TargetState.Failed, Cause = "B: why" };
            queue.Ended(new JobProgress(7, new TargetProgress[] { a, b }));

            JsonFields report = Deliver(queue, sink);

            Assert.AreEqual("ended", report.Text("state", 32));
            ArrayList targets = report.List("targets", 8);
            Assert.AreEqual(2, targets.Count);
            JsonFields first = report.Child("targets", targets[0]);
            Assert.AreEqual("A", first.Text("name", 32));
            Assert.AreEqual("healthy", first.Text("state", 32));
            JsonFields second = report.Child("targets", targets[1]);
            Assert.AreEqual("failed", second.Text("state", 32));
            Assert.AreEqual("B: why", second.Text("cause", 200));
        }

        [TestMethod]
        public void Only_the_end_is_marked_as_an_end()
        {
            FakeSink sink = new FakeSink();
            JobTable table = new JobTable();
            table.Run(JobSamples.Create(7, "A"));
            FakeClock clock = new FakeClock();
            ReportQueue queue = new ReportQueue("bridge-1", sink, table.Queue, clock, new FakeLog());
            queue.Accepted(7);
            queue.Changed(7, table.Queue.Current.Targets[0]);
            queue.Ended(table.Queue.Current);

            Delivery.One(queue, clock);
            Delivery.One(queue, clock);
            Assert.IsFalse(table.Queue.Current.IsReported);
            Delivery.One(queue, clock);

            Assert.AreEqual(3, sink.Asked);
            Assert.IsTrue(table.Queue.Current.IsReported);
        }

        [TestMethod]
        public void The_sequence_shows_that_reports_were_lost()
        {
            FakeSink sink = new FakeSink();
            ReportQueue queue = QueueOf(sink);
            for (int i = 0; i < ReportQueue.Capacity + 3; i++)
            {
                queue.Accepted(7);
            }

            Assert.AreEqual(4, Deliver(queue, sink).Number("sequence", 0, 100));
            Assert.AreEqual(5, Deliver(queue, sink).Number("sequence", 0, 100));
        }

        [TestMethod]
        public void A_report_has_the_state_of_its_time()
        {
            FakeSink sink = new FakeSink();
            ReportQueue queue = QueueOf(sink);
            TargetProgress a = new TargetProgress("A", "1", FlashState.OldProgram) { State = TargetState.Downloading };
            queue.Changed(7, a);
            a.State = TargetState.Failed;

            Assert.AreEqual("downloading", Deliver(queue, sink).Text("state", 32));
        }

        [TestMethod]
        public void A_job_continues_even_if_its_reports_fail()
        {
            FakeSink sink = new FakeSink() { Failures = int.MaxValue };
            FakeClock clock = new FakeClock();
            FakeLog log = new FakeLog();
            StopSignal stop = new StopSignal();
            JobQueue jobs = new JobQueue(new FakeJobStore(), new JobTrust(new FakeJobStore(), new byte[0][], log), JobTable.Url, stop, clock, log);
            ReportQueue reports = new ReportQueue("bridge-1", sink, jobs, clock, log);
            FakeProgrammer a = new FakeProgrammer("A", new FakeLog());
            JobRunner runner = new JobRunner(new ITargetProgrammer[] { a }, new FakeImages(new byte[16]), new OneByOne(), jobs, reports, stop, log);
            for (int number = 1; number <= 50; number++)
            {
                jobs.Offer(JobSamples.Create(number, "A"), new byte[] { (byte)number }, new byte[32], out _);
                Assert.IsTrue(runner.Run(jobs.Take()));
            }

            Assert.AreEqual(50, a.Attempts);
            Assert.AreEqual(0, sink.Asked);
            Assert.AreEqual(0L, clock.Milliseconds);
        }

        [TestMethod]
        public void A_delivered_end_is_recorded()
        {
            FakeSink sink = new FakeSink() { Failures = 2 };
            JobTable table = new JobTable();
            table.Run(JobSamples.Create(7, "A"));
            FakeClock clock = new FakeClock();
            ReportQueue queue = new ReportQueue("bridge-1", sink, table.Queue, clock, new FakeLog());
            queue.Ended(table.Queue.Current);
            Assert.IsFalse(table.Restart().Queue.Current.IsReported);

            Delivery.One(queue, clock);

            Assert.IsTrue(table.Restart().Queue.Current.IsReported);
        }

        private static ReportQueue QueueOf(FakeSink sink)
        {
            return new ReportQueue("bridge-1", sink, new JobTable().Queue, new FakeClock(), new FakeLog());
        }

        private static JsonFields Deliver(ReportQueue queue, FakeSink sink)
        {
            Assert.IsTrue(Delivery.One(queue, new FakeClock()), "there is no report");
            return JsonReader.Parse(sink.Last, 4, "report", "none");
        }
    }
}
