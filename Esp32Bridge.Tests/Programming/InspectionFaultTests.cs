using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    /// <summary>Faults that would cost the part its program if the firmware misjudged the part.</summary>
    [TestClass]
    public class InspectionFaultTests
    {
        private const int Always = 100000;

        [DataRow("L432", 1)]
        [DataRow("L476", 2)]
        [DataRow("U575", 1)]
        [DataRow("F103", 1)]
        public void A_job_that_may_lift_the_protection_erases_the_part_and_programs_it(string name, int nacks)
        {
            byte[] content = FakeImages.Program(600, "1.0.0");
            Rig rig = ProtectedRigOf(name, nacks, content);

            rig.Program();

            Assert.IsTrue(rig.Runs(content, "1.0.0"));
            Assert.IsFalse(rig.Part.Memory.Options.IsReadProtected, "it is protected");
            Assert.IsFalse(rig.HasNoProgram);
            Assert.StartsWith("A: lifting the read protection", rig.Log.Text);
            Assert.AreEqual((byte)0xFF, rig.Part.Memory.Flash.Read(rig.Part.Part.FlashSize - 1), "it was not erased");
        }

        [DataRow("NACK")]
        [DataRow("loss")]
        public void An_unprotection_that_never_reaches_the_part_leaves_the_old_program_running(string kind)
        {
            Rig rig = ProtectedRigOf("L432", 1, FakeImages.Program(600, "1.0.0"));
            FrameFaults.Of(rig).Spoil(kind, 0x92, 1, 0, Always);

            rig.ProgramInVain();

            Assert.IsTrue(rig.Runs(FakeImages.Program(400, "0.9.0"), "0.9.0"), "the old program does not run");
            Assert.IsFalse(rig.HasNoProgram);
        }

        [DataRow("NACK")]
        [DataRow("refusal")]
        public void Two_NACKs_caused_by_the_line_are_not_taken_for_read_protection(string kind)
        {
            byte[] content = FakeImages.Program(600, "1.0.0");
            Rig rig = RigOf("L432", content);
            FrameFaults line = FrameFaults.Of(rig);

            // 7F, Get and Get ID are correct; Read Memory and then Get Version are not.
            line.Spoil(kind, FrameFaults.Any, 1, 3, 2);

            rig.Program();

            Assert.AreEqual(2, line.Faults);
            Assert.IsTrue(rig.Runs(content, "1.0.0"));
        }

        [TestMethod]
        public void An_erase_that_never_reaches_the_part_leaves_the_old_program_running()
        {
            Rig rig = RigOf("L432", FakeImages.Program(600, "1.0.0"));
            FrameFaults.Of(rig).Spoil("loss", 0x44, 2, 0, Always);

            Assert.AreEqual("Extended Erase", rig.ProgramInVain().Step);

            Assert.AreEqual(0, rig.Part.Memory.Flash.EraseCount);
            Assert.IsTrue(rig.Runs(FakeImages.Program(400, "0.9.0"), "0.9.0"), "the old program does not run");
            Assert.IsFalse(rig.HasNoProgram);
        }

        [DataRow("L432")]
        [DataRow("L476")]
        [DataRow("U575")]
        public void The_last_received_byte_is_in_the_error_although_silence_followed(string name)
        {
            Rig rig = RigOf(name, FakeImages.Program(600, "1.0.0"));
            FrameFaults.Of(rig).Spoil("wrong", 0x7F, 1, 0, Always);

            Assert.StartsWith("A: enter the bootloader: expected an answer to 7F; got 0x", rig.ProgramInVain().Message);
        }

        [DataRow(11)]
        [DataRow(19)]
        [DataRow(20)]
        public void A_bit_that_flips_in_the_id_of_the_part_does_not_end_the_job(int answer)
        {
            byte[] content = FakeImages.Program(600, "1.0.0");
            Rig rig = RigOf("L432", content);
            rig.Target.SpoiledAnswer = answer;

            rig.Program();

            Assert.IsTrue(rig.Runs(content, "1.0.0"));
        }

        [TestMethod]
        public void A_bit_that_flips_in_DBANK_does_not_erase_another_page()
        {
            byte[] loader = FakeImages.Program(10000, "loader");
            Rig rig = new Rig("L4R5", FakeImages.Program(600, "1.0.0", 0x08004000));
            rig.Install(loader);
            rig.Part.Memory.Flash.Load(0x4000, new byte[600]);
            rig.Image = rig.Images.Describe(0x470, 0x08004000);
            OptionBytes options = rig.Part.Memory.Options;
            int frames = 0;

            // 7F twice, Get, Get ID, three times Read Memory of three frames: the last one reads the option bytes.
            FrameFaults.Of(rig).OnFrame = () => options.DualBank = ++frames != 13;
            try
            {
                ProgrammerSteps.Program(rig.Programmer, rig.Image, rig.Images, rig.Flash.Begin());
            }
            catch (Esp32Bridge.Errors.BridgeException)
            {
                // The content of the loader matters.
            }

            for (int i = 0; i < loader.Length; i++)
            {
                Assert.AreEqual(loader[i], rig.Part.Memory.Flash.Read(i), "the loader is gone");
            }
        }

        [DataRow(2)]
        [DataRow(9)]
        [DataRow(20)]
        public void A_bit_that_flips_in_the_comparison_does_not_cost_an_erase(int reading)
        {
            byte[] content = FakeImages.Program(5000, "1.0.0");
            Rig rig = new Rig("L432", content);
            rig.Install(content);

            // Five words and blocks are read before the comparison.
            FrameFaults.Of(rig).Spoil("noise", 0x11, 3, 5 + reading, 1);

            rig.Program();

            Assert.AreEqual(0, rig.Part.Memory.Flash.EraseCount);
        }

        [TestMethod]
        public void A_slow_part_instead_of_a_fast_one_is_also_named_at_a_lower_rate()
        {
            Rig rig = RigOf("L471", FakeImages.Program(600, "1.0.0"));
            rig.Image = rig.Images.Describe(0x435);
            rig.Target.CarriedRate = 57600;

            Assert.AreEqual("identify", rig.ProgramInVain().Step);
        }

        private static Rig RigOf(string name, byte[] content)
        {
            Rig rig = new Rig(name, content);
            rig.Install(FakeImages.Program(400, "0.9.0"));
            return rig;
        }

        private static Rig ProtectedRigOf(string name, int nacks, byte[] content)
        {
            Stm32Part part = Stm32Parts.Create(name);
            part.ProtectedNacks = nacks;
            Rig rig = new Rig(part, content);
            rig.Install(FakeImages.Program(400, "0.9.0"));
            rig.Part.Memory.Flash.Load(part.FlashSize - 1, new byte[] { 0x42 });
            rig.Part.Memory.Options.IsReadProtected = true;
            rig.Describe(false, true);
            return rig;
        }
    }
}
