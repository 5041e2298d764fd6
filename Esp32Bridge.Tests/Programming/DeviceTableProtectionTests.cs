using Esp32Bridge.Devices;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    [TestClass]
    public class DeviceTableProtectionTests
    {
        private const int LastId = 0xFFF;

        // Id, address of the word, its value, the last page before the protected ones, the first protected page, the last, and the next.
        [DataRow(0x464, 0x1FFF7818, 0x00050003, 2, 3, 5, 6)]
        [DataRow(0x415, 0x1FFFF820, 0x00FF00F0, 495, 496, 511, 239)]
        [DataRow(0x470, 0x1FF01018, 0x00000000, 255, 256, 256, 257)]
        [DataRow(0x471, 0x1FF01020, 0x007F0001, 128, 129, 255, 1)]
        [DataRow(0x472, 0x40022068, 0x00020001, 128, 129, 130, 131)]
        [DataRow(0x455, 0x4002206C, 0x001F0000, 31, 32, 63, 0)]
        [DataRow(0x482, 0x40022058, 0x00030001, 0, 1, 3, 4)]
        [DataRow(0x481, 0x40022068, 0x00FF0080, 383, 384, 511, 128)]
        [DataRow(0x454, 0x4002205C, 0x007F0001, 0, 1, 127, 128)]
        [DataRow(0x42A, 0x40022068, 0x00010001, 256, 257, 257, 258)]
        [DataRow(0x466, 0x1FFF7820, 0x001F001E, 29, 30, 31, 32)]
        [DataRow(0x468, 0x1FFF7818, 0x003F0002, 1, 2, 63, 64)]
        [DataRow(0x469, 0x1FFFF818, 0x00010000, 127, 128, 129, 130)]
        [DataRow(0x453, 0x1FFF7818, 0x000F0008, 7, 8, 15, 16)]
        [DataRow(0x459, 0x4002202C, 0x00010001, 0, 1, 1, 2)]
        [DataRow(0x495, 0x1FFF8018, 0x00FF0010, 15, 16, 255, 256)]
        [DataRow(0x492, 0x40022058, 0x00060005, 4, 5, 6, 7)]
        [DataRow(0x4B0, 0x4002206C, 0x00060005, 132, 133, 134, 135)]
        [DataRow(0x497, 0x1FFF7820, 0x007F007E, 125, 126, 127, 128)]

        // Bits of 0 protect: groups of pages in F1, F0, F3; sectors in F2, F4, F7.
        [DataRow(0x410, 0x1FFFF808, 0x00FF02FD, 3, 4, 7, 8)]
        [DataRow(0x410, 0x1FFFF80C, 0x007F00FF, 123, 124, 127, 64)]
        [DataRow(0x414, 0x1FFFF80C, 0x007F00FF, 61, 62, 255, 32)]
        [DataRow(0x440, 0x1FFFF808, 0x01FE00FF, 31, 32, 35, 36)]
        [DataRow(0x442, 0x1FFFF80C, 0x00FF01FE, 31, 32, 33, 34)]
        [DataRow(0x422, 0x1FFFF808, 0x00FF01FE, 2, 0, 1, 2)]
        [DataRow(0x411, 0x1FFFC008, 0x00000BFF, 9, 10, 10, 11)]
        [DataRow(0x419, 0x1FFEC008, 0x000007FF, 22, 23, 23, 11)]
        [DataRow(0x463, 0x1FFFC008, 0x00003FFF, 13, 14, 15, 12)]
        [DataRow(0x449, 0x1FFF0008, 0x0000FF7F, 6, 7, 7, 8)]
        [DataRow(0x451, 0x1FFF0008, 0x00001FBF, 11, 12, 13, 14)]
        [DataRow(0x467, 0x1FFF7818, 0x00030001, 0, 1, 3, 4)]
        [DataRow(0x450, 0x52002038, 0x0000007F, 6, 7, 7, 8)]
        [DataRow(0x450, 0x52002138, 0x000000FE, 9, 8, 8, 7)]
        [DataRow(0x483, 0x52002038, 0x000000FB, 1, 2, 2, 3)]
        [DataRow(0x480, 0x52002038, 0x7FFFFFFF, 123, 124, 127, 128)]
        [DataRow(0x480, 0x52002138, 0x7FFFFFFE, 132, 128, 131, 127)]
        [DataRow(0x474, 0x400221E8, 0x000000FD, 8, 9, 9, 10)]
        [DataRow(0x478, 0x400220E8, 0x0000007F, 27, 28, 31, 32)]
        [DataRow(0x484, 0x400221E8, 0x7FFFFFFF, 251, 252, 255, 256)]

        // Bits of 1 protect with SPRMOD.
        [DataRow(0x431, 0x1FFFC008, 0x00008002, 0, 1, 1, 2)]
        [DataRow(0x419, 0x1FFFC008, 0x00008800, 10, 11, 11, 12)]
        [DataRow(0x463, 0x1FFFC008, 0x0000C000, 13, 14, 15, 12)]
        [DataRow(0x463, 0x1FFFC008, 0x00008001, 14, 0, 0, 15)]

        // Bits of 1 protect: L0, L1.
        [DataRow(0x447, 0x1FF80010, 0x7FFF8000, 1503, 1504, 1535, 1536)]
        [DataRow(0x417, 0x1FF80008, 0x00000001, 32, 0, 31, 32)]
        [DataRow(0x437, 0x1FF80084, 0x7FFF8000, 2031, 2032, 2047, 2048)]
        [DataRow(0x416, 0x1FF8000C, 0x00000002, 271, 272, 287, 288)]
        public void A_word_protects_its_pages(int id, int address, int value, int before, int first, int last, int next)
        {
            Stm32Device device = new Stm32Devices().Find((ushort)id);

            Assert.IsFalse(IsProtected(device.WriteProtections, (uint)address, (uint)value, 0, before), "before");
            Assert.IsTrue(IsProtected(device.WriteProtections, (uint)address, (uint)value, 0, first), "first");
            Assert.IsTrue(IsProtected(device.WriteProtections, (uint)address, (uint)value, 0, last), "last");
            Assert.IsFalse(IsProtected(device.WriteProtections, (uint)address, (uint)value, 0, next), "next");
        }

        // Id, address of the word with the first step, it, the word with the last step, the last page before the protected ones, the
        // first protected page, the last, and the next.
        [DataRow(0x464, 0x1FFF7808, 0x00000100, 0x000001FF, 0, 1, 1, 2)]
        [DataRow(0x435, 0x1FFF7808, 0x000001FF, 0x00FF0200, 0, 1, 2, 3)]
        [DataRow(0x415, 0x1FFFF808, 0x00000000, 0x0000FFFF, 255, 256, 511, 512)]
        [DataRow(0x461, 0x1FFF7808, 0x0000FFFF, 0x0000FFFF, 254, 255, 255, 256)]
        [DataRow(0x470, 0x1FF01008, 0x0001FE00, 0x0001FFFF, 510, 511, 511, 512)]
        [DataRow(0x471, 0x1FF00008, 0x00000200, 0x000005FF, 0, 1, 2, 3)]
        [DataRow(0x468, 0x1FFF7808, 0x00003F00, 0x00003FFF, 62, 63, 63, 64)]
        [DataRow(0x469, 0x1FFFF808, 0x00007FFF, 0x00007FFF, 254, 255, 255, 256)]
        [DataRow(0x460, 0x1FFF7828, 0x00000003, 0x00000003, 62, 0, 0, 1)]
        [DataRow(0x466, 0x1FFF7808, 0x00000007, 0x00000008, 0, 1, 2, 3)]
        [DataRow(0x453, 0x1FFF7808, 0x0000003F, 0x0000003F, 14, 15, 15, 16)]
        [DataRow(0x495, 0x1FFF8028, 0x00000003, 0x000001FF, 0, 1, 255, 256)]
        [DataRow(0x497, 0x1FFF7808, 0x000000FE, 0x000000FF, 126, 127, 127, 128)]
        [DataRow(0x450, 0x52002028, 0x03FF0200, 0x03FF0200, 0, 1, 1, 2)]
        [DataRow(0x450, 0x52002128, 0x0FFF0E00, 0x0FFF0E00, 14, 15, 15, 7)]
        [DataRow(0x480, 0x52002128, 0x003F0020, 0x003F0020, 128, 129, 129, 130)]

        // WPRMOD of L0 and L1, SPRMOD of the second bank of F42x: bits of 0, or of 1, protect.
        [DataRow(0x447, 0x1FF80010, 0x00007FFF, 0x000001AA, 1503, 1504, 1535, 1536)]
        [DataRow(0x437, 0x1FF80084, 0x00007FFF, 0x000001AA, 2031, 2032, 2047, 2048)]
        [DataRow(0x419, 0x1FFEC008, 0x00000800, 0x00008000, 22, 23, 23, 11)]
        public void Two_words_protect_pages(int id, int address, int value, int other, int before, int first, int last, int next)
        {
            Stm32Device device = new Stm32Devices().Find((ushort)id);

            Assert.IsFalse(IsProtected(device.WriteProtections, (uint)address, (uint)value, (uint)other, before), "before");
            Assert.IsTrue(IsProtected(device.WriteProtections, (uint)address, (uint)value, (uint)other, first), "first");
            Assert.IsTrue(IsProtected(device.WriteProtections, (uint)address, (uint)value, (uint)other, last), "last");
            Assert.IsFalse(IsProtected(device.WriteProtections, (uint)address, (uint)value, (uint)other, next), "next");
        }

        // G48x is delivered with both words of its second bank so.
        [DataRow(0x415)]
        [DataRow(0x469)]
        [DataRow(0x470)]
        public void Words_of_a_second_bank_that_were_never_written_protect_nothing(int id)
        {
            WriteProtection[] protections = new Stm32Devices().Find((ushort)id).WriteProtections;
            for (int i = 0; i < protections.Length; i++)
            {
                Assert.IsFalse(protections[i].OtherAddress != 0 && protections[i].ProtectsAny(uint.MaxValue, uint.MaxValue), i.ToString());
            }
        }

        // With one bank, the words of the second one count from the first page; a bit of F76x stands for one sector, and with two banks for two.
        [DataRow(0x469, 0x1FFFF818, 0x00020001, 1, 2)]
        [DataRow(0x469, 0x1FFF7820, 0x007F0001, 1, 127)]
        [DataRow(0x470, 0x1FF01020, 0x00FF00F0, 240, 255)]
        [DataRow(0x471, 0x1FF01018, 0x007F0001, 1, 127)]
        [DataRow(0x472, 0x40022068, 0x00020001, 1, 2)]
        [DataRow(0x451, 0x1FFF0008, 0x00003EFF, 8, 8)]
        public void A_word_of_a_part_of_one_bank_protects_its_pages(int id, int address, int value, int first, int last)
        {
            WriteProtection[] protections = new Stm32Devices().Find((ushort)id).SingleBankWriteProtections;

            Assert.IsFalse(IsProtected(protections, (uint)address, (uint)value, 0, first - 1), "before");
            Assert.IsTrue(IsProtected(protections, (uint)address, (uint)value, 0, first), "first");
            Assert.IsTrue(IsProtected(protections, (uint)address, (uint)value, 0, last), "last");
            Assert.IsFalse(IsProtected(protections, (uint)address, (uint)value, 0, last + 1), "next");
        }

        // The factory words: the first page is higher than the last; bits that do not protect.
        [TestMethod]
        public void The_factory_words_protect_nothing()
        {
            for (int id = 0; id <= LastId; id++)
            {
                Stm32Device device = new Stm32Devices().Find((ushort)id);
                for (int i = 0; device != null && i < device.WriteProtections.Length; i++)
                {
                    WriteProtection protection = device.WriteProtections[i];
                    uint value = protection.PagesOfBit == 0 ? 0xFF00FFFF : protection.ProtectsBySet ? 0xFFFF0000 : 0x00FF00FF;
                    value = protection.Address == 0x1FFFC008 || protection.Address == 0x1FFEC008 || protection.Address == 0x1FFF0008 ? 0x00007FFF : protection.Address >= 0x52002038 || protection.Address == 0x400220E8 || protection.Address == 0x400221E8 ? uint.MaxValue : value;
                    if (protection.StepsOfPage > 1)
                    {
                        value = protection.OtherAddress == 0 ? 0xFF : uint.MaxValue;
                    }

                    uint other = protection.OtherAddress == 0 ? value : 0;
                    for (int page = 0; page < 512; page++)
                    {
                        Assert.IsFalse(protection.Protects(value, other, page), "0x" + id.ToString("X3") + " " + page);
                    }
                }
            }
        }

        // F7: ITCM and AXI; H7; the families with TrustZone; H5.
        [DataRow(0x449, 0x1FFF0010, 0x7F7F0080, 0x00200000)]
        [DataRow(0x451, 0x1FFF0010, 0x5FFF2000, 0x08000000)]
        [DataRow(0x450, 0x52002040, 0x1FF00800, 0x08000000)]
        [DataRow(0x480, 0x52002040, 0x1FF00810, 0x08100000)]
        [DataRow(0x472, 0x40022044, 0x0800007F, 0x08000000)]
        [DataRow(0x482, 0x40022044, 0x0810007F, 0x08100000)]
        [DataRow(0x454, 0x40022044, 0x0800007F, 0x08000000)]
        [DataRow(0x4B0, 0x40022044, 0x0800007F, 0x08000000)]
        [DataRow(0x484, 0x40022080, 0x080000C3, 0x08000000)]
        public void The_word_of_the_boot_address_is_read_as_an_address(int id, int register, int value, int address)
        {
            BootAddress boot = new Stm32Devices().Find((ushort)id).BootAddress;

            Assert.AreEqual(register, (int)boot.Register);
            Assert.AreEqual(address, (int)boot.Of((uint)value));
        }

        [DataRow(0x482, 20, true)]
        [DataRow(0x472, 20, true)]
        [DataRow(0x454, 20, true)]
        [DataRow(0x4B0, 20, true)]
        [DataRow(0x467, 20, false)]
        public void The_bit_that_swaps_the_banks_is_known(int id, int bit, bool exchanges)
        {
            OptionRegister options = new Stm32Devices().Find((ushort)id).Options;

            Assert.AreEqual(exchanges, options.IsSwapped(1u << bit));
            Assert.AreEqual(!exchanges, options.IsSwapped(0));
        }

        [DataRow(0x415, 20)]
        [DataRow(0x461, 20)]
        [DataRow(0x470, 20)]
        [DataRow(0x471, 20)]
        [DataRow(0x469, 20)]
        [DataRow(0x447, 7)]
        public void The_bit_that_boots_the_second_bank_is_known(int id, int bit)
        {
            Assert.AreEqual(bit, new Stm32Devices().Find((ushort)id).Options.BootBank2);
        }

        // Erased flash reads 00 in L0 and L1 only.
        [TestMethod]
        public void Only_L0_and_L1_are_erased_to_zeros()
        {
            for (int id = 0; id <= LastId; id++)
            {
                Stm32Device device = new Stm32Devices().Find((ushort)id);
                if (device != null)
                {
                    bool isLow = Stm32Devices.FindL0((ushort)id) != null || Stm32Devices.FindL1((ushort)id) != null;
                    Assert.AreEqual(isLow ? 0 : 0xFF, (int)device.ErasedValue);
                }
            }
        }

        private static bool IsProtected(WriteProtection[] protections, uint address, uint value, uint other, int page)
        {
            bool isProtected = false;
            bool isKnown = false;
            for (int i = 0; i < protections.Length; i++)
            {
                if (protections[i].Address == address)
                {
                    isKnown = true;
                    isProtected = isProtected || protections[i].Protects(value, protections[i].OtherAddress == 0 ? value : other, page);
                }
            }

            Assert.IsTrue(isKnown, "the word");
            return isProtected;
        }
    }
}
