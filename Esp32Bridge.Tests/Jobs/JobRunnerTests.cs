using System;
using Esp32Bridge.Errors;
using Esp32Bridge.Jobs;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Timing;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Jobs
{
    [TestClass]
    public class JobRunnerTests
    {
        [TestMethod]
        public void Each_target_gets_its_image_in_the_order_of_the_job()
        {
            FakeLog events = new FakeLog();
            FakeProgrammer a = new FakeProgrammer("A", events);
            FakeProgrammer b = new FakeProgrammer("B", events);
            FakeLog log = new FakeLog();
            Job job = JobSamples.Create(7, "BA");

            Assert.IsTrue(Run(a, b, log, job));

            Assert.AreEqual("program B|program A|", events.Text);
            Assert.IsTrue(b.Image == job.Targets[0].Image);
            Assert.IsTrue(a.Image == job.Targets[1].Image);
            Assert.AreEqual("job 7: B: started with version 1.0|job 7: A: started with version 1.1|job 7: ended; 2 of 2 targets programmed|", log.Text);
        }

        [TestMethod]
        public void A_target_that_the_board_does_not_have_fails_and_the_other_is_programmed()
        {
            FakeProgrammer a = new FakeProgrammer("A", new FakeLog());
            FakeProgrammer b = new FakeProgrammer("B", new FakeLog());
            FakeLog log = new FakeLog();

            Assert.IsTrue(Run(a, b, log, JobSamples.Create(7, "XB")));

            Assert.AreEqual(0, a.Attempts);
            Assert.AreEqual(1, b.Attempts);
            Assert.AreEqual(
                "job 7: failed: X: job.json: name: expected one of A B; got 'X'. Correct the job.|"
                + "job 7: B: started with version 1.1|job 7: ended; 1 of 2 targets programmed|",
                log.Text);
        }

        [TestMethod]
        public void The_name_of_a_target_is_case_sensitive()
        {
            FakeProgrammer a = new FakeProgrammer("A", new FakeLog());
            FakeLog log = new FakeLog();

            Assert.IsTrue(Run(a, a, log, JobSamples.Create(7, "a")));

            Assert.AreEqual(0, a.Attempts);
        }

        [TestMethod]
        public void An_invalid_entry_fails_with_its_error_and_the_other_is_programmed()
        {
            FakeProgrammer a = new FakeProgrammer("A", new FakeLog());
            FakeProgrammer b = new FakeProgrammer("B", new FakeLog());
            FakeLog log = new FakeLog();

            Assert.IsTrue(Run(a, b, log, JobSamples.Create(7, "?B")));

            Assert.AreEqual(0, a.Attempts);
            Assert.AreEqual(1, b.Attempts);
            Assert.StartsWith("job 7: failed: ?: job.json: size: expected a number; got null. ", log.Text);
        }

        [TestMethod]
        public void A_target_that_kept_its_program_is_not_retried_and_the_other_is_programmed()
        {
            FakeProgrammer a = new FakeProgrammer("A", new FakeLog());
            FakeProgrammer b = new FakeProgrammer("B", new FakeLog());
            FakeLog log = new FakeLog();
            a.Failures = 1;
            a.Error = new ProgrammingException("identify", -1, "a", "b", "Look.");

            Assert.IsTrue(Run(a, b, log, JobSamples.Create(7, "AB")));

            Assert.AreEqual(1, a.Attempts);
            Assert.AreEqual(1, b.Attempts);
            Assert.AreEqual("job 7: failed: A: identify: expected a; got b. Look.|job 7: B: started with version 1.1|job 7: ended; 1 of 2 targets programmed|", log.Text);
        }

        [DataRow(1)]
        [DataRow(2)]
        public void A_target_without_a_program_is_tried_up_to_three_times(int failures)
        {
            FakeProgrammer a = new FakeProgrammer("A", new FakeLog());
            FakeLog log = new FakeLog();
            a.Failures = failures;
            a.LosesProgram = true;
            a.Error = new ProgrammingException("read back", 0x08000000, "a", "b", "Look.");

            Assert.IsTrue(Run(a, a, log, JobSamples.Create(7, "A")));

            Assert.AreEqual(failures + 1, a.Attempts);
            Assert.StartsWith("job 7: attempt 1 of 3 failed: A: read back at 0x08000000: expected a; got b. Look.|", log.Text);
            Assert.EndsWith("job 7: A: started with version 1.0|job 7: ended; 1 of 1 targets programmed|", log.Text);
        }

        [TestMethod]
        public void A_target_that_fails_three_times_waits_and_the_other_is_programmed()
        {
            FakeProgrammer a = new FakeProgrammer("A", new FakeLog());
            FakeProgrammer b = new FakeProgrammer("B", new FakeLog());
            FakeLog log = new FakeLog();
            a.Failures = 100;
            a.LosesProgram = true;

            Assert.IsFalse(Run(a, b, log, JobSamples.Create(7, "AB")));

            Assert.AreEqual(3, a.Attempts);
            Assert.AreEqual(1, b.Attempts);
            Assert.AreEqual(
                "job 7: attempt 1 of 3 failed: A: InvalidOperationException broken|job 7: attempt 2 of 3 failed: A: InvalidOperationException broken|"
                + "job 7: waits: A: InvalidOperationException broken|job 7: B: started with version 1.1|",
                log.Text);
        }

        [TestMethod]
        public void An_error_of_another_kind_is_named_and_the_other_target_is_programmed()
        {
            FakeProgrammer a = new FakeProgrammer("A", new FakeLog());
            FakeProgrammer b = new FakeProgrammer("B", new FakeLog());
            FakeLog log = new FakeLog();
            a.Failures = 1;

            Assert.IsTrue(Run(a, b, log, JobSamples.Create(7, "AB")));

            Assert.AreEqual(1, b.Attempts);
            Assert.StartsWith("job 7: failed: A: InvalidOperationException broken|", log.Text);
        }

        [TestMethod]
        public void A_lack_of_memory_does_not_end_a_job()
        {
            JobTable table = new JobTable();
            table.A.Failures = 4;
            table.A.FailingStep = "check";
            table.A.Error = new OutOfMemoryException();

            Assert.IsFalse(table.Run(JobSamples.Create(7, "A")));
            Assert.IsTrue(table.Run(JobSamples.Create(7, "A")));

            Assert.AreEqual(5, table.A.Attempts);
            Assert.EndsWith("job 7: A: started with version 1.0|job 7: ended; 1 of 1 targets programmed|", table.Log.Text);
        }

        [TestMethod]
        public void Without_memory_for_a_target_nothing_is_touched_and_the_cause_is_recorded()
        {
            FakeLog events = new FakeLog();
            FakeProgrammer a = new FakeProgrammer("A", events);
            FakeProgrammer b = new FakeProgrammer("B", events);
            FakeLog log = new FakeLog();
            StopSignal stop = new StopSignal();
            JobQueue queue = new JobQueue(new FakeJobStore(), new JobTrust(new FakeJobStore(), new byte[0][], log), JobTable.Url, stop, new FakeClock(), log);
            queue.Offer(JobSamples.Create(7, "AB"), new byte[] { 1 }, new byte[32], out _);
            JobRunner runner = new JobRunner(new ITargetProgrammer[] { a, b }, new FakeImages(new byte[16]), new NoPlaces(), queue, new FakeListener(), stop, log);

            Assert.ThrowsException(typeof(BridgeException), () => runner.Run(queue.Take()));

            Assert.AreEqual(string.Empty, events.Text);
            TargetProgress target = queue.Current.Targets[1];
            Assert.AreEqual("waiting", target.State);
            Assert.AreEqual("B: begin: expected 100 bytes of memory; got 99. Wait.", target.Cause);
            Assert.AreEqual(0, target.Attempts);
        }

        private static bool Run(FakeProgrammer a, FakeProgrammer b, FakeLog log, Job job)
        {
            StopSignal stop = new StopSignal();
            JobQueue queue = new JobQueue(new FakeJobStore(), new JobTrust(new FakeJobStore(), new byte[0][], log), JobTable.Url, stop, new FakeClock(), log);
            queue.Offer(job, new byte[] { 1 }, new byte[32], out _);
            return new JobRunner(new ITargetProgrammer[] { a, b }, new FakeImages(new byte[16]), new OneByOne(), queue, new FakeListener(), stop, log).Run(queue.Take());
        }
    }
}
