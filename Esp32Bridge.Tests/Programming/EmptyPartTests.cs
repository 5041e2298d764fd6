using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    /// <summary>Parts that were empty at power-on and boot their bootloader until the next power-on.</summary>
    [TestClass]
    public class EmptyPartTests
    {
        private const string Written = "A: 1 page(s) written; 0 held their content already|";
        private const string Kept = "A: 0 page(s) written; 1 held their content already|";
        private const string Remark = "A: started by Go: a reset boots the bootloader, as that of a part that was empty at power-on. If it still does so after a power cycle, check BOOT0 and the option bytes.|";

        [DataRow("L412")]
        [DataRow("L432")]
        [DataRow("L496")]
        [DataRow("L4R5")]
        public void An_empty_part_is_started_by_Go_and_the_log_says_so(string name)
        {
            byte[] content = FakeImages.Program(600, "1.0.0");
            Rig rig = new Rig(name, content);
            rig.Target.Records = true;

            rig.Program();

            Assert.IsTrue(rig.Runs(content, "1.0.0"));
            Assert.EndsWith("; sync; R 08000000+4; go 08000000", Wire.Describe(rig.Target.Written));
            Assert.AreEqual(Written + Remark, rig.Log.Text);
        }

        [TestMethod]
        public void An_empty_part_is_also_started_by_Go_the_second_time()
        {
            byte[] content = FakeImages.Program(600, "1.0.0");
            Rig rig = new Rig("L432", content);

            rig.Program();
            rig.Program();

            Assert.IsTrue(rig.Runs(content, "1.0.0"));
            Assert.AreEqual(Written + Remark + Kept + Remark, rig.Log.Text);
        }

        [TestMethod]
        public void After_a_power_cycle_it_starts_by_itself_and_is_programmed_without_Go()
        {
            byte[] content = FakeImages.Program(600, "1.0.0");
            Rig rig = new Rig("L432", content);
            rig.Program();

            rig.Part.PowerOff();
            rig.Part.PowerOn(rig.Clock.Microseconds);
            rig.Settle();
            Assert.IsTrue(rig.Runs(content, "1.0.0"));
            rig.Program();

            Assert.IsTrue(rig.Runs(content, "1.0.0"));
            Assert.AreEqual(Written + Remark + Kept, rig.Log.Text);
        }

        [TestMethod]
        public void A_part_that_was_started_by_Go_runs_again_after_a_refused_job()
        {
            byte[] content = FakeImages.Program(600, "1.0.0");
            Rig rig = new Rig("L432", content);
            rig.Program();
            rig.Image = rig.Images.Describe(0x415);

            Assert.AreEqual("identify", rig.ProgramInVain().Step);

            Assert.IsFalse(rig.HasNoProgram);
            Assert.IsTrue(rig.Runs(content, "1.0.0"), "its program does not run any more");
        }

        [TestMethod]
        public void An_empty_part_stays_in_its_bootloader_after_a_refused_job()
        {
            Rig rig = new Rig("L432", FakeImages.Program(600, "1.0.0"));
            rig.Image = rig.Images.Describe(0x415);

            Assert.AreEqual("identify", rig.ProgramInVain().Step);

            Assert.IsTrue(rig.Part.State == PartState.Bootloader);
            Assert.AreEqual(string.Empty, rig.Log.Text);
        }

        [TestMethod]
        public void An_old_program_that_does_not_start_again_is_logged_and_the_error_of_the_job_is_thrown()
        {
            bool isSeen = false;
            for (int lost = 20; lost < 60; lost++)
            {
                Rig rig = new Rig("L432", FakeImages.Program(600, "1.0.0"));
                rig.Program();
                rig.Image = rig.Images.Describe(0x415);
                rig.Target.LostAnswer = rig.Target.AnswerCount + lost;

                string step = rig.ProgramInVain().Step;

                bool isLogged = rig.Log.Text.IndexOf("A: the old program does not start again: ") >= 0;
                Assert.IsTrue(!isLogged || step == "identify", "the job failed with " + step);
                isSeen |= isLogged;
            }

            Assert.IsTrue(isSeen, "it always started");
        }

        [DataRow("L476")]
        [DataRow("U575")]
        [DataRow("F103")]
        public void An_empty_part_without_the_flag_starts_by_itself(string name)
        {
            byte[] content = FakeImages.Program(600, "1.0.0");
            Rig rig = new Rig(name, content);

            rig.Program();

            Assert.IsTrue(rig.Runs(content, "1.0.0"));
            Assert.AreEqual(Written, rig.Log.Text);
        }

        [DataRow("L432", "+8")]
        [DataRow("L476", "+8")]
        [DataRow("U575", "+16")]
        public void A_part_whose_program_sends_data_gets_no_7F_after_its_start(string name, string last)
        {
            Rig rig = new Rig(name, FakeImages.Program(600, "1.0.0"));
            rig.Install(FakeImages.Program(400, "0.9.0"));
            rig.Target.Records = true;

            rig.Program();

            Assert.AreEqual("1.0.0", rig.Part.Version);
            Assert.EndsWith("; R 08000000" + last, Wire.Describe(rig.Target.Written));
        }

        [TestMethod]
        public void A_silent_part_that_had_a_program_is_probed_three_times_and_left_alone()
        {
            Rig rig = SilentRigOf();
            rig.Install(FakeImages.Program(400, "0.9.0"));

            rig.Program();

            Assert.IsTrue(rig.Part.State == PartState.LockedUp);
            Assert.EndsWith("; R 08000000+8; sync; sync; sync", Wire.Describe(rig.Target.Written));
            Assert.AreEqual(Written, rig.Log.Text);
        }

        [TestMethod]
        public void A_silent_part_that_had_no_program_is_probed_and_reset_again_and_then_left_alone()
        {
            Rig rig = SilentRigOf();
            rig.Part.PowerOff();
            rig.Part.Memory.Flash.Load(0, new byte[8]);
            rig.Part.PowerOn(rig.Clock.Microseconds);
            rig.Part.Memory.Flash.ErasePage(0);

            rig.Program();

            Assert.IsTrue(rig.Part.State == PartState.LockedUp);
            Assert.EndsWith("+8; sync; sync; sync; sync; sync; sync; sync; sync; sync", Wire.Describe(rig.Target.Written));
            Assert.AreEqual(4, rig.Target.ResetCount);
        }

        [DataRow("L432", 0x08002000)]
        [DataRow("F103", 0x08002000)]
        [DataRow("U575", 0x08004000)]
        [DataRow("L053", 0x08002000)]
        public void An_image_at_another_address_that_nothing_would_start_is_refused(string name, int address)
        {
            Rig rig = new Rig(name, FakeImages.Program(600, "1.0.0", (uint)address));
            rig.Image = rig.Images.Describe(rig.Part.Part.Id, (uint)address);

            Assert.AreEqual(
                "A: check what boots at 0x08000000: expected a program that starts the one at 0x" + address.ToString("X8") + "; got an empty flash. The part would start nothing. Program what it boots first or give the image the address that boots.",
                rig.ProgramInVain().Message);

            Assert.AreEqual(0, rig.Part.Memory.Flash.ProgramCount);
        }

        [TestMethod]
        public void An_image_after_a_loader_is_started_by_the_loader()
        {
            Rig rig = new Rig("L432", FakeImages.Program(600, "1.0.0", 0x08002000));
            rig.Part.Memory.Flash.Load(0, FakeImages.Program(300, "loader"));
            rig.Image = rig.Images.Describe(0x435, 0x08002000);

            rig.Program();

            Assert.IsTrue(rig.Part.State == PartState.Application);
            Assert.AreEqual("loader", rig.Part.Version);
            Assert.AreEqual(Written + Remark, rig.Log.Text);
        }

        // Its program has a valid start and nothing after it.
        private static Rig SilentRigOf()
        {
            byte[] content = FakeImages.Program(600, "1.0.0");
            for (int i = 0x100; i < 0x104; i++)
            {
                content[i] = 0xFF;
            }

            Rig rig = new Rig("L432", content);
            rig.Target.Records = true;
            return rig;
        }
    }
}
