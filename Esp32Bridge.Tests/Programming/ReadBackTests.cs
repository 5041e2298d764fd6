using Esp32Bridge.Errors;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    /// <summary>The bootloader acknowledges every write; only reading back shows that the flash did not take it.</summary>
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
        public void A_cell_that_never_erases_is_found_anywhere(string name, int offset)
        {
            Rig rig = new Rig(name, FakeImages.Program(Size, "1.0.0"));
            rig.Part.Memory.Flash.Load(0, new byte[Size]);
            rig.Part.Memory.Flash.Stick(offset, 0x3C, 100);

            BridgeException error = rig.ProgramInVain();

            int unit = rig.Part.Part.ProgramUnit;
            Assert.AreEqual(offset == 0 ? "erase" : "read back", error.Step);
            Assert.IsTrue(error.Address >= 0x08000000 + (offset / unit * unit) && error.Address < 0x08000000 + (offset / unit * unit) + unit, "found at another address");
            Assert.AreEqual(3, rig.Part.Memory.Flash.EraseCount, "attempts");
            IsLeftInBootloader(rig);
        }

        [DataRow("L432", 0, 1)]
        [DataRow("L432", 777, 2)]
        [DataRow("L432", 1103, 2)]
        [DataRow("U575", 15, 2)]
        [DataRow("F103", 600, 1)]
        public void A_cell_that_does_not_erase_at_first_is_erased_again(string name, int offset, int erases)
        {
            byte[] content = FakeImages.Program(Size, "1.0.0");
            Rig rig = new Rig(name, content);
            rig.Part.Memory.Flash.Load(0, new byte[Size]);
            rig.Part.Memory.Flash.Stick(offset, 0x3C, erases);

            rig.Program();

            Assert.IsTrue(rig.Runs(content, "1.0.0"));
            int pages = (Size + rig.Part.Part.PageSize - 1) / rig.Part.Part.PageSize;
            Assert.AreEqual(pages + erases, rig.Part.Memory.Flash.EraseCount);
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
            rig.Describe(true, false);
            rig.Part.Memory.Flash.Load(0, new byte[4]);
            rig.Part.Memory.Flash.Stick(offset, 0x3C, 100);

            BridgeException error = rig.ProgramInVain();

            Assert.IsTrue(error.Address == 0x08000000 + offset);
            Assert.AreEqual("0x00", error.Expected);
            Assert.AreEqual("0x3C after 3 attempts", error.Got);
        }

        [DataRow("L432", 8)]
        [DataRow("U575", 16)]
        [DataRow("F103", 2)]
        public void Units_that_fail_once_are_erased_and_written_again(string name, int unit)
        {
            byte[] content = FakeImages.Program(Size, "1.0.0");
            Rig rig = new Rig(name, content);
            rig.Part.Memory.Flash.Load(0, new byte[4]);
            rig.Part.Memory.Flash.FailingUnits = 3;

            rig.Program();

            Assert.IsTrue(rig.Runs(content, "1.0.0"));
            int pages = (Size + rig.Part.Part.PageSize - 1) / rig.Part.Part.PageSize;
            Assert.AreEqual(pages + 1, rig.Part.Memory.Flash.EraseCount);
            Assert.AreEqual(3, rig.Target.ResetCount, "without a reset a unit that was not written whole makes the next ones fail");
        }

        [DataRow("L432", 0x11)]
        [DataRow("U575", 0x11)]
        [DataRow("F103", 0x11)]
        public void Units_that_fail_at_all_attempts_are_found_with_their_address(string name, int expected)
        {
            byte[] content = new byte[600];
            for (int i = 16; i < content.Length; i++)
            {
                content[i] = (byte)(i + 1);
            }

            Rig rig = new Rig(name, content);
            rig.Describe(true, false);
            rig.Part.Memory.Flash.FailingUnits = 100000;

            BridgeException error = rig.ProgramInVain();

            Assert.StartsWith("A: read back at 0x08000010: expected 0x" + expected.ToString("X2") + "; got 0xFF after 3 attempts. The part acknowledges and nothing changes. ", error.Message);
            Assert.AreEqual(3, rig.Part.Memory.Flash.EraseCount);
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
        public void A_part_that_is_smaller_than_it_reports_is_found()
        {
            Stm32Part part = Stm32Parts.Create("L432");
            part.FlashSize = 4096;
            part.FlashSizeRegister = 0;
            Rig rig = new Rig(part, FakeImages.Program(5000, "1.0.0"));

            BridgeException error = rig.ProgramInVain();

            Assert.AreEqual("check the size", error.Step);
            Assert.IsTrue(error.Address == 0x08001384);
            Assert.AreEqual(0, rig.Part.Memory.Flash.EraseCount);
            Assert.IsFalse(rig.HasNoProgram);
        }

        private static void IsLeftInBootloader(Rig rig)
        {
            Assert.IsTrue(rig.HasNoProgram, "it says that the part has a program");
            Assert.IsTrue(rig.Part.State == PartState.Bootloader, "the part left its bootloader");
        }
    }
}
