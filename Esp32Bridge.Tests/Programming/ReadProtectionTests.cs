using Esp32Bridge.Errors;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    [TestClass]
    public class ReadProtectionTests
    {
        [DataRow("L432", 1)]
        [DataRow("L432", 2)]
        [DataRow("L476", 2)]
        [DataRow("U575", 1)]
        [DataRow("F103", 1)]
        public void A_part_with_read_protection_is_refused_and_its_program_runs_again(string name, int nacks)
        {
            Stm32Part part = Stm32Parts.Create(name);
            part.ProtectedNacks = nacks;
            byte[] old = FakeImages.Program(900, "0.9.0");
            Rig rig = new Rig(part, FakeImages.Program(600, "1.0.0"));
            rig.Install(old);
            rig.Part.Memory.Options.IsReadProtected = true;

            BridgeException error = rig.ProgramInVain();

            Assert.AreEqual(
                "A: read the flash at 0x08000000: expected its content; got NACK. Read protection is on: lifting it erases the part and is done only when the job sets 'protection' to 'lift' for this target.",
                error.Message);
            Assert.IsTrue(rig.Runs(old, "0.9.0"), "the old program does not run");
            Assert.AreEqual(0, rig.Part.Memory.Flash.EraseCount);
            Assert.IsFalse(rig.HasNoProgram);
            Assert.IsTrue(rig.Part.Memory.Options.IsReadProtected, "the protection is gone");
        }

        [TestMethod]
        public void A_part_whose_protection_was_ended_is_programmed()
        {
            byte[] content = FakeImages.Program(600, "1.0.0");
            Rig rig = new Rig("L476", content);
            rig.Install(FakeImages.Program(400, "0.9.0"));
            rig.Part.Memory.Options.IsReadProtected = true;
            rig.ProgramInVain();
            rig.Part.Memory.Options.IsReadProtected = false;

            rig.Program();

            Assert.IsTrue(rig.Runs(content, "1.0.0"));
        }

        [TestMethod]
        public void A_job_that_may_lift_the_protection_of_a_part_without_one_erases_nothing_else()
        {
            byte[] content = FakeImages.Program(600, "1.0.0");
            Rig rig = RigOf("L432", 1, content);
            rig.Part.Memory.Options.IsReadProtected = false;
            rig.Describe(false, true);

            rig.Program();

            Assert.IsTrue(rig.Runs(content, "1.0.0"));
            Assert.AreEqual((byte)0x42, rig.Part.Memory.Flash.Read(rig.Part.Part.FlashSize - 1));
            Assert.DoesNotContains("lifting", rig.Log.Text);
        }

        [TestMethod]
        public void The_protection_is_not_lifted_for_an_image_that_has_changed_since_the_check()
        {
            byte[] old = FakeImages.Program(900, "0.9.0");
            Rig rig = new Rig("L432", FakeImages.Program(600, "1.0.0"));
            rig.Install(old);
            rig.Part.Memory.Options.IsReadProtected = true;
            rig.Describe(false, true);
            rig.Images.SpoiledDownload = 2;

            Assert.StartsWith("A: download: expected ", rig.ProgramInVain().Message);

            Assert.IsTrue(rig.Part.Memory.Options.IsReadProtected, "the protection is gone");
            Assert.AreEqual(0, rig.Part.Memory.Flash.EraseCount);
            Assert.IsFalse(rig.HasNoProgram);
            Assert.IsTrue(rig.Runs(old, "0.9.0"), "the old program does not run");
        }

        [DataRow(1)]
        [DataRow(2)]
        [DataRow(3)]
        public void A_single_NACK_caused_by_the_line_is_not_taken_for_read_protection(int step)
        {
            byte[] content = FakeImages.Program(600, "1.0.0");
            Rig rig = RigOf("L432", 1, content);
            rig.Part.Memory.Options.IsReadProtected = false;
            FrameFaults line = FrameFaults.Of(rig);
            line.Spoil(step == 3 ? "refusal" : "NACK", 0x11, step == 3 ? 1 : step, 0, 1);

            rig.Program();

            Assert.AreEqual(1, line.Faults);
            Assert.IsTrue(rig.Runs(content, "1.0.0"));
        }

        private static Rig RigOf(string name, int nacks, byte[] content)
        {
            Stm32Part part = Stm32Parts.Create(name);
            part.ProtectedNacks = nacks;
            Rig rig = new Rig(part, content);
            rig.Install(FakeImages.Program(400, "0.9.0"));
            rig.Part.Memory.Flash.Load(part.FlashSize - 1, new byte[] { 0x42 });
            rig.Part.Memory.Options.IsReadProtected = true;
            return rig;
        }
    }
}
