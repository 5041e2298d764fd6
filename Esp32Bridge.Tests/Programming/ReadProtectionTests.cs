using Esp32Bridge.Errors;
using Esp32Bridge.Tests.Fakes;
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
            Assert.IsFalse(rig.Programmer.HasNoProgram);
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
    }
}
