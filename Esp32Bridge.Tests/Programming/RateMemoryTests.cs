using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    /// <summary>How long the found rate is used, and what ends its use.</summary>
    [TestClass]
    public class RateMemoryTests
    {
        private const int Highest = 921600;

        [TestMethod]
        public void The_next_attempt_of_the_job_begins_with_the_found_rate()
        {
            Rig rig = RigOf("L432", 9000);
            rig.Target.CarriedRate = 460800;
            rig.Images.BreakingDownload = 2;
            rig.Images.BreaksAt = 6000;
            rig.ProgramInVain();
            Assert.IsTrue(rig.HasNoProgram);
            string before = rig.Target.Resets;
            Assert.StartsWith("in 921600|in 460800|", before);

            rig.Program();

            Assert.StartsWith(before + "in 460800|out ", rig.Target.Resets);
            Holds(rig);
        }

        [TestMethod]
        public void The_next_job_begins_with_the_highest_rate_again()
        {
            Rig rig = RigOf("U575", 9000);
            rig.Target.CarriedRate = 460800;
            rig.Program();
            rig.Target.CarriedRate = Highest;

            rig.Program();

            Assert.AreEqual("in 921600|in 460800|out 115200|in 921600|out 115200|", rig.Target.Resets);
        }

        [TestMethod]
        public void A_job_after_one_that_did_not_touch_the_part_begins_with_the_highest_rate()
        {
            Rig rig = RigOf("U575", 9000);
            rig.Target.CarriedRate = 460800;
            rig.Part.Memory.Options.IsReadProtected = true;
            rig.ProgramInVain();
            rig.Part.Memory.Options.IsReadProtected = false;
            rig.Target.CarriedRate = Highest;

            rig.Program();

            Assert.AreEqual("in 921600|in 460800|out 115200|in 921600|out 115200|", rig.Target.Resets);
        }

        [TestMethod]
        public void After_an_attempt_that_failed_in_a_trial_the_next_uses_a_lower_rate()
        {
            Rig rig = RigOf("L432", 9000);
            rig.Part.Memory.Flash.Load(4096, new byte[8]);
            rig.Part.Memory.Flash.Stick(4096, 0, 3);
            Assert.AreEqual("read back", rig.ProgramInVain().Step);
            Assert.IsTrue(rig.HasNoProgram);
            string before = rig.Target.Resets;
            Assert.StartsWith("in 921600|in 921600|in 460800|", before);

            rig.Program();

            Assert.StartsWith(before + "in 230400|out ", rig.Target.Resets);
            Holds(rig);
        }

        [TestMethod]
        public void After_a_reset_in_the_middle_the_job_continues_at_the_found_rate()
        {
            Rig rig = RigOf("L432", 9000);
            rig.Target.CarriedRate = 460800;
            FrameFaults.Of(rig).Spoil("loss", 0x31, 3, 8, 2);

            rig.Program();

            Assert.StartsWith("in 921600|in 460800|in 460800|out ", rig.Target.Resets);
            Holds(rig);
        }

        [DataRow("L432")]
        [DataRow("U575")]
        public void Consecutive_faults_end_the_trial_of_each_rate_and_the_last_rate_tolerates_faults(string name)
        {
            Rig rig = RigOf(name, 9000);
            FrameFaults line = FrameFaults.Of(rig);

            // After some blocks all are lost; at 115200 three are.
            bool isLast = false;
            line.Spoil("loss", 0x31, 3, 8, 100);
            line.OnFrame = () =>
            {
                if (!isLast && rig.Target.Resets.EndsWith("in 115200|"))
                {
                    isLast = true;
                    line.Spoil("loss", 0x31, 3, 0, 3);
                }
            };

            rig.Program();

            Assert.IsTrue(isLast);
            Assert.DoesNotContains("in 57600|", rig.Target.Resets);
            Holds(rig);
        }

        [DataRow("L432", 1500)]
        [DataRow("U575", 1500)]
        [DataRow("U575", 3000)]
        public void Many_faults_that_are_not_consecutive_also_end_the_trial(string name, int interval)
        {
            Rig rig = RigOf(name, 60000);
            rig.Target.Quality.MarginalRate = Highest;
            rig.Target.Quality.Interval = interval;

            rig.Program();

            Assert.StartsWith("A: 921600 baud|", rig.Log.Text);
            Assert.Contains("|A: 460800 baud|", rig.Log.Text);
            Assert.DoesNotContains("in 230400|", rig.Target.Resets);
            Holds(rig);
        }

        [TestMethod]
        public void A_few_faults_do_not_end_the_trial()
        {
            Rig rig = RigOf("U575", 60000);
            rig.Target.Quality.MarginalRate = Highest;
            rig.Target.Quality.Interval = 20000;

            rig.Program();

            Assert.DoesNotContains("in 460800|", rig.Target.Resets);
            Assert.Contains("recovered from", rig.Log.Text);
            Holds(rig);
        }

        [TestMethod]
        public void A_start_is_checked_at_a_rate_that_needs_no_trial()
        {
            Rig rig = new Rig("L432", FakeImages.Program(9000, "1.0.0"));
            rig.SetBaudRate(Highest);

            rig.Program();

            Assert.AreEqual("in 921600|out 115200|", rig.Target.Resets);
            Assert.Contains("started by Go", rig.Log.Text);
            Holds(rig);
        }

        [TestMethod]
        public void A_restart_after_a_power_cut_of_the_ESP32_needs_no_trial()
        {
            Rig rig = RigOf("L432", 9000);

            rig.Programmer.Restart(rig.Image);

            Assert.AreEqual("out 115200|", rig.Target.Resets);
        }

        private static Rig RigOf(string name, int size)
        {
            Rig rig = new Rig(name, FakeImages.Program(size, "1.0.0"));
            rig.Install(FakeImages.Program(400, "0.9.0"));
            rig.SetBaudRate(Highest);
            return rig;
        }

        private static void Holds(Rig rig)
        {
            Assert.IsTrue(rig.FlashHoldsImage(), "the flash holds something else");
            Assert.AreEqual("1.0.0", rig.Part.Version);
        }
    }
}
