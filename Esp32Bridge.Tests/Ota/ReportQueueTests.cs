using System;
using System.IO;
using Esp32Bridge.Jobs;
using Esp32Bridge.Network;
using Esp32Bridge.Ota;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Ota
{
    [TestClass]
    public class ReportQueueTests
    {
        [TestMethod]
        public void Reports_are_delivered_in_their_order()
        {
            FakeSink sink = new FakeSink();
            FakeClock clock = new FakeClock();
            ReportQueue queue = QueueOf(sink, clock, new FakeLog());
            Add(queue, "a", 0);
            Add(queue, "b", 7);
            Add(queue, "c", 0);

            Assert.IsTrue(Delivery.One(queue, clock) && Delivery.One(queue, clock) && Delivery.One(queue, clock), "one was not there");

            Assert.AreEqual("a|b|c|", sink.Text);
            Assert.IsFalse(Delivery.One(queue, clock));
            Assert.AreEqual(3, sink.Asked);
        }

        [TestMethod]
        public void Without_memory_for_a_post_reports_wait_and_no_attempt_is_used_up()
        {
            FakeSink sink = new FakeSink() { IsShort = true };
            FakeClock clock = new FakeClock();
            FakeLog log = new FakeLog();
            ReportQueue queue = QueueOf(sink, clock, log);
            Add(queue, "a", 0);
            for (int i = 0; i < 20; i++)
            {
                queue.Attempt();
            }

            Assert.AreEqual(0, sink.Asked);
            Assert.AreEqual(1000L, queue.DueAt);
            sink.IsShort = false;
            queue.Attempt();

            Assert.AreEqual("a|", sink.Text);
            Assert.AreEqual(string.Empty, log.Text);
        }

        [DataRow(500, 1000)]
        [DataRow(90000, 90000)]
        [DataRow(86400000, 600000)]
        public void The_pause_that_the_server_asks_for_is_kept_up_to_ten_minutes(int rest, int expected)
        {
            FakeSink sink = new FakeSink() { Failures = 1, Error = new HttpException("post", "a status of 2xx", "429", "Wait.") { RetryAfter = rest } };
            ReportQueue queue = QueueOf(sink, new FakeClock(), new FakeLog());
            Add(queue, "a", 0);

            queue.Attempt();

            Assert.AreEqual((long)expected, queue.DueAt);
        }

        [TestMethod]
        public void During_a_job_a_report_needs_more_free_memory_than_after_it()
        {
            FakeSink sink = new FakeSink() { IsShortBesideJob = true };
            FakeClock clock = new FakeClock();
            JobTable table = new JobTable();
            table.Submit(Manifests.Good(7));
            table.Take();
            ReportQueue queue = new ReportQueue("bridge-1", sink, table.Queue, clock, new FakeLog());
            Add(queue, "a", 0);

            queue.Attempt();
            Assert.AreEqual(0, sink.Asked);
            table.Queue.End();
            queue.Attempt();

            Assert.AreEqual("a|", sink.Text);
        }

        [TestMethod]
        public void An_empty_queue_sends_nothing_and_does_not_wait()
        {
            FakeSink sink = new FakeSink();
            FakeClock clock = new FakeClock();

            Assert.AreEqual(long.MaxValue, QueueOf(sink, clock, new FakeLog()).DueAt);

            Assert.AreEqual(0, sink.Asked);
            Assert.AreEqual(0L, clock.Milliseconds);
        }

        [TestMethod]
        public void Adding_a_report_sends_nothing_and_does_not_wait()
        {
            FakeSink sink = new FakeSink();
            FakeClock clock = new FakeClock();
            ReportQueue queue = QueueOf(sink, clock, new FakeLog());
            for (int i = 0; i < 1000; i++)
            {
                Add(queue, "x", i);
            }

            Assert.AreEqual(0L, clock.Milliseconds);
            Assert.AreEqual(0, sink.Asked);
        }

        [DataRow(1, 1)]
        [DataRow(2, 3)]
        [DataRow(3, 7)]
        public void A_refused_report_is_retried_with_growing_pauses(int failures, int seconds)
        {
            FakeSink sink = new FakeSink() { Failures = failures };
            FakeClock clock = new FakeClock();
            FakeLog log = new FakeLog();
            ReportQueue queue = QueueOf(sink, clock, log);
            Add(queue, "a", 0);
            Add(queue, "b", 0);

            Delivery.One(queue, clock);
            Delivery.One(queue, clock);

            Assert.AreEqual("a|b|", sink.Text);
            Assert.AreEqual(seconds * 1000L, clock.Milliseconds);
            Assert.AreEqual(failures, log.Text.Split('|').Length - 1);
            Assert.StartsWith("a report was not delivered: away|", log.Text);
        }

        [TestMethod]
        public void A_report_that_is_refused_four_times_is_dropped_for_the_next()
        {
            FakeSink sink = new FakeSink() { Failures = ReportQueue.Attempts };
            FakeClock clock = new FakeClock();
            ReportQueue queue = QueueOf(sink, clock, new FakeLog());
            Add(queue, "a", 0);
            Add(queue, "b", 0);

            Assert.IsTrue(Delivery.One(queue, clock));
            Assert.AreEqual(4, sink.Asked);
            Assert.IsTrue(Delivery.One(queue, clock));

            Assert.AreEqual("b|", sink.Text);
            Assert.IsFalse(Delivery.One(queue, clock));
        }

        [TestMethod]
        public void The_end_of_a_job_is_retried_until_it_is_delivered()
        {
            FakeSink sink = new FakeSink() { Failures = 200 };
            FakeClock clock = new FakeClock();
            ReportQueue queue = QueueOf(sink, clock, new FakeLog());
            Add(queue, "end", 7);

            Assert.IsTrue(Delivery.One(queue, clock));

            Assert.AreEqual("end|", sink.Text);
            Assert.AreEqual(201, sink.Asked);

            // 1 + 2 + 4 .. 256 s, then 512 s, then ten minutes each.
            Assert.AreEqual((1023L + (190 * 600)) * 1000, clock.Milliseconds);
        }

        [TestMethod]
        public void If_there_are_too_many_the_oldest_are_dropped_and_that_is_logged()
        {
            FakeSink sink = new FakeSink();
            FakeClock clock = new FakeClock();
            FakeLog log = new FakeLog();
            ReportQueue queue = QueueOf(sink, clock, log);
            for (int i = 0; i < ReportQueue.Capacity + 2; i++)
            {
                Add(queue, i.ToString(), 0);
            }

            Assert.AreEqual("a report is lost: 8 are waiting already|a report is lost: 8 are waiting already|", log.Text);
            int count = 0;
            while (Delivery.One(queue, clock))
            {
                count++;
            }

            Assert.AreEqual(ReportQueue.Capacity, count);
            Assert.StartsWith("2|3|4|", sink.Text);
            Assert.EndsWith("|9|", sink.Text);
        }

        [TestMethod]
        public void The_end_of_a_job_is_kept_if_too_many_follow()
        {
            FakeSink sink = new FakeSink();
            FakeClock clock = new FakeClock();
            ReportQueue queue = QueueOf(sink, clock, new FakeLog());
            Add(queue, "a", 0);
            Add(queue, "end", 7);
            for (int i = 0; i < 100; i++)
            {
                Add(queue, i.ToString(), 0);
            }

            Delivery.One(queue, clock);
            Delivery.One(queue, clock);

            Assert.AreEqual("end|93|", sink.Text);
        }

        [TestMethod]
        public void If_there_are_too_many_ends_the_oldest_is_dropped()
        {
            FakeSink sink = new FakeSink();
            FakeClock clock = new FakeClock();
            ReportQueue queue = QueueOf(sink, clock, new FakeLog());
            for (int i = 1; i <= ReportQueue.Capacity + 1; i++)
            {
                Add(queue, i.ToString(), i);
            }

            Delivery.One(queue, clock);

            Assert.AreEqual("2|", sink.Text);
        }

        [TestMethod]
        public void A_report_that_is_dropped_during_an_attempt_is_not_retried()
        {
            FakeSink sink = new FakeSink() { Failures = 1 };
            FakeClock clock = new FakeClock();
            ReportQueue queue = QueueOf(sink, clock, new FakeLog());
            Add(queue, "old", 0);
            sink.OnPost = () =>
            {
                sink.OnPost = null;
                for (int i = 0; i < ReportQueue.Capacity; i++)
                {
                    Add(queue, i.ToString(), 0);
                }
            };

            Assert.IsTrue(Delivery.One(queue, clock));
            Assert.AreEqual(0L, clock.Milliseconds);
            Delivery.One(queue, clock);
            Delivery.One(queue, clock);

            Assert.AreEqual("0|1|", sink.Text);
        }

        [TestMethod]
        public void The_end_of_a_job_is_recorded_as_reported_when_it_is_delivered()
        {
            FakeSink sink = new FakeSink() { Failures = 5 };
            FakeClock clock = new FakeClock();
            JobTable table = new JobTable();
            table.Run(JobSamples.Create(7, "A"));
            ReportQueue queue = new ReportQueue("bridge-1", sink, table.Queue, clock, new FakeLog());
            string early = string.Empty;
            sink.OnPost = () => early += table.Queue.Current.IsReported ? sink.Text : string.Empty;
            Add(queue, "a", 0);
            Add(queue, "end", 7);

            Delivery.One(queue, clock);
            Delivery.One(queue, clock);

            Assert.AreEqual("end|", sink.Text);
            Assert.AreEqual(string.Empty, early);
            Assert.IsTrue(table.Queue.Current.IsReported);
        }

        [TestMethod]
        public void The_end_of_an_unknown_job_is_delivered_nevertheless()
        {
            FakeSink sink = new FakeSink();
            FakeClock clock = new FakeClock();
            ReportQueue queue = QueueOf(sink, clock, new FakeLog());
            Add(queue, "end", 7);

            Assert.IsTrue(Delivery.One(queue, clock));

            Assert.AreEqual(1, sink.Asked);
        }

        [TestMethod]
        public void Any_exception_of_a_sink_is_caught()
        {
            Exception[] errors = new Exception[] { new Exception(), new IOException("io"), new OutOfMemoryException(), new NullReferenceException(), new ArgumentException("x"), new TimeoutException() };
            for (int i = 0; i < errors.Length; i++)
            {
                FakeSink sink = new FakeSink() { Failures = 2, Error = errors[i] };
                FakeClock clock = new FakeClock();
                ReportQueue queue = QueueOf(sink, clock, new FakeLog());
                Add(queue, "a", 0);

                Assert.IsTrue(Delivery.One(queue, clock));

                Assert.AreEqual("a|", sink.Text);
            }
        }

        [TestMethod]
        public void A_percentage_replaces_the_waiting_one()
        {
            FakeSink sink = new FakeSink();
            FakeClock clock = new FakeClock();
            ReportQueue queue = QueueOf(sink, clock, new FakeLog());
            queue.Changed(7, Target("A", TargetState.Downloading, 0));
            for (int i = 0; i <= 3; i++)
            {
                queue.Changed(7, Target("A", TargetState.Programming, 10 * i));
                queue.Changed(7, Target("B", TargetState.Programming, i));
            }

            queue.Changed(7, Target("A", TargetState.Verifying, 100));
            DeliverAll(queue, clock);

            Assert.AreEqual("A downloading 0 #1|A programming 30 #2|B programming 3 #3|A verifying 100 #4|", sink.Details);
        }

        [TestMethod]
        public void If_nothing_waits_each_percentage_is_delivered()
        {
            FakeSink sink = new FakeSink();
            FakeClock clock = new FakeClock();
            ReportQueue queue = QueueOf(sink, clock, new FakeLog());
            string expected = string.Empty;
            for (int i = 1; i <= 10; i++)
            {
                queue.Changed(7, Target("A", TargetState.Programming, 10 * i));
                Delivery.One(queue, clock);
                expected += "A programming " + (10 * i) + " #" + i + "|";
            }

            Assert.AreEqual(expected, sink.Details);
        }

        [DataRow(8, "A", "programming", "")]
        [DataRow(7, "B", "programming", "")]
        [DataRow(7, "A", "putting back", "")]
        [DataRow(7, "A", "programming", "why")]
        public void A_percentage_replaces_no_other_report(int job, string target, string state, string cause)
        {
            FakeSink sink = new FakeSink();
            FakeClock clock = new FakeClock();
            ReportQueue queue = QueueOf(sink, clock, new FakeLog());
            queue.Changed(7, Target("A", TargetState.Programming, 10));
            TargetProgress other = Target(target, state, 20);
            other.Cause = cause;
            queue.Changed(job, other);

            // It does not overtake a report in between.
            queue.Changed(7, Target("A", TargetState.Waiting, 20));
            queue.Changed(7, Target("A", TargetState.Programming, 30));
            DeliverAll(queue, clock);

            Assert.AreEqual("A programming 10 #1|" + target + " " + state + " 20 #2|A waiting 20 #3|A programming 30 #4|", sink.Details);
        }

        [TestMethod]
        public void A_report_in_transit_is_not_changed()
        {
            FakeSink sink = new FakeSink();
            FakeClock clock = new FakeClock();
            ReportQueue queue = QueueOf(sink, clock, new FakeLog());
            queue.Changed(7, Target("A", TargetState.Programming, 10));
            sink.OnPost = () =>
            {
                sink.OnPost = null;
                queue.Changed(7, Target("A", TargetState.Programming, 20));
                queue.Changed(7, Target("A", TargetState.Programming, 30));
            };

            DeliverAll(queue, clock);

            Assert.AreEqual("A programming 10 #1|A programming 30 #2|", sink.Details);
        }

        [DataRow(1, "end|a|b|Q|c|d|e|0|")]
        [DataRow(2, "end|a|b|c|d|e|0|1|")]
        [DataRow(3, "end|b|c|d|e|0|1|2|")]
        public void If_there_are_too_many_the_oldest_percentage_is_dropped_first_and_then_the_oldest_change(int more, string rest)
        {
            FakeSink sink = new FakeSink();
            FakeClock clock = new FakeClock();
            ReportQueue queue = QueueOf(sink, clock, new FakeLog());
            Add(queue, "end", 6);
            Add(queue, "a", 0);
            queue.Changed(7, Target("P", TargetState.Programming, 10));
            Add(queue, "b", 0);
            queue.Changed(7, Target("Q", TargetState.Programming, 10));
            Add(queue, "c", 0);
            Add(queue, "d", 0);
            Add(queue, "e", 0);
            for (int i = 0; i < more; i++)
            {
                Add(queue, i.ToString(), 0);
            }

            DeliverAll(queue, clock);

            Assert.AreEqual(rest, sink.Text);
        }

        [TestMethod]
        public void A_percentage_does_not_displace_a_change_and_a_change_that_got_one_stays_a_change()
        {
            FakeSink sink = new FakeSink();
            FakeClock clock = new FakeClock();
            ReportQueue queue = QueueOf(sink, clock, new FakeLog());
            queue.Changed(7, Target("A", TargetState.Programming, 0));
            queue.Changed(7, Target("A", TargetState.Programming, 10));
            for (int i = 1; i < ReportQueue.Capacity; i++)
            {
                Add(queue, i.ToString(), 0);
            }

            queue.Changed(7, Target("B", TargetState.Programming, 10));
            Delivery.One(queue, clock);
            queue.Changed(7, Target("B", TargetState.Programming, 20));
            DeliverAll(queue, clock);

            Assert.StartsWith("A programming 10 #1|1 failed 0 #2|2 failed 0 #3|", sink.Details);
            Assert.EndsWith("|7 failed 0 #8|B programming 20 #10|", sink.Details);
        }

        private static ReportQueue QueueOf(FakeSink sink, FakeClock clock, FakeLog log)
        {
            return new ReportQueue("bridge-1", sink, new JobTable().Queue, clock, log);
        }

        private static void DeliverAll(ReportQueue queue, FakeClock clock)
        {
            while (Delivery.One(queue, clock))
            {
                // Until none is left.
            }
        }

        // The name identifies the report: of a target, or of the only target of a job that has ended.
        private static void Add(ReportQueue queue, string name, int endedJob)
        {
            TargetProgress target = Target(name, TargetState.Failed, 0);
            if (endedJob > 0)
            {
                queue.Ended(new JobProgress(endedJob, new TargetProgress[] { target }));
            }
            else
            {
                queue.Changed(1, target);
            }
        }

        private static TargetProgress Target(string name, string state, int percent)
        {
            return new TargetProgress(name, "2.0.0", FlashState.OldProgram) { State = state, Percent = percent };
        }
    }
}
