using Esp32Bridge.Devices;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    [TestClass]
    public class DeviceTableLayoutTests
    {
        // F42x: two banks of 4 x 16 KiB, 64 KiB, 7 x 128 KiB; F413 goes on with 128 KiB; L4 has 2 KiB.
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
        public void A_page_is_where_it_is_and_as_large_as_it_is(int id, int page, int start, int size)
        {
            FlashLayout pages = new Stm32Devices().Find((ushort)id).Pages;

            Assert.AreEqual(start, pages.StartOf(page));
            Assert.AreEqual(size, pages.SizeOf(page));
            Assert.AreEqual(page, pages.PageAt(start));
            Assert.AreEqual(page, pages.PageAt(start + size - 1));
            Assert.AreEqual(page + 1, pages.PageAt(start + size));
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
        public void A_stack_begins_in_a_RAM_or_just_behind_it(int id, int address, bool expected)
        {
            Assert.AreEqual(expected, new Stm32Devices().Find((ushort)id).IsStack((uint)address));
        }

        // L4, L47x, L5, G0, G4, with the option words of the delivery and with a bit of them changed.
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
        public void An_option_bit_that_keeps_the_pin_from_counting_is_named(int id, int options, string expected)
        {
            string barrier = new Stm32Devices().Find((ushort)id).Options.BarrierOf((uint)options);

            Assert.AreEqual(expected, barrier == null ? "none" : barrier);
        }

        [TestMethod]
        public void A_bit_that_a_family_does_not_have_is_as_it_should_be()
        {
            Assert.IsTrue(OptionRegister.IsSet(0, OptionRegister.None, true));
            Assert.IsFalse(OptionRegister.IsSet(0xFFFFFFFF, OptionRegister.None, false));
            Assert.IsTrue(OptionRegister.IsSet(0x80000000, 31, false));
            Assert.IsFalse(OptionRegister.IsSet(0x7FFFFFFF, 31, true));
        }

        // AN2606, table 226: the first address that all versions of the bootloader take; and a RAM that no part has less than.
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
        public void The_free_RAM_is_behind_that_of_the_bootloader_and_in_the_smallest_part(int id, int first, int kilobytes)
        {
            uint offset = new Stm32Devices().Find((ushort)id).FreeRam - Stm32Device.RamBase;

            Assert.IsTrue(offset >= (uint)first, "the bootloader uses it");
            Assert.IsTrue(offset + 256 <= (uint)(kilobytes * 1024), "there is none");
        }
    }
}
