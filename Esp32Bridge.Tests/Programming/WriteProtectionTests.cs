using Esp32Bridge.Errors;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    /// <summary>Protected pages are acknowledged by the bootloader, and keep what they have.</summary>
    [TestClass]
    public class WriteProtectionTests
    {
        private const string Advice = ". The part acknowledges and nothing changes: write protection (WRP) is on for this page. Lift it in the option bytes.";

        [DataRow("L432", "0x00")]
        [DataRow("L476", "0x00")]
        [DataRow("U575", "0x00")]
        public void A_first_page_is_named_and_its_program_runs_again(string name, string got)
        {
            byte[] old = FakeImages.Program(900, "0.9.0");
            Rig rig = new Rig(name, FakeImages.Program(1100, "1.0.0"));
            rig.Install(old);
            rig.Part.Memory.Flash.Protect(0, true);

            Assert.AreEqual("A: erase at 0x08000000: expected 0xFF behind the erase of page 0; got " + got + Advice, rig.ProgramInVain().Message);

            Assert.IsTrue(rig.Runs(old, "0.9.0"), "the old program does not run");
            Assert.IsFalse(rig.HasNoProgram);
        }

        [TestMethod]
        public void A_first_page_that_is_empty_is_named_and_no_program_is_claimed()
        {
            byte[] content = FakeImages.Program(1100, "1.0.0");
            content[16] = 0x42;
            Rig rig = new Rig("L432", content);
            rig.Part.Memory.Flash.Protect(0, true);

            Assert.AreEqual("A: read back at 0x08000010: expected 0x42; got 0xFF after 3 attempts" + Advice, rig.ProgramInVain().Message);

            Assert.IsTrue(rig.HasNoProgram);
            Assert.IsTrue(rig.Part.State == PartState.Bootloader);
        }

        [DataRow("L432")]
        [DataRow("U575")]
        public void A_page_further_on_is_named_and_the_part_waits_in_its_bootloader(string name)
        {
            int pageSize = Stm32Parts.Create(name).PageSize;
            byte[] content = FakeImages.Program((2 * pageSize) + 300, "1.0.0");
            content[pageSize] = 0x42;
            Rig rig = new Rig(name, content);
            rig.Install(FakeImages.Program(900, "0.9.0"));
            rig.Part.Memory.Flash.Load(pageSize, new byte[pageSize]);
            rig.Part.Memory.Flash.Protect(1, true);

            BridgeException error = rig.ProgramInVain();

            Assert.AreEqual("A: read back at 0x" + (0x08000000 + pageSize).ToString("X8") + ": expected 0x42; got 0x00 after 3 attempts" + Advice, error.Message);
            Assert.IsTrue(rig.HasNoProgram);
            Assert.IsTrue(rig.Part.State == PartState.Bootloader);
            Assert.AreEqual(1, rig.Part.Memory.Flash.EraseCount, "a page behind the one that failed was erased");
        }

        [TestMethod]
        public void A_page_further_on_that_holds_its_content_does_not_matter()
        {
            byte[] content = FakeImages.Program(5000, "1.0.0");
            Rig rig = new Rig("L432", content);
            rig.Install(content);
            rig.Part.Memory.Flash.Load(4096, new byte[] { 0x42 });
            rig.Part.Memory.Flash.Protect(1, true);

            rig.Program();

            Assert.IsTrue(rig.Runs(content, "1.0.0"));
        }

        [TestMethod]
        public void TrustZone_that_swallows_the_writes_is_named_and_the_old_program_runs_again()
        {
            byte[] old = FakeImages.Program(900, "0.9.0");
            Rig rig = new Rig("U575", FakeImages.Program(600, "1.0.0"));
            rig.Install(old);
            rig.Part.Memory.Options.TrustZone = true;

            Assert.AreEqual(
                "A: erase at 0x08000000: expected 0xFF behind the erase of page 0; got 0x00. TrustZone is on (TZEN = 1): the bootloader acknowledges writes that change nothing. Switch it off with a debug probe.",
                rig.ProgramInVain().Message);

            Assert.IsTrue(rig.Runs(old, "0.9.0"), "the old program does not run");
            Assert.IsFalse(rig.HasNoProgram);
        }
    }
}
