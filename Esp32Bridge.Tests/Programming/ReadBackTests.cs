using Esp32Bridge.Errors;
using Esp32Bridge.Images;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Fakes;
using Esp32Bridge.Tests.Model;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    /// <summary>The bootloader acknowledges every write; only the reading back tells that the flash did not take it.</summary>
    [TestClass]
    public class ReadBackTests
    {
        private const int Size = 1100;

        [DataRow("L432", 0)]
        [DataRow("L432", 7)]
        [DataRow("L432", 8)]
        [DataRow("L432", 15)]
        [DataRow("L432", 16)]
        [DataRow("L432", 255)]
        [DataRow("L432", 256)]
        [DataRow("L432", 777)]
        [DataRow("L432", 1023)]
        [DataRow("L432", 1099)]
        [DataRow("L432", 1103)]
        [DataRow("U575", 0)]
        [DataRow("U575", 15)]
        [DataRow("U575", 16)]
        [DataRow("U575", 1099)]
        [DataRow("F103", 600)]
        public void A_cell_that_does_not_erase_is_found_wherever_it_is(string name, int offset)
        {
            Rig rig = new Rig(name, FakeImages.Program(Size, "1.0.0"));
            Flash flash = rig.Part.Memory.Flash;
            rig.Progress.InterventionPhase = ProgrammingPhase.Writing;
            rig.Progress.Intervention = () => flash.Load(offset, new byte[] { 0x3C });

            BridgeException error = rig.ProgramInVain();

            int unit = rig.Part.Part.ProgramUnit;
            Assert.AreEqual("read back", error.Step);
            Assert.IsTrue(error.Address >= 0x08000000 + (offset / unit * unit) && error.Address < 0x08000000 + (offset / unit * unit) + unit, "found at another address");
            IsLeftInBootloader(rig);
        }

        [DataRow(16)]
        [DataRow(255)]
        [DataRow(256)]
        [DataRow(511)]
        [DataRow(599)]
        public void A_single_byte_that_differs_is_found_at_its_address(int offset)
        {
            byte[] content = new byte[600];
            for (int i = 0; i < content.Length; i++)
            {
                content[i] = i == offset ? (byte)0x00 : (byte)0xFF;
            }

            Rig rig = new Rig("L432", content);
            Flash flash = rig.Part.Memory.Flash;
            rig.Progress.InterventionPhase = ProgrammingPhase.Writing;
            rig.Progress.Intervention = () => flash.Load(offset, new byte[] { 0x3C });

            BridgeException error = rig.ProgramInVain();

            Assert.IsTrue(error.Address == 0x08000000 + offset);
            Assert.AreEqual("0x00", error.Expected);
            Assert.AreEqual("0x3C", error.Got);
        }

        [DataRow("L432", 8)]
        [DataRow("U575", 16)]
        [DataRow("F103", 2)]
        public void A_unit_that_fails_is_found_with_its_address(string name, int unit)
        {
            byte[] content = new byte[600];
            for (int i = 16; i < content.Length; i++)
            {
                content[i] = (byte)(i + 1);
            }

            Rig rig = new Rig(name, content);
            Flash flash = rig.Part.Memory.Flash;
            rig.Progress.InterventionPhase = ProgrammingPhase.Writing;
            rig.Progress.Intervention = () => flash.FailingUnits = 3;

            BridgeException error = rig.ProgramInVain();

            Assert.AreEqual("A: read back at 0x08000010: expected 0x11; got 0xFF. Check write protection (WRP and TZEN and PCROP) and the supply; a page that fails again and again is worn out.", error.Message);
            Assert.AreEqual(0, flash.FailingUnits);
            Assert.AreEqual((byte)0xFF, flash.Read(16 + (3 * unit) - 1));
            Assert.AreEqual((byte)(17 + (3 * unit)), flash.Read(16 + (3 * unit)));
            IsLeftInBootloader(rig);
        }

        [DataRow("L432", 1)]
        [DataRow("L432", 2)]
        [DataRow("U575", 1)]
        public void A_unit_that_fails_at_the_very_end_is_found_and_the_image_is_not_startable(string name, int failing)
        {
            Rig rig = new Rig(name, FakeImages.Program(Size, "1.0.0"));
            Flash flash = rig.Part.Memory.Flash;
            rig.Progress.InterventionPhase = ProgrammingPhase.Committing;
            rig.Progress.Intervention = () => flash.FailingUnits = failing;

            BridgeException error = rig.ProgramInVain();

            Assert.AreEqual("read back", error.Step);
            Assert.IsTrue(error.Address >= 0x08000000 && error.Address < 0x08000010);
            IsLeftInBootloader(rig);
            rig.Part.PowerOff();
            rig.Part.PowerOn(rig.Clock.Microseconds);
            rig.Settle();
            Assert.IsFalse(rig.Part.State == PartState.Application, "it runs without its exception vectors");
        }

        [TestMethod]
        public void A_write_protected_first_page_is_found_and_its_program_survives()
        {
            byte[] old = FakeImages.Program(900, "0.9.0");
            Rig rig = new Rig("L432", FakeImages.Program(Size, "1.0.0"));
            rig.Install(old);
            rig.Part.Memory.Flash.Protect(0, true);

            BridgeException error = rig.ProgramInVain();

            Assert.AreEqual("read back", error.Step);
            Assert.IsTrue(error.Address == 0x08000000);
            Assert.IsTrue(rig.FlashHolds(old));
            IsLeftInBootloader(rig);
        }

        [TestMethod]
        public void A_write_protected_page_further_on_is_found()
        {
            Rig rig = new Rig("L432", FakeImages.Program(5000, "1.0.0"));
            rig.Part.Memory.Flash.Load(0x800, new byte[0x800]);
            rig.Part.Memory.Flash.Protect(1, true);

            BridgeException error = rig.ProgramInVain();

            Assert.AreEqual("read back", error.Step);
            Assert.IsTrue(error.Address >= 0x08000800 && error.Address < 0x08000808);
            IsLeftInBootloader(rig);
        }

        [TestMethod]
        public void TrustZone_that_swallows_the_writes_is_found()
        {
            byte[] content = new byte[600];
            content[18] = 0x77;
            Rig rig = new Rig("U575", content);
            rig.Part.Memory.Options.TrustZone = true;

            BridgeException error = rig.ProgramInVain();

            Assert.AreEqual("read back", error.Step);
            Assert.IsTrue(error.Address == 0x08000010);
            Assert.Contains("TZEN", error.Message);
            Assert.IsTrue(rig.Programmer.HasNoProgram);
        }

        [TestMethod]
        public void A_part_smaller_than_it_says_is_found()
        {
            Stm32Part part = Stm32Parts.Create("L432");
            part.FlashSize = 4096;
            part.FlashSizeRegister = 0;
            Rig rig = new Rig(part, FakeImages.Program(5000, "1.0.0"));

            BridgeException error = rig.ProgramInVain();

            Assert.IsTrue(error.Address == 0x08001000);
            IsLeftInBootloader(rig);
        }

        [TestMethod]
        public void A_failure_that_does_not_last_is_mended_by_the_next_attempt()
        {
            byte[] content = FakeImages.Program(Size, "1.0.0");
            Rig rig = new Rig("L432", content);
            rig.Part.Memory.Flash.FailingUnits = 1;

            rig.ProgramInVain();
            rig.Program();

            Assert.IsTrue(rig.Runs(content, "1.0.0"));
            Assert.IsFalse(rig.Programmer.HasNoProgram);
        }

        private static void IsLeftInBootloader(Rig rig)
        {
            Assert.IsTrue(rig.Programmer.HasNoProgram, "it says that the part has a program");
            Assert.IsTrue(rig.Part.State == PartState.Bootloader, "the part left its bootloader");
        }
    }
}
