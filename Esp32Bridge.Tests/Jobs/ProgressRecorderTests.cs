using Esp32Bridge.Jobs;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Jobs
{
    [TestClass]
    public class ProgressRecorderTests
    {
        [TestMethod]
        public void Every_ten_percent_is_reported_once()
        {
            JobTable table = TableOf(TargetState.Programming);
            ProgressRecorder recorder = new ProgressRecorder(table.Queue, table.Listener, new FakeProgress());
            for (int done = 0; done <= 1000; done++)
            {
                recorder.Report("A", ProgrammingPhase.Writing, done, 1000);
            }

            Assert.AreEqual(
                "7 A programming 10|7 A programming 20|7 A programming 30|7 A programming 40|7 A programming 50|7 A programming 60|"
                + "7 A programming 70|7 A programming 80|7 A programming 90|7 A programming 100|",
                table.Listener.Text);
            Assert.AreEqual(100, table.Queue.Current.Targets[0].Percent);
        }

        [TestMethod]
        public void A_second_attempt_begins_at_zero()
        {
            JobTable table = TableOf(TargetState.Programming);
            ProgressRecorder recorder = new ProgressRecorder(table.Queue, table.Listener, new FakeProgress());
            recorder.Report("A", ProgrammingPhase.Writing, 55, 100);
            recorder.Report("A", ProgrammingPhase.Writing, 0, 100);

            Assert.AreEqual("7 A programming 55|7 A programming|", table.Listener.Text);
        }

        [DataRow(2147483647, 2147483647, 100)]
        [DataRow(1073741824, 2147483647, 50)]
        [DataRow(99, 1000, 9)]
        [DataRow(16, 16, 100)]
        public void The_percentage_is_right_for_every_size(int done, int total, int percent)
        {
            JobTable table = TableOf(TargetState.Programming);
            new ProgressRecorder(table.Queue, table.Listener, new FakeProgress()).Report("A", ProgrammingPhase.Writing, done, total);

            Assert.AreEqual(percent, table.Queue.Current.Targets[0].Percent);
        }

        [TestMethod]
        public void Each_target_has_its_own_percentage()
        {
            JobTable table = TableOf(TargetState.Programming);
            ProgressRecorder recorder = new ProgressRecorder(table.Queue, table.Listener, new FakeProgress());
            recorder.Report("B", ProgrammingPhase.Writing, 20, 100);
            recorder.Report("A", ProgrammingPhase.Writing, 70, 100);

            Assert.AreEqual(70, table.Queue.Current.Targets[0].Percent);
            Assert.AreEqual(20, table.Queue.Current.Targets[1].Percent);
        }

        [DataRow("programming", "verifying", "7 A verifying|")]
        [DataRow("putting back", "putting back", "")]
        public void Verifying_is_a_separate_state_except_during_putting_back(string before, string after, string told)
        {
            JobTable table = TableOf(before);
            new ProgressRecorder(table.Queue, table.Listener, new FakeProgress()).Report("A", ProgrammingPhase.Verifying, 100, 100);

            Assert.AreEqual(after, table.Queue.Current.Targets[0].State);
            Assert.AreEqual(told, table.Listener.Text);
        }

        [DataRow((int)ProgrammingPhase.Checking)]
        [DataRow((int)ProgrammingPhase.Entering)]
        [DataRow((int)ProgrammingPhase.Committing)]
        [DataRow((int)ProgrammingPhase.Starting)]
        [DataRow((int)ProgrammingPhase.Done)]
        [DataRow((int)ProgrammingPhase.AwaitingHealth)]
        public void Other_phases_change_nothing(int phase)
        {
            JobTable table = TableOf(TargetState.Downloading);
            new ProgressRecorder(table.Queue, table.Listener, new FakeProgress()).Report("A", (ProgrammingPhase)phase, 100, 100);

            Assert.AreEqual(0, table.Queue.Current.Targets[0].Percent);
            Assert.AreEqual(TargetState.Downloading, table.Queue.Current.Targets[0].State);
            Assert.AreEqual(string.Empty, table.Listener.Text);
        }

        [TestMethod]
        public void Every_phase_is_passed_on()
        {
            JobTable table = TableOf(TargetState.Downloading);
            FakeProgress next = new FakeProgress();
            ProgressRecorder recorder = new ProgressRecorder(table.Queue, table.Listener, next);
            for (int phase = 0; phase <= (int)ProgrammingPhase.AwaitingHealth; phase++)
            {
                recorder.Report("A", (ProgrammingPhase)phase, 100, 100);
            }

            Assert.AreEqual("01234567", next.Phases);
        }

        [TestMethod]
        public void Nothing_is_written_to_the_store()
        {
            JobTable table = TableOf(TargetState.Programming);
            int writes = 0;
            table.Store.OnWrite = () => writes++;
            ProgressRecorder recorder = new ProgressRecorder(table.Queue, table.Listener, new FakeProgress());
            recorder.Report("A", ProgrammingPhase.Writing, 50, 100);
            recorder.Report("A", ProgrammingPhase.Verifying, 100, 100);

            Assert.AreEqual(0, writes, "the flash of the ESP32 wears out");
        }

        private static JobTable TableOf(string state)
        {
            JobTable table = new JobTable();
            table.Offer(JobSamples.Create(7, "AB"));
            table.Take();
            table.Queue.Current.Targets[0].State = state;
            return table;
        }
    }
}
