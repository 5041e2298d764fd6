using Esp32Bridge.Devices;
using Esp32Bridge.Errors;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    /// <summary>The bootloader acknowledges writes to protected pages, which keep their content: they are found before anything is touched.</summary>
    [TestClass]
    public class WriteProtectionTests
    {
        [DataRow("L432")]
        [DataRow("L476")]
        [DataRow("U575")]
        [DataRow("F103")]
        [DataRow("L053")]
        public void A_first_page_is_named_and_nothing_is_touched(string name)
        {
            byte[] old = FakeImages.Program(900, "0.9.0");
            Rig rig = new Rig(name, FakeImages.Program(1100, "1.0.0"));
            rig.Install(old);
            rig.Part.Memory.Flash.Protect(0, true);

            Assert.AreEqual(ErrorAt(0x08000000), rig.ProgramInVain().Message);

            ExpectUntouched(rig, old);
        }

        [DataRow("L432", 1)]
        [DataRow("U575", 2)]
        [DataRow("G071", 40)]
        [DataRow("F407", 5)]
        [DataRow("F411", 2)]
        [DataRow("G0B1", 3)]
        [DataRow("H743", 1)]
        [DataRow("H7A3", 4)]
        [DataRow("F767", 2)]
        [DataRow("F767D", 4)]
        public void A_later_page_is_named_and_nothing_is_touched(string name, int page)
        {
            Stm32Part part = Stm32Parts.Create(name);
            int place = part.StartOfPage(page);
            byte[] content = FakeImages.Program(place + 300, "1.0.0");
            byte[] old = FakeImages.Program(900, "0.9.0");
            Rig rig = new Rig(name, content);
            rig.Install(old);
            rig.Part.Memory.Flash.Load(place, new byte[300]);
            rig.Part.Memory.Flash.Protect(page, true);

            Assert.AreEqual(ErrorAt(0x08000000 + (uint)place), rig.ProgramInVain().Message);

            ExpectUntouched(rig, old);
        }

        // Noise in a single read of a word could make a protected page look unprotected: the old program would be lost before that shows.
        [DataRow("L432", 3)]
        [DataRow("F103", 4)]
        [DataRow("L053", 32)]
        public void A_page_is_named_although_a_word_was_misread(string name, int page)
        {
            Stm32Part part = Stm32Parts.Create(name);
            byte[] old = FakeImages.Program(part.StartOfPage(page) + 5000, "0.9.0");
            byte[] content = FakeImages.Program(old.Length, "1.0.0");
            FrameFaults line;
            int skip = 0;
            do
            {
                Rig rig = new Rig(name, content);
                rig.Install(old);
                rig.Part.Memory.Flash.Protect(page, true);
                rig.Part.Memory.Flash.Protect(page + 1, true);
                line = FrameFaults.Of(rig);
                line.Spoil("noise", 0x11, 3, skip, 1);

                rig.ProgramInVain();

                ExpectUntouched(rig, old);
                skip++;
            }
            while (line.Faults > 0);

            Assert.IsTrue(skip > 10, "there was no noise");
        }

        // The first page is erased first, whichever page differs.
        [TestMethod]
        public void A_first_page_that_matches_is_named_if_another_one_differs()
        {
            byte[] content = FakeImages.Program(5000, "1.0.0");
            Rig rig = new Rig("L432", content);
            rig.Install(content);
            rig.Part.Memory.Flash.Load(4096, new byte[] { 0x42 });
            rig.Part.Memory.Flash.Protect(0, true);

            Assert.AreEqual(ErrorAt(0x08000000), rig.ProgramInVain().Message);

            Assert.AreEqual(0, rig.Part.Memory.Flash.EraseCount);
            Assert.AreEqual("1.0.0", rig.Part.Version);
        }

        [TestMethod]
        public void An_empty_first_page_is_named_and_no_program_is_claimed()
        {
            Rig rig = new Rig("L432", FakeImages.Program(1100, "1.0.0"));
            rig.Part.Memory.Flash.Protect(0, true);

            Assert.AreEqual(ErrorAt(0x08000000), rig.ProgramInVain().Message);

            Assert.IsTrue(rig.HasNoProgram);
            Assert.IsTrue(rig.Part.State == PartState.Bootloader);
        }

        // Its word reads 0, others do not.
        [TestMethod]
        public void The_first_page_of_the_second_bank_alone_is_named_and_nothing_is_touched()
        {
            Stm32Part part = Stm32Parts.Create("L496");
            byte[] content = FakeImages.Program((part.FlashSize / 2) + 300, "1.0.0");
            byte[] old = FakeImages.Program(900, "0.9.0");
            Rig rig = new Rig(part, content);
            rig.Install(old);
            rig.Part.Memory.Flash.Load(part.FlashSize / 2, new byte[300]);
            rig.Part.Memory.Flash.Protect(part.PageAt(part.FlashSize / 2), true);

            Assert.AreEqual(ErrorAt(0x08000000 + (uint)(part.FlashSize / 2)), rig.ProgramInVain().Message);

            ExpectUntouched(rig, old);
        }

        [TestMethod]
        public void A_page_after_the_image_does_not_matter()
        {
            byte[] content = FakeImages.Program(5000, "1.0.0");
            Rig rig = new Rig("L432", content);
            rig.Install(FakeImages.Program(900, "0.9.0"));
            rig.Part.Memory.Flash.Protect(3, true);

            rig.Program();

            Assert.IsTrue(rig.Runs(content, "1.0.0"));
        }

        // So many pages differ that not every page is compared.
        [TestMethod]
        public void A_page_between_others_that_differ_keeps_its_content()
        {
            byte[] content = FakeImages.Program(30 * 2048, "1.0.0");
            Rig rig = new Rig("L432", content);
            rig.Install(FakeImages.Program(900, "0.9.0"));
            byte[] kept = new byte[2048];
            System.Array.Copy(content, 13 * 2048, kept, 0, kept.Length);
            rig.Part.Memory.Flash.Load(13 * 2048, kept);
            rig.Part.Memory.Flash.Protect(13, true);

            rig.Program();

            Assert.IsTrue(rig.Runs(content, "1.0.0"));
        }

        [TestMethod]
        public void A_later_page_that_matches_does_not_matter()
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
        public void TrustZone_that_ignores_the_writes_is_named_and_the_old_program_runs_again()
        {
            byte[] old = FakeImages.Program(900, "0.9.0");
            Rig rig = new Rig("U575", FakeImages.Program(600, "1.0.0"));
            rig.Install(old);
            rig.Part.Memory.Options.TrustZone = true;

            Assert.AreEqual(
                "A: erase at 0x08000000: expected 0xFF after the erase of page 0; got 0x00. TrustZone is on (TZEN = 1): the bootloader acknowledges writes that change nothing. Switch it off with a debug probe.",
                rig.ProgramInVain().Message);

            Assert.IsTrue(rig.Runs(old, "0.9.0"), "the old program does not run");
            Assert.IsFalse(rig.HasNoProgram);
        }

        // WRP2A and WRP2B of a part with one bank, in which all four words count the pages from 0.
        [DataRow("G474S", 0x1FFFF818)]
        [DataRow("G474S", 0x1FFFF820)]
        [DataRow("L4R5S", 0x1FF01018)]
        [DataRow("L552", 0x40022068)]
        public void A_page_that_a_word_of_the_second_bank_protects_is_named_if_there_is_one_bank(string name, int word)
        {
            Stm32Part part = Stm32Parts.Create(name);
            part.Options = name == "L4R5S" ? new OptionArea[] { part.Options[0], new OptionArea(0x1FF01000, 0x30, OptionFormat.WordAndComplement) } : part.Options;
            WriteProtection[] words = new Stm32Devices().Find(part.Id).SingleBankWriteProtections;
            part.WriteProtection = new ProtectionField[words.Length];
            for (int i = 0; i < words.Length; i++)
            {
                part.WriteProtection[i] = new ProtectionField { Word = words[i].Address, Pages = words[i].Address == (uint)word ? part.PageCount : 0 };
            }

            byte[] old = FakeImages.Program(40000, "0.9.0");
            Rig rig = new Rig(part, FakeImages.Program(40000, "1.0.0"));
            rig.Install(old);
            rig.Part.Memory.Flash.Protect(2, true);
            rig.Part.Memory.Flash.Protect(3, true);

            Assert.AreEqual(ErrorAt((uint)(0x08000000 + part.StartOfPage(2))), rig.ProgramInVain().Message);

            ExpectUntouched(rig, old);
        }

        // With SPRMOD a sector whose bit is 1 is protected, and one whose bit is 0 is not.
        [DataRow(0)]
        [DataRow(2)]
        public void A_sector_that_is_also_protected_against_reading_is_named_and_nothing_is_touched(int sector)
        {
            byte[] old = FakeImages.Program(900, "0.9.0");
            Rig rig = new Rig("F411", FakeImages.Program(40000, "1.0.0"));
            rig.Install(old);
            rig.Part.Memory.Flash.Load(0x8000, new byte[300]);
            rig.Part.Memory.Options.Pcrop = true;
            rig.Part.Memory.Flash.Protect(sector, true);

            Assert.AreEqual(ErrorAt(0x08000000 + (uint)(sector * 0x4000)), rig.ProgramInVain().Message);

            ExpectUntouched(rig, old);
        }

        [TestMethod]
        public void Sectors_that_SPRMOD_leaves_open_are_programmed()
        {
            byte[] content = FakeImages.Program(40000, "1.0.0");
            Rig rig = new Rig("F411", content);
            rig.Install(FakeImages.Program(900, "0.9.0"));
            rig.Part.Memory.Options.Pcrop = true;
            rig.Part.Memory.Flash.Protect(3, true);

            rig.Program();

            Assert.IsTrue(rig.Runs(content, "1.0.0"));
        }

        // Areas that are protected against reading are in other words, in steps that are smaller than a page.
        [DataRow("L432", 2)]
        [DataRow("L476", 5)]
        [DataRow("L4R5", 1)]
        [DataRow("G071", 3)]
        [DataRow("G0B1", 2)]
        [DataRow("G474", 7)]
        [DataRow("G474", 130)]
        [DataRow("L496", 256)]
        [DataRow("C031", 2)]
        [DataRow("WB55", 1)]
        [DataRow("WL55", 9)]
        [DataRow("H743", 1)]
        [DataRow("H7A3", 3)]
        [DataRow("L053", 32)]
        [DataRow("L151E", 16)]
        public void A_page_that_is_also_protected_against_reading_is_named_and_nothing_is_touched(string name, int page)
        {
            Stm32Part part = Stm32Parts.Create(name);
            int place = part.StartOfPage(page);
            byte[] old = FakeImages.Program(900, "0.9.0");
            Rig rig = new Rig(name, FakeImages.Program(place + 300, "1.0.0"));
            rig.Install(old);
            rig.Part.Memory.Flash.Load(place, new byte[] { 0x42, 0x42, 0x42, 0x42, 0x42, 0x42, 0x42, 0x42 });
            rig.Part.Memory.Options.Pcrop = true;
            int bit = part.WriteProtection[0].PagesOfBit > 0 ? part.WriteProtection[0].PagesOfBit : 1;
            for (int i = 0; i < bit; i++)
            {
                rig.Part.Memory.Flash.Protect(page + i, true);
            }

            // In L0 and L1 a sector whose bit is 0 is protected now.
            Assert.AreEqual(ErrorAt(0x08000000 + (uint)place), rig.ProgramInVain().Message);

            ExpectUntouched(rig, old);
        }

        [TestMethod]
        public void A_second_area_that_is_protected_against_reading_is_named()
        {
            byte[] old = FakeImages.Program(900, "0.9.0");
            Rig rig = new Rig("G071", FakeImages.Program(5000, "1.0.0"));
            rig.Install(old);
            rig.Part.Memory.Flash.Load(4096, new byte[300]);
            rig.Part.Memory.Options.Pcrop = true;
            rig.Part.Memory.Flash.Protect(2, true);
            rig.Part.Memory.Flash.Protect(40, true);

            Assert.AreEqual(ErrorAt(0x08001000), rig.ProgramInVain().Message);

            ExpectUntouched(rig, old);
        }

        // If the bootloader of an H5 can read the registers of the flash.
        [DataRow("H503", 1, 1, 8)]
        [DataRow("H563", 4, 7, 128)]
        public void A_group_of_sectors_of_H5_is_named_and_nothing_is_touched(string name, int sectorsOfBit, int page, int pagesOfBank)
        {
            Stm32Part part = Stm32Parts.Create(name);
            part.Options = new OptionArea[] { new OptionArea(0x40022040, 0x1C0, OptionFormat.Word) };
            part.WriteProtection = new ProtectionField[]
            {
                new ProtectionField { Word = 0x400220E8, Pages = pagesOfBank, PagesOfBit = sectorsOfBit },
                new ProtectionField { Word = 0x400221E8, FirstPage = pagesOfBank, Pages = pagesOfBank, PagesOfBit = sectorsOfBit },
            };
            part.BootAddress = new OptionField(0x40022080, 0xFFFFFF00, 0);
            int place = part.StartOfPage(page);
            byte[] old = FakeImages.Program(900, "0.9.0");
            Rig rig = new Rig(part, FakeImages.Program(place + 300, "1.0.0"));
            rig.Install(old);
            rig.Part.Memory.Flash.Load(place, new byte[300]);
            for (int i = page / sectorsOfBit * sectorsOfBit; i <= page; i++)
            {
                rig.Part.Memory.Flash.Protect(i, true);
            }

            Assert.AreEqual(ErrorAt(0x08000000 + (uint)part.StartOfPage(page / sectorsOfBit * sectorsOfBit)), rig.ProgramInVain().Message);

            ExpectUntouched(rig, old);
        }

        private static string ErrorAt(uint address)
        {
            return "A: check the write protection at 0x" + address.ToString("X8") + ": expected a page that can be erased; got one that is protected (WRP or PCROP). Lift the protection in the option bytes or link the image elsewhere.";
        }

        private static void ExpectUntouched(Rig rig, byte[] old)
        {
            Assert.AreEqual(0, rig.Part.Memory.Flash.EraseCount);
            Assert.IsTrue(rig.Runs(old, "0.9.0"), "the old program does not run");
            Assert.IsFalse(rig.HasNoProgram);
        }
    }
}
