using Esp32Bridge.Devices;
using Esp32Bridge.Errors;
using Esp32Bridge.Images;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    /// <summary>Option bytes that swap the banks, or boot an address other than the programmed one.</summary>
    [TestClass]
    public class BankTests
    {
        private const int Kilobyte = 1024;
        private const int Flash = 0x08000000;
        private const int Half = 1024 * Kilobyte;

        [TestMethod]
        public void Swapped_banks_are_erased_by_the_numbers_of_the_intended_pages()
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

        // H563 has SWAP_BANK, but it is not readable.
        [TestMethod]
        public void A_part_whose_bank_swap_is_not_readable_is_programmed_and_loses_one_page_of_the_other_bank()
        {
            byte[] old = FakeImages.Program(900, "0.9.0");
            byte[] content = FakeImages.Program(20000, "1.0.0");
            Rig rig = new Rig("H563", content);
            rig.Target.Records = true;
            rig.Part.Memory.Flash.Load(Half, old);
            rig.Part.Memory.Flash.Load(0, new byte[40000]);
            rig.Part.Memory.Options.SwapBank = true;
            rig.Part.PowerOn(rig.Clock.Microseconds);
            rig.Settle();

            rig.Program();

            Assert.AreEqual("0 128 129 130 ", Wire.ErasedPages(rig.Target.Written));
            Assert.Contains("A: warning: the banks are exchanged (SWAP_BANK) and the bootloader does not show it: the page at 0x08100000 was erased too|", rig.Log.Text);
            Assert.AreEqual("1.0.0", rig.Part.Version);
            Assert.AreEqual(Hex.ToText(content, 0, content.Length), Hex.ToText(rig.Part.Memory.Flash.Copy(Half, content.Length), 0, content.Length));
            Assert.AreEqual(0, (int)rig.Part.Memory.Flash.Read(8 * Kilobyte), "a second page of the other bank");
        }

        // The erase of an empty page shows nothing and does no harm.
        [TestMethod]
        public void With_an_empty_other_bank_the_swap_is_found_by_trial()
        {
            byte[] content = FakeImages.Program(20000, "1.0.0");
            Rig rig = new Rig("H563", content);
            rig.Part.Memory.Flash.Load(Half, FakeImages.Program(900, "0.9.0"));
            rig.Part.Memory.Options.SwapBank = true;
            rig.Part.PowerOn(rig.Clock.Microseconds);
            rig.Settle();

            rig.Program();

            Assert.AreEqual("1.0.0", rig.Part.Version);
            Assert.DoesNotContains("warning", rig.Log.Text);
        }

        // The old program is in both banks: it must not be started with an erased page in it.
        [TestMethod]
        public void A_line_that_fails_after_the_erase_of_the_wrong_page_leaves_no_program_and_the_next_attempt_succeeds()
        {
            byte[] content = FakeImages.Program(20000, "1.0.0");
            Rig rig = new Rig("H563", content);
            rig.Part.Memory.Flash.Load(Half, FakeImages.Program(900, "0.9.0"));
            rig.Part.Memory.Flash.Load(0, new byte[40000]);
            rig.Part.Memory.Options.SwapBank = true;
            rig.Part.PowerOn(rig.Clock.Microseconds);
            rig.Settle();
            FrameFaults.Of(rig).Spoil("silence", 0x44, 1, 1, 6);

            rig.ProgramInVain();

            Assert.IsTrue(rig.HasNoProgram);
            Assert.IsTrue(rig.Part.State == PartState.Bootloader);

            rig.Program();

            Assert.AreEqual("1.0.0", rig.Part.Version);
        }

        // The old program is in both banks. When the line failed, it was not known whether the erase hit its middle.
        [DataRow(0x44, 2)]
        [DataRow(0x11, 1)]
        public void A_line_that_fails_before_the_wrong_page_is_seen_leaves_no_program_and_the_next_attempt_succeeds(int code, int step)
        {
            const int Bank = 64 * Kilobyte;
            byte[] old = FakeImages.Program(Bank + 40000, "0.9.0");
            byte[] first = new byte[Bank];
            byte[] second = new byte[40000];
            System.Array.Copy(old, 0, first, 0, Bank);
            System.Array.Copy(old, Bank, second, 0, second.Length);
            Rig rig = new Rig("H503", FakeImages.Program(20000, "1.0.0"));
            rig.Part.Memory.Flash.Load(Bank, first);
            rig.Part.Memory.Flash.Load(0, second);
            rig.Part.Memory.Options.SwapBank = true;
            rig.Part.PowerOn(rig.Clock.Microseconds);
            rig.Settle();
            FrameFaults line = FrameFaults.Of(rig);
            bool isSpoiled = false;
            line.OnFrame = () =>
            {
                if (!isSpoiled && (code == 0x44 || rig.Part.Memory.Flash.EraseCount > 0))
                {
                    isSpoiled = true;
                    line.Spoil("silence", code, step, 0, 6);
                }
            };

            rig.ProgramInVain();

            Assert.IsTrue(rig.Part.Memory.Flash.EraseCount > 0);
            Assert.IsTrue(rig.HasNoProgram, "the record tells of a program");
            Assert.IsTrue(rig.Part.State == PartState.Bootloader, "a program with a hole was started");

            rig.Program();

            Assert.AreEqual("1.0.0", rig.Part.Version);
        }

        // Two reports say that the numbers stay those of the flash, but only for U5.
        [DataRow("G0B1")]
        [DataRow("U575")]
        [DataRow("U375")]
        public void Swapped_banks_whose_numbers_follow_their_addresses_are_programmed(string name)
        {
            Stm32Part part = Stm32Parts.Create(name);
            part.NumbersFollowSwap = true;
            int bank = part.FlashSize / 2;
            byte[] content = FakeImages.Program(20000, "1.0.0");
            Rig rig = new Rig(part, content);
            rig.Part.Memory.Flash.Load(bank, FakeImages.Program(900, "0.9.0"));
            rig.Part.Memory.Flash.Load(0, new byte[40000]);
            rig.Part.Memory.Options.SwapBank = true;
            rig.Part.PowerOn(rig.Clock.Microseconds);
            rig.Settle();

            rig.Program();

            Assert.AreEqual("1.0.0", rig.Part.Version);
            Assert.AreEqual(Hex.ToText(content, 0, content.Length), Hex.ToText(rig.Part.Memory.Flash.Copy(bank, content.Length), 0, content.Length));
            Assert.Contains("counts its pages as if they were not: the page at 0x" + (0x08000000 + bank).ToString("X8") + " was erased too|", rig.Log.Text);
        }

        // Matching pages of the other bank were compared before the first erase hit one of them.
        [TestMethod]
        public void An_image_in_both_swapped_banks_is_whole()
        {
            const int Bank = 64 * Kilobyte;
            byte[] content = FakeImages.Program(Bank + 20000, "1.0.0");
            byte[] first = new byte[Bank];
            byte[] second = new byte[20000];
            System.Array.Copy(content, 0, first, 0, Bank);
            System.Array.Copy(content, Bank, second, 0, second.Length);
            second[19999] ^= 1;
            Rig rig = new Rig("H503", content);
            rig.Part.Memory.Options.SwapBank = true;
            rig.Part.Memory.Flash.Load(Bank, first);
            rig.Part.Memory.Flash.Load(0, second);
            rig.Part.PowerOn(rig.Clock.Microseconds);
            rig.Settle();

            rig.Program();

            Assert.AreEqual("1.0.0", rig.Part.Version);
            for (int offset = 0; offset < content.Length; offset++)
            {
                Assert.AreEqual(content[offset], rig.Part.Memory.Flash.Read((offset + Bank) % (2 * Bank)), "at " + offset);
            }
        }

        // An interrupted job had written the first page without its start. The first erase hits a page that was kept.
        [TestMethod]
        public void A_matching_page_that_is_erased_by_mistake_is_written_again()
        {
            const int Bank = 64 * Kilobyte;
            byte[] content = FakeImages.Program(Bank + 20000, "1.0.0");
            byte[] first = new byte[Bank];
            byte[] second = new byte[20000];
            System.Array.Copy(content, 0, first, 0, Bank);
            System.Array.Copy(content, Bank, second, 0, second.Length);
            for (int i = 0; i < 8 * Kilobyte; i++)
            {
                first[i] = 0xFF;
            }

            second[19999] ^= 1;
            Rig rig = new Rig("H503", content);
            rig.Part.Memory.Options.SwapBank = true;
            rig.Part.Memory.Flash.Load(Bank, first);
            rig.Part.Memory.Flash.Load(0, second);
            rig.Flash.Flash = FlashState.NoProgram;

            BridgeException error = rig.ProgramInVain();

            Assert.AreEqual("one that was erased by the number of that at 0x08014000", error.Got);
            Assert.IsTrue(rig.HasNoProgram);

            rig.Program();

            Assert.AreEqual("1.0.0", rig.Part.Version);
            for (int offset = 0; offset < content.Length; offset++)
            {
                Assert.AreEqual(content[offset], rig.Part.Memory.Flash.Read((offset + Bank) % (2 * Bank)), "at " + offset);
            }
        }

        [TestMethod]
        public void A_part_that_boots_its_second_bank_is_refused_and_continues()
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

        // It is not known which bank boots: the job would report success although the part continues with the second one.
        [TestMethod]
        public void A_part_with_unreadable_options_is_refused_if_its_second_bank_has_a_program()
        {
            Stm32Part part = Stm32Parts.Create("L476");
            part.OptionFiller = 0xFF;
            Rig rig = new Rig(part, FakeImages.Program(5000, "1.0.0"));
            rig.Part.Memory.Flash.Load(512 * Kilobyte, FakeImages.Program(900, "0.9.0", 0x08080000));
            rig.Part.Memory.Options.BootBank2 = true;
            rig.Part.PowerOn(rig.Clock.Microseconds);
            rig.Settle();

            Assert.AreEqual("option bytes that cannot be read and a stack pointer at 0x08080000", rig.ProgramInVain().Got);

            Assert.AreEqual(0, rig.Part.Memory.Flash.EraseCount);
            Assert.AreEqual("0.9.0", rig.Part.Version);
        }

        [TestMethod]
        public void A_program_in_the_second_bank_that_boots_needs_nothing_in_the_first_one()
        {
            Rig rig = new Rig("L476", FakeImages.Program(5000, "1.0.0", 0x08080000));
            rig.Image = rig.Images.Describe(0x415, 0x08080000);
            rig.Part.Memory.Options.BootBank2 = true;
            rig.Part.Memory.Flash.Load(512 * Kilobyte, FakeImages.Program(900, "0.9.0", 0x08080000));

            rig.Program();

            Assert.AreEqual("1.0.0", rig.Part.Version);
        }

        [DataRow(false, 0x08080000)]
        [DataRow(true, 0x08090000)]
        public void A_program_in_the_second_bank_that_nothing_starts_is_refused(bool bootsBank2, int address)
        {
            Rig rig = new Rig("L476", FakeImages.Program(5000, "1.0.0", (uint)address));
            rig.Image = rig.Images.Describe(0x415, (uint)address);
            rig.Part.Memory.Options.BootBank2 = bootsBank2;

            Assert.AreEqual("an empty flash", rig.ProgramInVain().Got);
        }

        // Its size register is not readable, and its second bank is not at the address of that of the largest part.
        [TestMethod]
        public void A_part_of_unknown_size_that_boots_its_second_bank_is_refused_and_continues()
        {
            Stm32Part part = Stm32Parts.Create("L476");
            part.FlashSize = 512 * Kilobyte;
            part.FlashSizeRegister = 0;
            Rig rig = new Rig(part, FakeImages.Program(5000, "1.0.0"));
            rig.Part.Memory.Flash.Load(256 * Kilobyte, FakeImages.Program(900, "0.9.0", 0x08040000));
            rig.Part.Memory.Options.BootBank2 = true;
            rig.Part.PowerOn(rig.Clock.Microseconds);
            rig.Settle();

            Assert.AreEqual("BFB2 = 1 and a stack pointer at 0x08040000", rig.ProgramInVain().Got);

            Assert.AreEqual(0, rig.Part.Memory.Flash.EraseCount);
            Assert.AreEqual("0.9.0", rig.Part.Version);
        }

        [DataRow("H563", 1024, false)]
        [DataRow("H563", 1024, true)]
        [DataRow("H563", 512, false)]
        public void A_part_with_less_flash_and_without_readable_size_and_options_is_programmed(string name, int kilobytes, bool isSwapped)
        {
            Stm32Part part = Stm32Parts.Create(name);
            part.FlashSize = kilobytes * Kilobyte;
            int place = isSwapped ? part.FlashSize / 2 : 0;
            byte[] content = FakeImages.Program(20000, "1.0.0");
            Rig rig = new Rig(part, content);
            rig.Part.Memory.Flash.Load(place, FakeImages.Program(900, "0.9.0"));
            rig.Part.Memory.Options.SwapBank = isSwapped;
            rig.Part.PowerOn(rig.Clock.Microseconds);
            rig.Settle();

            rig.Program();

            Assert.AreEqual("1.0.0", rig.Part.Version);
            Assert.AreEqual(Hex.ToText(content, 0, content.Length), Hex.ToText(rig.Part.Memory.Flash.Copy(place, content.Length), 0, content.Length));
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

        [TestMethod]
        public void A_part_that_boots_the_middle_of_the_image_is_refused()
        {
            Rig rig = new Rig("U575", FakeImages.Program(20000, "1.0.0"));
            rig.Part.Memory.Options.BootAddress = 0x08002000;

            Assert.AreEqual(
                "A: check what boots at 0x08000000: expected option bytes that boot the image; got NSBOOTADD0 = 0x08002000. The part would begin in the middle of the image. Change the option bytes with a debug probe or give the image the address that boots.",
                rig.ProgramInVain().Message);
            Assert.AreEqual(0, rig.Part.Memory.Flash.EraseCount);
        }

        [DataRow("U575", 0x00)]
        [DataRow("U575", 0xFF)]
        [DataRow("L476", 0x00)]
        [DataRow("L476", 0xFF)]
        public void Option_words_of_only_zeros_or_ones_are_ignored(string name, int filler)
        {
            Stm32Part part = Stm32Parts.Create(name);
            part.OptionFiller = filler;
            byte[] content = FakeImages.Program(20000, "1.0.0");
            Rig rig = new Rig(part, content);
            rig.Install(FakeImages.Program(900, "0.9.0"));

            rig.Program();

            Assert.IsTrue(rig.Runs(content, "1.0.0"));
        }

        // Page 1 of 2 KiB is at 0x08000800. Page 1 of 4 KiB is inside the old program; the data after the image would be lost too.
        [DataRow("G474S", 0x08000000)]
        [DataRow("G474S", 0x08000800)]
        [DataRow("L4R5S", 0x08004000)]
        [DataRow("L552", 0x08000000)]
        [DataRow("F767", 0x08000000)]
        [DataRow("F427", 0x08060000)]
        public void A_part_whose_page_layout_is_not_readable_is_refused_and_continues(string name, int address)
        {
            Stm32Part part = Stm32Parts.Create(name);
            part.OptionFiller = 0xFF;
            byte[] old = FakeImages.Program(900, "0.9.0");
            byte[] program = FakeImages.Program(200000, "0.9.0", (uint)address);
            Rig rig = new Rig(part, FakeImages.Program(150000, "1.0.0", (uint)address));
            rig.Install(old);
            if (address != Flash)
            {
                rig.Part.Memory.Flash.Load(address - Flash, program);
            }

            rig.Image = rig.Images.Describe(part.Id, (uint)address);

            Assert.AreEqual("check the banks", rig.ProgramInVain().Step);

            Assert.AreEqual(0, rig.Part.Memory.Flash.EraseCount);
            Assert.AreEqual("0.9.0", rig.Part.Version);
        }

        // A custom device without banks, and a sector that extends over the middle of its flash.
        [TestMethod]
        public void A_sector_that_does_not_fit_into_a_second_bank_is_programmed()
        {
            Stm32Part part = Stm32Parts.Create("F051");
            part.OptionFiller = 0;
            part.SectorSizes = new int[] { 48 * Kilobyte, 8 * Kilobyte, 8 * Kilobyte };
            byte[] content = FakeImages.Program(50000, "1.0.0");
            Rig rig = new Rig(part, content);
            rig.Install(FakeImages.Program(900, "0.9.0"));
            rig.Programmer = rig.CreateProgrammer(
                rig.Target,
                new Stm32Device(new Stm32Devices().Find(0x440))
                {
                    Pages = new FlashLayout(new int[] { 1, 2 }, new int[] { 48 * Kilobyte, 8 * Kilobyte }),
                    HasOneBank = false,
                });

            rig.Program();

            Assert.IsTrue(rig.Runs(content, "1.0.0"));
        }

        // The sectors up to 512 KiB are the same with one bank and with two.
        [TestMethod]
        public void A_part_whose_page_layout_is_not_readable_is_programmed_if_the_layout_does_not_matter()
        {
            Stm32Part part = Stm32Parts.Create("F427");
            part.OptionFiller = 0xFF;
            byte[] content = FakeImages.Program(200000, "1.0.0");
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
        public void A_protection_that_ends_at_the_next_power_on_is_named_and_the_job_continues_after_it()
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
        public void A_part_that_has_less_flash_than_the_image_needs_is_not_touched()
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

        // Data at a protected page. Other data stays, whatever number its page would have in another part.
        [DataRow("WB55", 640, 0x08050000, 0x80000)]
        [DataRow("L073", 128, 0x08010000, 96 * Kilobyte)]
        [DataRow("F303", 192, 0x08018000, 128 * Kilobyte)]
        public void In_a_smaller_part_with_one_bank_a_page_that_cannot_be_erased_costs_no_other_page(string name, int kilobytes, int address, int neighbour)
        {
            Stm32Part part = Stm32Parts.Create(name);
            part.FlashSize = kilobytes * Kilobyte;
            Rig rig = new Rig(part, FakeImages.Program(300, "1.0.0"));
            rig.Install(FakeImages.Program(900, "0.9.0"));
            int page = part.PageAt(address - Flash);
            rig.Part.Memory.Flash.Load(address - Flash, new byte[] { 1, 2, 3 });
            rig.Part.Memory.Flash.Load(neighbour, new byte[] { 4, 5, 6 });
            rig.Part.Memory.Flash.Protect(page, true);
            rig.Image = new ImageDescription(rig.Image.Url, 300, rig.Image.Sha256, part.Id, (uint)address, "1.0.0") { IsData = true };

            rig.ProgramInVain();

            Assert.AreEqual(0, rig.Part.Memory.Flash.EraseCount);
            Assert.AreEqual(4, (int)rig.Part.Memory.Flash.Read(neighbour));
        }

        [DataRow("G473B", 70000)]
        [DataRow("L476", 530000)]
        public void An_image_that_extends_into_a_bank_that_could_boot_is_refused(string name, int size)
        {
            Rig rig = new Rig(name, FakeImages.Program(size, "1.0.0"));
            rig.Install(FakeImages.Program(900, "0.9.0"));
            rig.Part.Memory.Options.BootBank2 = true;

            BridgeException error = rig.ProgramInVain();

            Assert.AreEqual("check what boots", error.Step);
            Assert.Contains("reaches into the second bank", error.Got);
            Assert.AreEqual(0, rig.Part.Memory.Flash.EraseCount);
        }

        [TestMethod]
        public void An_erase_that_hits_the_other_bank_is_not_repeated()
        {
            Rig rig = new Rig("H503", FakeImages.Program(5000, "1.0.0"));
            rig.Part.Memory.Options.SwapBank = true;
            rig.Part.Memory.Flash.Load(0, FakeImages.Program(900, "0.8.0"));
            rig.Part.Memory.Flash.Load(64 * Kilobyte, FakeImages.Program(900, "0.9.0"));
            rig.Part.PowerOn(rig.Clock.Microseconds);
            rig.Settle();

            rig.Program();

            Assert.Contains("SWAP_BANK", rig.Log.Text);
            Assert.AreEqual("1.0.0", rig.Part.Version);
        }

        // Sector 3 of one bank, sector 13 of two banks, and the second bank of a part with half of the flash.
        [DataRow("F767", 0x08018000)]
        [DataRow("F427", 0x08084000)]
        public void The_starts_of_pages_depend_on_the_options_of_the_part(string name, int address)
        {
            byte[] content = FakeImages.Program(300, "1.0.0");
            Rig rig = new Rig(name, content);
            rig.Install(FakeImages.Program(900, "0.9.0"));
            rig.Image = new ImageDescription(rig.Image.Url, 300, rig.Image.Sha256, rig.Part.Part.Id, (uint)address, "1.0.0") { IsData = true };

            rig.Program();

            Assert.AreEqual((int)content[299], (int)rig.Part.Memory.Flash.Read(address - Flash + 299));
        }

        [TestMethod]
        public void Write_protection_of_the_second_bank_of_a_smaller_part_is_named()
        {
            Stm32Part part = Stm32Parts.Create("U575");
            part.FlashSize = 1024 * Kilobyte;
            part.WriteProtection[0].Pages = 64;
            part.WriteProtection[1].Pages = 64;
            part.WriteProtection[2].FirstPage = 64;
            part.WriteProtection[2].Pages = 64;
            part.WriteProtection[3].FirstPage = 64;
            part.WriteProtection[3].Pages = 64;
            Rig rig = new Rig(part, FakeImages.Program(300, "1.0.0"));
            rig.Install(FakeImages.Program(900, "0.9.0"));
            rig.Part.Memory.Flash.Load(512 * Kilobyte, new byte[] { 1, 2, 3 });
            rig.Part.Memory.Flash.Protect(64, true);
            rig.Image = new ImageDescription(rig.Image.Url, 300, rig.Image.Sha256, part.Id, Flash + (512 * Kilobyte), "1.0.0") { IsData = true };

            Assert.Contains("got one that is protected (WRP or PCROP)", rig.ProgramInVain().Message);
        }

        [TestMethod]
        public void An_image_at_the_alias_of_the_boot_address_is_programmed()
        {
            byte[] content = FakeImages.Program(5000, "1.0.0", 0x08008000);
            Rig rig = new Rig("F767", content);
            rig.Image = rig.Images.Describe(0x451, 0x08008000);
            rig.Part.Memory.Options.BootAddress = 0x00208000;

            rig.Program();

            Assert.AreEqual("1.0.0", rig.Part.Version);
        }
    }
}
