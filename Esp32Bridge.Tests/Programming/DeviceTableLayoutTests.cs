using Esp32Bridge.Devices;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    [TestClass]
    public class DeviceTableLayoutTests
    {
        // F42x: two banks of 4 x 16 KiB, 64 KiB, 7 x 128 KiB; F413 continues with 128 KiB; L4 has 2 KiB.
        [DataRow(0x419, 0, 0x000000, 0x04000)]
        [DataRow(0x419, 3, 0x00C000, 0x04000)]
        [DataRow(0x419, 4, 0x010000, 0x10000)]
        [DataRow(0x419, 5, 0x020000, 0x20000)]
        [DataRow(0x419, 11, 0x0E0000, 0x20000)]
        [DataRow(0x419, 12, 0x100000, 0x04000)]
        [DataRow(0x419, 16, 0x110000, 0x10000)]
        [DataRow(0x419, 17, 0x120000, 0x20000)]
        [DataRow(0x419, 23, 0x1E0000, 0x20000)]
        [DataRow(0x463, 12, 0x100000, 0x20000)]
        [DataRow(0x463, 15, 0x160000, 0x20000)]
        [DataRow(0x458, 4, 0x010000, 0x10000)]
        [DataRow(0x464, 63, 0x01F800, 0x00800)]
        [DataRow(0x481, 511, 0x3FE000, 0x02000)]
        [DataRow(0x449, 3, 0x018000, 0x08000)]
        [DataRow(0x449, 4, 0x020000, 0x20000)]
        [DataRow(0x449, 7, 0x0C0000, 0x40000)]
        [DataRow(0x451, 12, 0x100000, 0x04000)]
        [DataRow(0x452, 7, 0x060000, 0x20000)]
        [DataRow(0x411, 11, 0x0E0000, 0x20000)]
        [DataRow(0x450, 15, 0x1E0000, 0x20000)]
        [DataRow(0x480, 255, 0x1FE000, 0x02000)]
        [DataRow(0x447, 1535, 0x02FF80, 0x00080)]
        [DataRow(0x437, 2047, 0x07FF00, 0x00100)]
        public void The_start_and_the_size_of_a_page_are_those_of_the_reference_manual(int id, int page, int start, int size)
        {
            FlashLayout pages = new Stm32Devices().Find((ushort)id).Pages;

            Assert.AreEqual(start, pages.StartOf(page));
            Assert.AreEqual(size, pages.SizeOf(page));
            Assert.AreEqual(page, pages.PageAt(start));
            Assert.AreEqual(page, pages.PageAt(start + size - 1));
            Assert.AreEqual(page + 1, pages.PageAt(start + size));
        }

        // F42x with DB1M, and F76x without nDBANK, of 1 MiB: two banks of 4 x 16 KiB, 64 KiB, 3 x 128 KiB; sectors 0 to 7 and 12 to 19.
        [DataRow(0x419, 0x00004FFF)]
        [DataRow(0x434, 0x00004FFF)]
        [DataRow(0x451, 0x0000DFFF)]
        public void The_second_bank_of_1_MiB_has_the_sectors_from_12_on(int id, int options)
        {
            FlashLayout pages = new Stm32Devices().Find((ushort)id).PagesOf((uint)options, 0x100000);

            Assert.AreEqual(12, pages.SecondBankNumber);
            Assert.AreEqual(7, pages.PageAt(0x7FFFF));
            Assert.AreEqual(0x20000, pages.SizeOf(7));
            Assert.AreEqual(8, pages.PageAt(0x80000));
            Assert.AreEqual(0x4000, pages.SizeOf(8));
            Assert.AreEqual(0x80000, pages.StartOf(8));
            Assert.AreEqual(15, pages.PageAt(0xFFFFF));
        }

        [DataRow(0x419, 0x00000FFF, 1024, 131072)]
        [DataRow(0x419, 0x00000FFF, 2048, 16384)]
        [DataRow(0x434, 0x00000FFF, 512, 131072)]
        [DataRow(0x451, 0x0000FFFF, 2048, 262144)]
        public void The_sectors_in_the_middle_depend_on_the_bit_for_two_banks(int id, int options, int kilobytes, int size)
        {
            FlashLayout pages = new Stm32Devices().Find((ushort)id).PagesOf((uint)options, kilobytes * 1024);

            Assert.AreEqual(size, pages.SizeOf(pages.PageAt(kilobytes * 512)));
        }

        // L476: 96 KiB at 20000000 and 32 KiB at 10000000. U575: 768 KiB and 16 KiB at 28000000.
        [DataRow(0x415, 0x20018000, true)]
        [DataRow(0x415, 0x20018004, false)]
        [DataRow(0x415, 0x20000000, false)]
        [DataRow(0x415, 0x20000004, true)]
        [DataRow(0x415, 0x20000003, false)]
        [DataRow(0x415, 0x20000006, true)]
        [DataRow(0x415, 0x20017FFF, true)]
        [DataRow(0x415, 0x20018003, true)]
        [DataRow(0x415, 0x10007FFF, true)]
        [DataRow(0x415, 0x10008000, true)]
        [DataRow(0x415, 0x10008004, false)]
        [DataRow(0x415, 0x10000000, false)]
        [DataRow(0x415, 0x08001000, false)]
        [DataRow(0x415, 0, false)]
        [DataRow(0x415, -1, false)]
        [DataRow(0x482, 0x200C0000, true)]
        [DataRow(0x482, 0x28004000, true)]
        [DataRow(0x482, 0x10008000, false)]
        [DataRow(0x410, 0x20005000, true)]
        [DataRow(0x410, 0x00000004, false)]
        [DataRow(0x450, 0x24080000, true)]
        [DataRow(0x450, 0x24080004, false)]
        [DataRow(0x480, 0x24100000, true)]
        [DataRow(0x438, 0x10001000, true)]
        [DataRow(0x439, 0x10001000, false)]
        [DataRow(0x495, 0x20040000, true)]
        public void A_stack_begins_in_a_RAM_or_directly_after_it(int id, int address, bool expected)
        {
            Assert.AreEqual(expected, new Stm32Devices().Find((ushort)id).IsStack((uint)address));
        }

        // L4, L47x, L5, G0, G4, F0, C0, L0, WB, WL, U0, WBA, with the factory option words and with one bit changed.
        [DataRow(0x464, 0x7FEFF8AA, "none")]
        [DataRow(0x464, 0x7BEFF8AA, "nSWBOOT0 = 0")]
        [DataRow(0x464, 0x7F6FF8AA, "nBOOT1 = 0")]
        [DataRow(0x464, 0x7B6FF8AA, "nSWBOOT0 = 0")]
        [DataRow(0x415, 0x7BEFF8AA, "none")]
        [DataRow(0x415, 0x7F6FF8AA, "nBOOT1 = 0")]
        [DataRow(0x472, 0x7B6FF8AA, "nSWBOOT0 = 0")]
        [DataRow(0x482, 0x1F6FF8AA, "none")]
        [DataRow(0x460, 0x7FFFFEAA, "nBOOT_SEL = 1")]
        [DataRow(0x460, 0x7EFFFEAA, "none")]
        [DataRow(0x460, 0x7CFFFEAA, "nBOOT1 = 0")]
        [DataRow(0x468, 0x7BEFF8AA, "nSWBOOT0 = 0")]
        [DataRow(0x469, 0x7F6FF8AA, "nBOOT1 = 0")]
        [DataRow(0x445, 0x00FF55AA, "none")]
        [DataRow(0x445, 0x007F55AA, "nSWBOOT0 = 0")]
        [DataRow(0x440, 0x10EF55AA, "nBOOT1 = 0")]
        [DataRow(0x440, 0x007F55AA, "none")]
        [DataRow(0x443, 0x7DFFFEAA, "nBOOT_SEL = 1")]
        [DataRow(0x447, 0x7F8F8070, "none")]
        [DataRow(0x447, 0x7F8F0070, "nBOOT1 = 0")]
        [DataRow(0x495, 0x3BFFF1AA, "nSWBOOT0 = 0")]
        [DataRow(0x497, 0x3FFFF0AA, "none")]
        [DataRow(0x489, 0x3CFFFEAA, "nBOOT1 = 0")]
        [DataRow(0x492, 0x1BEFF8AA, "nSWBOOT0 = 0")]
        public void An_option_bit_that_disables_the_BOOT0_pin_is_named(int id, int options, string expected)
        {
            string barrier = new Stm32Devices().Find((ushort)id).Options.BarrierOf((uint)options);

            Assert.AreEqual(expected, barrier == null ? "none" : barrier);
        }

        [TestMethod]
        public void A_bit_that_a_family_does_not_have_counts_as_correct()
        {
            Assert.IsTrue(OptionRegister.IsSet(0, OptionRegister.None, true));
            Assert.IsFalse(OptionRegister.IsSet(0xFFFFFFFF, OptionRegister.None, false));
            Assert.IsTrue(OptionRegister.IsSet(0x80000000, 31, false));
            Assert.IsFalse(OptionRegister.IsSet(0x7FFFFFFF, 31, true));
        }

        // AN2606, table 226: the first address that all versions of the bootloader accept, and the RAM of the smallest part.
        [DataRow(0x412, 0x0200, 4)]
        [DataRow(0x410, 0x0200, 6)]
        [DataRow(0x414, 0x0200, 24)]
        [DataRow(0x430, 0x0800, 80)]
        [DataRow(0x418, 0x1000, 48)]
        [DataRow(0x420, 0x0200, 4)]
        [DataRow(0x428, 0x0200, 24)]
        [DataRow(0x466, 0x1000, 8)]
        [DataRow(0x456, 0x1000, 8)]
        [DataRow(0x460, 0x2700, 36)]
        [DataRow(0x467, 0x4000, 128)]
        [DataRow(0x468, 0x4000, 22)]
        [DataRow(0x469, 0x4000, 96)]
        [DataRow(0x479, 0x4000, 96)]
        [DataRow(0x413, 0x3000, 112)]
        [DataRow(0x423, 0x3000, 64)]
        [DataRow(0x458, 0x3000, 32)]
        [DataRow(0x474, 0x4000, 32)]
        [DataRow(0x464, 0x2100, 32)]
        [DataRow(0x435, 0x3100, 48)]
        [DataRow(0x462, 0x3100, 128)]
        [DataRow(0x415, 0x3100, 96)]
        [DataRow(0x461, 0x3100, 256)]
        [DataRow(0x470, 0x3200, 192)]
        [DataRow(0x471, 0x4000, 128)]
        [DataRow(0x472, 0x4000, 192)]
        [DataRow(0x455, 0x4000, 192)]
        [DataRow(0x482, 0x4000, 192)]
        [DataRow(0x481, 0x4000, 768)]
        [DataRow(0x476, 0x4000, 768)]
        [DataRow(0x443, 0x0E00, 6)]
        [DataRow(0x453, 0x2000, 12)]
        [DataRow(0x44C, 0x1400, 12)]
        [DataRow(0x493, 0x2300, 24)]
        [DataRow(0x44D, 0x2400, 30)]
        [DataRow(0x44F, 0x3C00, 64)]
        [DataRow(0x44E, 0x3C40, 128)]
        [DataRow(0x45A, 0x3C00, 256)]
        [DataRow(0x444, 0x0800, 4)]
        [DataRow(0x440, 0x0800, 4)]
        [DataRow(0x411, 0x2000, 64)]
        [DataRow(0x422, 0x1400, 24)]
        [DataRow(0x446, 0x1800, 64)]
        [DataRow(0x438, 0x1800, 12)]
        [DataRow(0x439, 0x1800, 16)]
        [DataRow(0x432, 0x1400, 16)]
        [DataRow(0x449, 0x4000, 320)]
        [DataRow(0x451, 0x4000, 512)]
        [DataRow(0x452, 0x4000, 256)]
        [DataRow(0x478, 0x4000, 272)]
        [DataRow(0x484, 0x0000, 640)]
        [DataRow(0x47A, 0x4000, 1536)]
        [DataRow(0x450, 0x4100, 128)]
        [DataRow(0x483, 0x4100, 128)]
        [DataRow(0x480, 0x4100, 128)]
        [DataRow(0x485, 0x0000, 64)]
        [DataRow(0x417, 0x1000, 8)]
        [DataRow(0x447, 0x1400, 20)]
        [DataRow(0x416, 0x0800, 4)]
        [DataRow(0x429, 0x1000, 8)]
        [DataRow(0x427, 0x1000, 16)]
        [DataRow(0x436, 0x1000, 48)]
        [DataRow(0x437, 0x1000, 80)]
        [DataRow(0x459, 0x1500, 12)]
        [DataRow(0x489, 0x2170, 40)]
        [DataRow(0x454, 0x4000, 256)]
        [DataRow(0x42A, 0x4000, 640)]
        [DataRow(0x495, 0x5000, 64)]
        [DataRow(0x496, 0x5000, 32)]
        [DataRow(0x492, 0x1800, 64)]
        [DataRow(0x4B2, 0x3000, 40)]
        [DataRow(0x4B0, 0x3000, 448)]
        [DataRow(0x497, 0x2000, 32)]
        public void The_free_RAM_follows_that_of_the_bootloader_and_exists_in_the_smallest_part(int id, int first, int kilobytes)
        {
            uint offset = new Stm32Devices().Find((ushort)id).FreeRam - Stm32Device.RamBase;

            Assert.IsTrue(offset >= (uint)first, "the bootloader uses it");
            Assert.IsTrue(offset + 256 <= (uint)(kilobytes * 1024), "there is none");
        }
    }
}
