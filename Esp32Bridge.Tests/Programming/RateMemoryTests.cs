using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    /// <summary>The rate that was found: how long it counts, and what ends it.</summary>
    [TestClass]
    public class RateMemoryTests
    {
        private const int Highest = 921600;

        [TestMethod]
        public void The_next_attempt_of_the_job_begins_with_the_rate_that_was_found()
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
        public void So_does_one_behind_a_job_that_did_not_touch_the_part()
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
        public void An_attempt_that_failed_on_trial_is_followed_by_one_at_a_lower_rate()
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
        public void A_reset_in_the_middle_goes_on_at_the_rate_that_was_found()
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
        public void Faults_in_a_row_end_the_trial_of_each_rate_and_the_last_one_has_patience_too(string name)
        {
            Rig rig = RigOf(name, 9000);
            FrameFaults line = FrameFaults.Of(rig);

            // Behind some blocks none gets through, and at 115200 only the fourth one.
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
        public void Faults_that_are_many_and_not_in_a_row_end_the_trial_too(string name, int interval)
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
        public void Faults_that_are_few_do_not_end_it()
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
        public void A_start_is_asked_about_at_a_rate_that_needs_no_trial()
        {
            Rig rig = new Rig("L432", FakeImages.Program(9000, "1.0.0"));
            rig.SetBaudRate(Highest);

            rig.Program();

            Assert.AreEqual("in 921600|out 115200|", rig.Target.Resets);
            Assert.Contains("started by Go", rig.Log.Text);
            Holds(rig);
        }

        [TestMethod]
        public void A_restart_behind_a_power_cut_of_the_ESP32_needs_no_trial_either()
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
