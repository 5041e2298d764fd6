using System;
using Esp32Bridge.Errors;
using Esp32Bridge.Images;
using Esp32Bridge.Jobs;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Jobs
{
    /// <summary>Which program a target has: what was observed, not what a job requested.</summary>
    [TestClass]
    public class TargetProgramTests
    {
        [TestMethod]
        public void Before_the_first_job_nothing_is_known()
        {
            Assert.AreEqual(string.Empty, ProgramsOf(new JobTable()));
        }

        [TestMethod]
        public void With_a_sign_of_health_a_program_is_healthy_and_without_one_it_is_only_started()
        {
            JobTable table = new JobTable();
            table.Offer(JobSamples.Pair(false, string.Empty, "A"));
            table.RunNext();

            Assert.AreEqual("A runs 2|B started 2|", ProgramsOf(table));
            Assert.AreEqual("A runs 2|B started 2|", ProgramsOf(table.Restart()));
            Assert.Contains("A: runs version 2|", table.Log.Text);
            Assert.Contains("B: started with version 2|", table.Log.Text);
        }

        [TestMethod]
        public void A_job_that_fails_before_it_touches_a_target_changes_nothing()
        {
            JobTable table = Programmed();
            table.A.Failures = int.MaxValue;
            table.A.FailingStep = "check";
            table.Offer(JobSamples.Create(8, "A"));
            table.RunNext();

            Assert.AreEqual("A runs 2|B started 2|", ProgramsOf(table));
        }

        [TestMethod]
        public void A_target_without_a_program_has_no_version()
        {
            JobTable table = Programmed();
            table.A.Failures = int.MaxValue;
            table.A.LosesProgram = true;
            table.Offer(JobSamples.Create(8, "A"));
            table.RunNext();

            Assert.AreEqual("B started 2|", ProgramsOf(table));
            Assert.AreEqual("B started 2|", ProgramsOf(table.Restart()));
        }

        [TestMethod]
        public void A_target_that_was_put_back_has_its_previous_version()
        {
            JobTable table = new JobTable();
            table.A.FailingStep = "health";
            table.A.Error = new HealthException("a", "b");
            table.A.FailingVersion = "2";
            table.A.Failures = int.MaxValue;
            table.Offer(JobSamples.Pair(false, "AB", "A"));
            table.RunNext();

            Assert.AreEqual(TargetState.PutBack, table.Queue.Current.Targets[0].State);
            Assert.AreEqual("A started 1|B started 2|", ProgramsOf(table));
        }

        [DataRow(0x08000000, "B started 2|")]
        [DataRow(0x080FF800, "A runs 2|B started 2|")]
        public void Data_at_the_start_of_the_flash_replaces_the_program_and_data_elsewhere_does_not(int address, string programs)
        {
            JobTable table = Programmed();
            ImageDescription data = new ImageDescription("http://host/A", 100, new byte[32], 0x415, (uint)address, "3") { IsData = true };
            table.Offer(new Job(8, new string[] { JobTable.Device }, new JobTarget[] { new JobTarget("A", data) }));
            table.RunNext();

            Assert.AreEqual(TargetState.Committed, table.Queue.Current.Targets[0].State);
            Assert.AreEqual(programs, ProgramsOf(table));
        }

        // Each change of a name in the configuration leaves an entry.
        [TestMethod]
        public void After_many_changes_of_names_the_last_eight_programs_are_known_also_after_a_restart()
        {
            JobTable table = Programmed();
            for (int i = 1; i < 8; i++)
            {
                table.Queue.Programs.Note(new TargetProgram("pump" + i, "3", false));
            }

            table.Queue.Save();
            JobTable again = table.Restart();

            Assert.IsNull(again.Queue.Trouble);
            Assert.AreEqual("B started 2|pump1 started 3|pump2 started 3|pump3 started 3|pump4 started 3|pump5 started 3|pump6 started 3|pump7 started 3|", ProgramsOf(again));
        }

        private static JobTable Programmed()
        {
            JobTable table = new JobTable();
            table.Offer(JobSamples.Pair(false, string.Empty, "A"));
            table.RunNext();
            Assert.AreEqual("A runs 2|B started 2|", ProgramsOf(table));
            return table;
        }

        private static string ProgramsOf(JobTable table)
        {
            TargetProgram[] programs = table.Queue.Programs.All();
            string text = string.Empty;
            for (int i = 0; i < programs.Length; i++)
            {
                text += programs[i].Target + (programs[i].IsHealthy ? " runs " : " started ") + programs[i].Version + "|";
            }

            return text;
        }
    }
}
