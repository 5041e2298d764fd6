using System;
using Esp32Bridge.Images;
using Esp32Bridge.Jobs;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Jobs
{
    /// <summary>Two targets, A and B, with version 0. They get version 2 as a group, or are put back to version 1.</summary>
    [TestClass]
    public class TogetherTests
    {
        private const string Checks = "check A|check B|";
        private const string Enters = "enter A|enter B|";
        private const string Writes = "write A|write B|";
        private const string Commits = "commit A|commit B|";
        private const string Releases = "release A|release B|";
        private const string OnceA = "check A|enter A|write A|commit A|release A|";
        private const string OnceB = "check B|enter B|write B|commit B|release B|";

        [TestMethod]
        public void Both_targets_finish_a_step_before_the_next_one_begins()
        {
            JobTable table = TableOf();

            Assert.IsTrue(table.Run(JobSamples.Pair(true, string.Empty, "AB")));

            Assert.AreEqual(Checks + Enters + Writes + Commits + "health A|health B|" + Releases, table.Trace.Text);
            Assert.AreEqual("2 2 healthy healthy", Describe(table));
        }

        [TestMethod]
        public void Only_targets_with_a_sign_of_health_are_awaited()
        {
            JobTable table = TableOf();

            Assert.IsTrue(table.Run(JobSamples.Pair(true, string.Empty, "B")));

            Assert.AreEqual(Checks + Enters + Writes + Commits + "health B|" + Releases, table.Trace.Text);
            Assert.AreEqual("2 2 committed healthy", Describe(table));
        }

        [TestMethod]
        public void Without_together_one_target_follows_the_other()
        {
            JobTable table = TableOf();

            Assert.IsTrue(table.Run(JobSamples.Pair(false, "AB", "B")));

            Assert.AreEqual(OnceA + "check B|enter B|write B|commit B|health B|release B|", table.Trace.Text);
        }

        [TestMethod]
        public void Without_memory_for_the_error_message_all_targets_are_released()
        {
            JobTable table = TableOf();
            FailAt(table, "A", "write", 1);
            FailAt(table, "B", "write", 1);
            table.A.Error = new UntoldException();
            table.B.Error = new UntoldException();

            Assert.ThrowsException(typeof(OutOfMemoryException), () => table.Run(JobSamples.Pair(true, string.Empty, string.Empty)));

            Assert.AreEqual(Checks + Enters + Writes + Releases, table.Trace.Text);
        }

        [DataRow("A", "check", "")]
        [DataRow("B", "check", "")]
        [DataRow("A", "enter", "enter A|release A|enter B|release B|")]
        [DataRow("B", "enter", "enter A|enter B|release B|release A|")]
        public void An_error_before_any_flash_is_touched_fails_both_at_once(string name, string step, string steps)
        {
            JobTable table = TableOf();
            FailAt(table, name, step, 1);

            Assert.IsTrue(table.Run(JobSamples.Pair(true, "AB", "AB")));

            Assert.AreEqual(Checks + steps, table.Trace.Text);
            Assert.AreEqual("0 0 failed failed", Describe(table));
        }

        [TestMethod]
        public void The_cause_of_the_other_target_names_the_one_that_failed()
        {
            JobTable table = TableOf();
            FailAt(table, "B", "enter", 1);

            table.Run(JobSamples.Pair(true, string.Empty, string.Empty));

            Assert.AreEqual("A: together with B: enter: expected a; got b. Look.", table.Queue.Current.Targets[0].Cause);
            Assert.AreEqual("B: enter: expected a; got b. Look.", table.Queue.Current.Targets[1].Cause);
            Assert.AreEqual(
                "job 7: failed: A: together with B: enter: expected a; got b. Look.|job 7: failed: B: enter: expected a; got b. Look.|job 7: ended; 0 of 2 targets programmed|",
                table.Log.Text);
        }

        [DataRow("A", "write", "write A|write B|")]
        [DataRow("B", "write", "write A|write B|")]
        [DataRow("A", "commit", "write A|write B|commit A|")]
        [DataRow("B", "commit", "write A|write B|commit A|commit B|")]
        public void A_later_error_is_retried_with_both(string name, string step, string steps)
        {
            JobTable table = TableOf();
            FailAt(table, name, step, 2);

            Assert.IsTrue(table.Run(JobSamples.Pair(true, "AB", string.Empty)));

            Assert.AreEqual(Checks + Enters + steps + Releases + Checks + Enters + steps + Releases + Checks + Enters + Writes + Commits + Releases, table.Trace.Text);
            Assert.AreEqual("2 2 committed committed", Describe(table));
        }

        [DataRow("A", "write")]
        [DataRow("B", "write")]
        [DataRow("A", "commit")]
        [DataRow("B", "commit")]
        public void No_target_is_committed_before_both_are_written(string name, string step)
        {
            JobTable table = TableOf();
            FailAt(table, name, step, 3);
            table.Run(JobSamples.Pair(true, string.Empty, string.Empty));
            string[] steps = table.Trace.Text.Split('|');
            string written = string.Empty;
            for (int i = 0; i < steps.Length; i++)
            {
                written = steps[i].StartsWith("check") ? string.Empty : written;
                written += steps[i].StartsWith("write") ? steps[i] : string.Empty;

                Assert.IsTrue(!steps[i].StartsWith("commit") || written == "write Awrite B", "committed after " + written);
            }
        }

        [DataRow("B", "write")]
        [DataRow("A", "commit")]
        [DataRow("B", "commit")]
        public void Three_failures_put_both_back(string name, string step)
        {
            JobTable table = TableOf();
            FailAt(table, name, step, int.MaxValue);

            Assert.IsTrue(table.Run(JobSamples.Pair(true, "AB", string.Empty)));

            Assert.AreEqual("1 1 put back put back", Describe(table));
            Assert.EndsWith(OnceA + OnceB, table.Trace.Text);
            Assert.Contains("together with " + name + ": " + step + ": expected a; got b. Look.", CauseOf(table, name == "A" ? 1 : 0));
            Assert.StartsWith(name + ": " + step + ": expected a; got b. Look.", CauseOf(table, name == "A" ? 0 : 1));
        }

        [TestMethod]
        public void An_untouched_target_keeps_its_program_and_is_not_put_back()
        {
            JobTable table = TableOf();
            FailAt(table, "A", "write", int.MaxValue);
            FailAt(table, "B", "write", int.MaxValue);
            table.B.LosesProgram = false;

            Assert.IsTrue(table.Run(JobSamples.Pair(true, "AB", string.Empty)));

            Assert.AreEqual("1 0 put back failed", Describe(table));
        }

        [TestMethod]
        public void A_target_that_was_written_when_the_other_failed_is_also_put_back()
        {
            JobTable table = TableOf();
            FailAt(table, "A", "write", int.MaxValue);

            Assert.IsTrue(table.Run(JobSamples.Pair(true, "AB", string.Empty)));

            Assert.AreEqual("1 1 put back put back", Describe(table));
        }

        [TestMethod]
        public void If_both_fail_in_the_same_step_both_errors_are_logged()
        {
            JobTable table = TableOf();
            FailAt(table, "A", "enter", 1);
            FailAt(table, "B", "enter", 1);

            table.Run(JobSamples.Pair(true, string.Empty, string.Empty));

            Assert.StartsWith("job 7: failed too: B: enter: expected a; got b. Look.|job 7: failed: A: enter: expected a; got b. Look.|", table.Log.Text);
        }

        [DataRow("A")]
        [DataRow("B")]
        public void A_program_that_is_not_healthy_puts_both_back_at_once(string name)
        {
            JobTable table = TableOf();
            FailAt(table, name, "health", int.MaxValue);

            Assert.IsTrue(table.Run(JobSamples.Pair(true, "AB", "AB")));

            Assert.AreEqual("1 1 put back put back", Describe(table));
            Assert.AreEqual(Checks + Enters + Writes + Commits + "health A|health B|" + Releases + OnceA + OnceB, table.Trace.Text);
            Assert.AreEqual(3, table.Log.Text.Split('|').Length - 1, "more is logged than two that are put back and the end");
        }

        [TestMethod]
        public void An_unhealthy_program_without_a_previous_one_stays_and_fails()
        {
            JobTable table = TableOf();
            FailAt(table, "B", "health", int.MaxValue);

            Assert.IsTrue(table.Run(JobSamples.Pair(true, "A", "AB")));

            Assert.AreEqual("1 2 put back failed", Describe(table));
        }

        [TestMethod]
        public void A_single_unhealthy_target_is_put_back_and_the_other_keeps_its_image()
        {
            JobTable table = TableOf();
            FailAt(table, "A", "health", int.MaxValue);

            Assert.IsTrue(table.Run(JobSamples.Pair(false, "AB", "AB")));

            Assert.AreEqual("1 2 put back healthy", Describe(table));
            Assert.StartsWith("job 7: A: put back to version 1: A: wait for health: expected ", table.Log.Text);
            Assert.EndsWith("job 7: ended; 1 of 2 targets programmed|", table.Log.Text);
        }

        [TestMethod]
        public void Without_previous_images_three_failures_make_the_job_wait()
        {
            JobTable table = TableOf();
            FailAt(table, "B", "write", int.MaxValue);

            Assert.IsFalse(table.Run(JobSamples.Pair(true, string.Empty, string.Empty)));

            Assert.AreEqual(3, table.A.Attempts);
            Assert.AreEqual("- - programming waiting", Describe(table));
            Assert.IsFalse(table.Queue.Current.Targets[0].HasProgram);
            Assert.IsFalse(table.Queue.Current.Targets[1].HasProgram);
        }

        [TestMethod]
        public void A_waiting_job_that_works_later_ends_with_both_images()
        {
            JobTable table = TableOf();
            Job job = JobSamples.Pair(true, string.Empty, string.Empty);
            FailAt(table, "B", "write", 4);

            Assert.IsFalse(table.Run(job));
            Assert.IsTrue(table.Run(job));

            Assert.AreEqual("2 2 committed committed", Describe(table));
            Assert.AreEqual(string.Empty, CauseOf(table, 0) + CauseOf(table, 1));
        }

        [DataRow("check")]
        [DataRow("enter")]
        [DataRow("write")]
        [DataRow("commit")]
        public void A_failed_putting_back_is_retried_and_keeps_its_first_cause(string step)
        {
            JobTable table = TableOf();
            FailAt(table, "A", "health", 1);
            table.A.OnCheck = () =>
            {
                if (table.A.Image.Version == "1")
                {
                    FailAt(table, "A", step, 3);
                }
            };

            Assert.IsTrue(table.Run(JobSamples.Pair(true, "AB", "A")));

            Assert.AreEqual("1 1 put back put back", Describe(table));
            Assert.Contains("job 7: putting back failed: A: " + step + ": ", table.Log.Text);
            Assert.StartsWith("A: wait for health: ", CauseOf(table, 0));
        }

        [TestMethod]
        public void A_target_that_cannot_be_put_back_does_not_prevent_it_for_the_other()
        {
            JobTable table = TableOf();
            FailAt(table, "A", "health", int.MaxValue);
            table.A.OnCheck = () =>
            {
                if (table.A.Image.Version == "1")
                {
                    FailAt(table, "A", "enter", int.MaxValue);
                }
            };

            Job job = JobSamples.Pair(true, "AB", "A");
            Assert.IsFalse(table.Run(job));
            Assert.AreEqual("2 1 putting back put back", Describe(table));
            while (!table.Run(job))
            {
                // It waits, and is retried.
            }

            Assert.AreEqual("2 1 failed put back", Describe(table));
            Assert.AreEqual(TargetRun.MaximumAttempts, table.Queue.Current.Targets[0].Attempts);
        }

        [TestMethod]
        public void Putting_back_without_a_program_waits_and_continues()
        {
            JobTable table = TableOf();
            Job job = JobSamples.Pair(true, "AB", string.Empty);
            FailAt(table, "B", "write", int.MaxValue);
            table.B.FailingVersion = null;

            Assert.IsFalse(table.Run(job));
            Assert.AreEqual("1 - put back putting back", Describe(table));
            table.B.Failures = 0;
            Assert.IsTrue(table.Run(job));

            Assert.AreEqual("1 1 put back put back", Describe(table));
            Assert.StartsWith("B: write: ", CauseOf(table, 1));
        }

        [TestMethod]
        public void A_server_that_goes_away_during_the_job_does_not_put_back()
        {
            JobTable table = TableOf();
            FailAt(table, "B", "write", 3);
            table.B.Error = new ImageException("a", "b", "c");
            Job job = JobSamples.Pair(true, "AB", string.Empty);

            Assert.IsFalse(table.Run(job));
            Assert.IsTrue(table.Run(job));

            Assert.AreEqual("2 2 committed committed", Describe(table));
        }

        [TestMethod]
        public void An_invalid_entry_fails_both_before_anything_is_downloaded()
        {
            JobTable table = TableOf();
            Job job = JobSamples.Create(7, "A?");

            Assert.IsTrue(table.Run(new Job(7, new string[] { JobTable.Device }, job.Targets) { IsTogether = true }));

            Assert.AreEqual(string.Empty, table.Trace.Text);
            Assert.StartsWith("A: together with ?: job.json: size: ", CauseOf(table, 0));
        }

        [TestMethod]
        public void An_invalid_entry_also_fails_a_target_without_a_program()
        {
            JobTable table = TableOf();
            FailAt(table, "A", "write", 100);
            while (!table.Run(JobSamples.Create(6, "A")))
            {
                // It waits until it is abandoned.
            }

            JobTarget broken = new JobTarget("A", new JobException("job.json: size", "a number", "null"));

            Assert.IsTrue(table.Run(new Job(7, new string[] { JobTable.Device }, new JobTarget[] { broken })), "it waits for nothing");
            Assert.IsFalse(table.Queue.Current.Targets[0].HasProgram, "the next job has to know");
        }

        [TestMethod]
        public void A_target_whose_release_fails_does_not_prevent_that_of_the_other()
        {
            JobTable table = TableOf();
            FailAt(table, "A", "release", 1);

            Assert.IsTrue(table.Run(JobSamples.Pair(true, string.Empty, string.Empty)));

            Assert.StartsWith(Checks + Enters + Writes + Commits + Releases, table.Trace.Text);
            Assert.AreEqual("2 2 committed committed", Describe(table));
        }

        [DataRow("A", "waiting committed")]
        [DataRow("B", "committed waiting")]
        public void The_target_whose_release_fails_is_the_one_that_failed(string name, string states)
        {
            JobTable table = TableOf();
            FailAt(table, name, "release", int.MaxValue);

            Assert.IsFalse(table.Run(JobSamples.Pair(true, string.Empty, string.Empty)));

            Assert.AreEqual("2 2 " + states, Describe(table));
            Assert.AreEqual(name + ": release: expected a; got b. Look.", CauseOf(table, name == "A" ? 0 : 1));
        }

        [TestMethod]
        public void The_listener_receives_every_state_once_and_in_order()
        {
            JobTable table = TableOf();
            FailAt(table, "B", "health", int.MaxValue);

            table.Run(JobSamples.Pair(true, "AB", "AB"));

            Assert.AreEqual(
                "7 A downloading|7 B downloading|7 A programming|7 B programming|7 A committed|7 B committed|7 A putting back|7 B putting back|"
                + "7 A put back|7 B put back|7 ended|",
                table.Listener.Text);
        }

        private static JobTable TableOf()
        {
            JobTable table = new JobTable();
            table.A.Version = "0";
            table.B.Version = "0";
            table.A.LosesProgram = true;
            table.B.LosesProgram = true;
            return table;
        }

        private static void FailAt(JobTable table, string name, string step, int failures)
        {
            FakeProgrammer target = name == "A" ? table.A : table.B;
            target.FailingStep = step;
            target.Failures = failures;
            target.FailingVersion = failures == int.MaxValue && target.OnCheck == null ? "2" : null;
            target.Error = step == "health" ? new HealthException("a", "b") : new ProgrammingException(step, -1, "a", "b", "Look.");
        }

        private static string Describe(JobTable table)
        {
            return (table.A.Version == null ? "-" : table.A.Version) + " " + (table.B.Version == null ? "-" : table.B.Version) + " " + table.Queue.Current.Targets[0].State + " " + table.Queue.Current.Targets[1].State;
        }

        private static string CauseOf(JobTable table, int target)
        {
            return table.Queue.Current.Targets[target].Cause;
        }
    }
}
