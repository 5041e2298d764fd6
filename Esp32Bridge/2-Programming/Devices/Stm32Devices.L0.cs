namespace Esp32Bridge.Devices
{
    /// <content>STM32L0: RM0367, RM0376, RM0377, CMSIS headers, OpenOCD; erase time: Zephyr. Erased flash reads 00.</content>
    public sealed partial class Stm32Devices
    {
        // The option bytes area of L0 and L1: half words, each followed by its complement.
        private const uint OptionsOfL0 = 0x1FF80000;

        private static Stm32Device L0
        {
            get
            {
                return new Stm32Device
                {
                    Pages = new FlashLayout(128),

                    // The flash writes 4 bytes at once; its bootloader requires 8 (AN2606 4.6, table 7).
                    ProgramUnit = 8,
                    PageEraseTime = 4,
                    Clock = 2097,
                    StartTime = 1,
                    FlashSizeRegister = 0x1FF8007C,
                    ErasedValue = 0,
                    Options = new OptionRegister { Address = OptionsOfL0 + 4, NBoot1 = 15 },
                    HasOneBank = true,
                    WriteProtections = HalfWordBits(32, 1),
                };
            }
        }

        /// <summary>Finds a part of the family.</summary>
        /// <param name="id">The device id.</param>
        /// <returns>The row, or null if it is of another family.</returns>
        internal static Stm32Device FindL0(ushort id)
        {
            switch (id)
            {
                // The bootloaders of the first two accept no RAM (AN2606). No source gives the bit nBOOT_SEL of L01x.
                case 0x457: return new Stm32Device(L0) { Id = id, Name = "STM32L01x/02x", HasSpi = true, FlashSize = 16 * Kilobyte, RamSize = 2 * Kilobyte, HasEmptyFlag = true };
                case 0x425: return new Stm32Device(L0) { Id = id, Name = "STM32L03x/04x", HasSpi = true, FlashSize = 32 * Kilobyte, RamSize = 8 * Kilobyte };
                case 0x417: return new Stm32Device(L0) { Id = id, Name = "STM32L05x/06x", HasSpi = true, FlashSize = 64 * Kilobyte, RamSize = 8 * Kilobyte, FreeRam = 0x20001000 };
                case 0x447:
                    return new Stm32Device(L0)
                    {
                        Id = id,
                        Name = "STM32L07x/08x",
                        I2cAddress = 0x42,
                        HasSpi = true,
                        FlashSize = 192 * Kilobyte,
                        RamSize = 20 * Kilobyte,
                        FreeRam = 0x20001400,
                        Options = new OptionRegister { Address = OptionsOfL0 + 4, NBoot1 = 15, BootBank2 = 7 },
                        HasOneBank = false,
                        WriteProtections = HalfWordBits(32, 3),
                    };

                default: return null;
            }
        }

        // One bit for each of 16 sectors of 4 KiB. WPRMOD (SPRMOD of L1) is a bit of the first word.
        private static WriteProtection[] HalfWordBits(int pagesOfSector, int words)
        {
            WriteProtection[] protections = new WriteProtection[words];
            for (int i = 0; i < words; i++)
            {
                // After the sixth word, the area of L1 continues elsewhere.
                protections[i] = new WriteProtection { Address = OptionsOfL0 + (uint)(i < 6 ? 0x08 : 0x68) + (uint)(i * 4), PagesOfBit = pagesOfSector, Bits = 16, FirstPage = i * 16 * pagesOfSector, ProtectsBySet = true, OtherAddress = OptionsOfL0, Sprmod = 8 };
            }

            return protections;
        }
    }
}
