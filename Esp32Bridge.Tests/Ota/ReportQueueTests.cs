using System;
using System.IO;
using System.Text;
using Esp32Bridge.Ota;
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
        public void An_empty_queue_asks_nobody_and_waits_for_nothing()
        {
            FakeSink sink = new FakeSink();
            FakeClock clock = new FakeClock();

            Assert.AreEqual(long.MaxValue, QueueOf(sink, clock, new FakeLog()).DueAt);

            Assert.AreEqual(0, sink.Asked);
            Assert.AreEqual(0L, clock.Milliseconds);
        }

        [TestMethod]
        public void Adding_waits_for_nothing_and_asks_nobody()
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
        public void A_report_that_is_not_taken_is_tried_again_with_growing_pauses(int failures, int seconds)
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
            Assert.StartsWith("a report was not taken: away|", log.Text);
        }

        [TestMethod]
        public void A_report_that_is_not_taken_four_times_makes_way_for_the_next()
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
        public void The_end_of_a_job_is_tried_until_it_is_taken()
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
        public void Of_too_many_the_oldest_are_dropped_and_that_is_told()
        {
            FakeSink sink = new FakeSink();
            FakeClock clock = new FakeClock();
            FakeLog log = new FakeLog();
            ReportQueue queue = QueueOf(sink, clock, log);
            for (int i = 0; i < ReportQueue.Capacity + 2; i++)
            {
                Add(queue, i.ToString(), 0);
            }

            Assert.AreEqual("a report is lost: 16 wait already|a report is lost: 16 wait already|", log.Text);
            int count = 0;
            while (Delivery.One(queue, clock))
            {
                count++;
            }

            Assert.AreEqual(ReportQueue.Capacity, count);
            Assert.StartsWith("2|3|4|", sink.Text);
            Assert.EndsWith("|17|", sink.Text);
        }

        [TestMethod]
        public void The_end_of_a_job_is_kept_when_too_many_follow()
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

            Assert.AreEqual("end|85|", sink.Text);
        }

        [TestMethod]
        public void Of_too_many_ends_the_oldest_is_dropped()
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
        public void A_report_that_is_dropped_while_it_is_tried_is_not_tried_again()
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
        public void The_end_of_a_job_is_remembered_as_reported_when_it_is_delivered()
        {
            FakeSink sink = new FakeSink() { Failures = 5 };
            FakeClock clock = new FakeClock();
            JobTable table = new JobTable();
            table.Run(JobSamples.Create(7, "A"));
            ReportQueue queue = new ReportQueue(sink, table.Queue, clock, new FakeLog());
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
        public void The_end_of_a_job_that_nobody_remembers_is_delivered_all_the_same()
        {
            FakeSink sink = new FakeSink();
            FakeClock clock = new FakeClock();
            ReportQueue queue = QueueOf(sink, clock, new FakeLog());
            Add(queue, "end", 7);

            Assert.IsTrue(Delivery.One(queue, clock));

            Assert.AreEqual(1, sink.Asked);
        }

        [TestMethod]
        public void Whatever_a_sink_throws_does_not_come_through()
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

        private static ReportQueue QueueOf(FakeSink sink, FakeClock clock, FakeLog log)
        {
            return new ReportQueue(sink, new JobTable().Queue, clock, log);
        }

        private static void Add(ReportQueue queue, string body, int endedJob)
        {
            queue.Add(new Report(Encoding.UTF8.GetBytes(body), endedJob));
        }
    }
}
