using Esp32Bridge.Devices;
using Esp32Bridge.Errors;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    /// <summary>Option bytes that exchange the banks, or boot another address than the one that is programmed.</summary>
    [TestClass]
    public class BankTests
    {
        private const int Kilobyte = 1024;
        private const int Half = 1024 * Kilobyte;

        [TestMethod]
        public void Exchanged_banks_are_erased_by_the_numbers_of_the_pages_that_are_meant()
        {
            byte[] content = FakeImages.Program(20000, "1.0.0");
            byte[] other = FakeImages.Program(900, "0.8.0");
            Rig rig = new Rig("U575", content);
            rig.Target.Records = true;
            Flash flash = rig.Part.Memory.Flash;
            flash.Load(0, other);
            flash.Load(Half, FakeImages.Program(900, "0.9.0"));
            rig.Part.Memory.Options.SwapBank = true;

            rig.Program();

            Assert.AreEqual("1.0.0", rig.Part.Version);
            Assert.AreEqual("128 129 130 ", Wire.ErasedPages(rig.Target.Written));
            Assert.AreEqual(Hex.ToText(content, 0, content.Length), Hex.ToText(flash.Copy(Half, content.Length), 0, content.Length));
            Assert.AreEqual(Hex.ToText(other, 0, other.Length), Hex.ToText(flash.Copy(0, other.Length), 0, other.Length));
        }

        // H563 has SWAP_BANK, and does not show it.
        [TestMethod]
        public void A_part_that_does_not_show_its_options_loses_no_more_than_the_page_that_its_number_means()
        {
            byte[] old = FakeImages.Program(900, "0.9.0");
            Rig rig = new Rig("H563", FakeImages.Program(20000, "1.0.0"));
            rig.Target.Records = true;
            rig.Part.Memory.Flash.Load(Half, old);
            rig.Part.Memory.Flash.Load(0, new byte[40000]);
            rig.Part.Memory.Options.SwapBank = true;
            rig.Part.PowerOn(rig.Clock.Microseconds);
            rig.Settle();

            BridgeException error = rig.ProgramInVain();

            Assert.StartsWith("A: erase at 0x08000000: expected 0xFF behind the erase of page 0; got 0x00. The part acknowledges and nothing changes. Whether write protection (WRP) is on cannot be read nor how its banks are divided and exchanged.", error.Message);
            Assert.AreEqual("0 ", Wire.ErasedPages(rig.Target.Written).Substring(0, 2));
            Assert.AreEqual(-1, Wire.ErasedPages(rig.Target.Written).IndexOf('1'));
            Assert.AreEqual("0.9.0", rig.Part.Version);
            Assert.IsFalse(rig.HasNoProgram);
        }

        [TestMethod]
        public void A_part_that_boots_its_second_bank_is_refused_and_goes_on()
        {
            byte[] second = FakeImages.Program(900, "0.9.0", 0x08080000);
            Rig rig = new Rig("L476", FakeImages.Program(5000, "1.0.0"));
            rig.Part.Memory.Flash.Load(512 * Kilobyte, second);
            rig.Part.Memory.Options.BootBank2 = true;
            rig.Part.PowerOn(rig.Clock.Microseconds);
            rig.Settle();

            BridgeException error = rig.ProgramInVain();

            Assert.AreEqual("A: check what boots at 0x08000000: expected option bytes that boot the image; got BFB2 = 1 and a stack pointer at 0x08080000. The part would go on with another program. Change the option bytes with a debug probe or give the image the address that boots.", error.Message);
            Assert.AreEqual(0, rig.Part.Memory.Flash.EraseCount);
            Assert.AreEqual("0.9.0", rig.Part.Version);
            Assert.IsFalse(rig.HasNoProgram);
        }

        [TestMethod]
        public void With_an_empty_second_bank_the_first_one_boots_and_is_programmed()
        {
            Rig rig = new Rig("L476", FakeImages.Program(5000, "1.0.0"));
            rig.Part.Memory.Options.BootBank2 = true;

            rig.Program();

            Assert.AreEqual("1.0.0", rig.Part.Version);
        }

        [DataRow(0x08010000)]
        [DataRow(0x0BF90000)]
        [DataRow(0x20000000)]
        public void A_part_that_boots_another_address_is_refused(int boots)
        {
            Rig rig = new Rig("U575", FakeImages.Program(5000, "1.0.0"));
            rig.Part.Memory.Options.BootAddress = (uint)boots;

            BridgeException error = rig.ProgramInVain();

            Assert.AreEqual("check what boots", error.Step);
            Assert.AreEqual("NSBOOTADD0 = 0x" + ((uint)boots).ToString("X8"), error.Got);
            Assert.AreEqual(0, rig.Part.Memory.Flash.EraseCount);
        }

        [DataRow("U575", 0x00)]
        [DataRow("U575", 0xFF)]
        [DataRow("L476", 0x00)]
        [DataRow("L476", 0xFF)]
        public void Option_words_of_zeros_or_ones_alone_are_not_believed(string name, int filler)
        {
            Stm32Part part = Stm32Parts.Create(name);
            part.OptionFiller = filler;
            byte[] content = FakeImages.Program(20000, "1.0.0");
            Rig rig = new Rig(part, content);
            rig.Install(FakeImages.Program(900, "0.9.0"));

            rig.Program();

            Assert.IsTrue(rig.Runs(content, "1.0.0"));
        }

        [TestMethod]
        public void An_image_at_the_address_that_boots_is_programmed()
        {
            Rig rig = new Rig("U575", FakeImages.Program(5000, "1.0.0", 0x08010000));
            rig.Image = rig.Images.Describe(0x482, 0x08010000);
            rig.Part.Memory.Options.BootAddress = 0x08010000;

            rig.Program();

            Assert.AreEqual("1.0.0", rig.Part.Version);
        }

        [TestMethod]
        public void A_protection_that_ends_at_the_next_power_on_is_told_and_the_job_goes_on_behind_it()
        {
            Stm32Part part = Stm32Parts.Create("G071");
            part.LaunchesOptionsAtPowerOn = true;
            byte[] content = FakeImages.Program(5000, "1.0.0");
            Rig rig = new Rig(part, content);
            rig.Install(FakeImages.Program(900, "0.9.0"));
            rig.Part.Memory.Options.IsReadProtected = true;
            rig.Describe(false, true);

            BridgeException error = rig.ProgramInVain();

            Assert.IsTrue(error is PowerCycleException);
            Assert.IsTrue(rig.HasNoProgram, "it was erased");
            rig.Part.PowerOff();
            rig.Part.PowerOn(rig.Clock.Microseconds);
            rig.Program();
            Assert.IsTrue(rig.Runs(content, "1.0.0"));
        }

        [DataRow(0, 4, 128)]
        [DataRow(0, 4, 256)]
        [DataRow(255, 32, 8192)]
        public void Erased_values_and_units_of_other_families_are_programmed_and_read_back(int erasedValue, int unit, int pageSize)
        {
            Stm32Part part = Stm32Parts.Create("L432");
            part.ErasedValue = (byte)erasedValue;
            part.ProgramUnit = unit;
            part.PageSize = pageSize;
            part.HasEmptyFlag = false;
            byte[] content = FakeImages.Program(9001, "1.0.0");
            Rig rig = new Rig(part, content);
            rig.Programmer = rig.CreateProgrammer(
                rig.Target,
                new Stm32Device(new Stm32Devices().Find(0x435))
                {
                    Pages = new FlashLayout(pageSize),
                    ProgramUnit = unit,
                    ErasedValue = (byte)erasedValue,
                    HasEmptyFlag = false,
                });
            rig.Install(FakeImages.Program(5000, "0.9.0"));

            rig.Program();

            Assert.IsTrue(rig.Runs(content, "1.0.0"));
            rig.Target.Written.Clear();
            rig.Program();
            Assert.AreEqual(string.Empty, Wire.ErasedPages(rig.Target.Written));
        }

        [TestMethod]
        public void Page_numbers_that_the_erase_command_cannot_hold_are_refused_before_anything_is_erased()
        {
            Stm32Part part = Stm32Parts.Create("L496");
            part.Commands = Stm32Parts.Create("F103").Commands;
            Rig rig = new Rig(part, FakeImages.Program((256 * 2048) + 1, "1.0.0"));

            BridgeException error = rig.ProgramInVain();

            Assert.AreEqual("check the size", error.Step);
            Assert.AreEqual(0, rig.Part.Memory.Flash.EraseCount);
        }

        [TestMethod]
        public void A_part_that_has_less_flash_than_the_image_needs_is_not_touched_although_it_is_silent_there()
        {
            Stm32Part part = Stm32Parts.Create("F103");
            part.FlashSize = 64 * Kilobyte;
            byte[] old = FakeImages.Program(900, "0.9.0");
            Rig rig = new Rig(part, FakeImages.Program(80 * Kilobyte, "1.0.0"));
            rig.Install(old);

            BridgeException error = rig.ProgramInVain();

            Assert.AreEqual("check the size", error.Step);
            Assert.IsTrue(rig.Runs(old, "0.9.0"));
            Assert.IsFalse(rig.HasNoProgram);
        }
    }
}
