namespace Esp32Bridge.Devices
{
    /// <content>STM32F4. The other RAM is the CCM.</content>
    public sealed partial class Stm32Devices
    {
        private const uint Ccm = 0x10000000;

        // A bit of the word of nWRP, except in F405 (OpenOCD: has_extra_options).
        private const int Sprmod = 15;

        private static Stm32Device F4
        {
            get
            {
                return new Stm32Device
                {
                    // One bank; the parts of 2 MiB have two of them, one after the other.
                    Pages = Sectors(16),
                    ProgramUnit = 4,
                    FreeRam = AfterBootloader,

                    // For 128 KiB with byte access: the bootloader does not know the supply voltage (AN2606 4.4).
                    PageEraseTime = 4000,
                    Clock = 16000,
                    FlashSizeRegister = 0x1FFF7A22,
                    HasOneBank = true,
                    WriteProtections = SectorBits(SectorOptions, 12, Sprmod),
                };
            }
        }

        // F42x and F469 of 1 MiB (or less): DB1M divides them into two banks; the second begins with sector 12.
        private static Stm32Device DualBankF4
        {
            get
            {
                return new Stm32Device(F4)
                {
                    FlashSize = 2048 * Kilobyte,
                    SingleBankPages = Sectors(16),
                    SmallBankPages = new FlashLayout(new int[] { 4, 1, 3 }, new int[] { 16 * Kilobyte, 64 * Kilobyte, 128 * Kilobyte }) { SecondBankNumber = 12 },
                    OtherRams = Ram(Ccm, 64),
                    Options = new OptionRegister { Address = SectorOptions, SmallDualBank = 14, BootBank2 = 4, BootBank2Address = SectorOptions - 8 },
                    HasOneBank = false,

                    // Those of the second bank are at 1FFEC008.
                    WriteProtections = new WriteProtection[]
                    {
                        new WriteProtection { Address = SectorOptions, PagesOfBit = 1, Bits = 12, Sprmod = Sprmod },
                        new WriteProtection { Address = SectorOptions - 0x10000, PagesOfBit = 1, Bits = 12, FirstPage = 12, OtherAddress = SectorOptions, Sprmod = Sprmod },
                    },
                };
            }
        }

        /// <summary>Finds a part of the family.</summary>
        /// <param name="id">The device id.</param>
        /// <returns>The row, or null if it is of another family.</returns>
        internal static Stm32Device FindF4(ushort id)
        {
            switch (id)
            {
                // RM0090: F405 to F439.
                case 0x413: return new Stm32Device(F4) { Id = id, Name = "STM32F405/407/415/417", I2cAddress = 0x3A, HasSpi = true, FlashSize = 1024 * Kilobyte, RamSize = 128 * Kilobyte, OtherRams = Ram(Ccm, 64), StartTime = 85, WriteProtections = SectorBits(SectorOptions, 12) };
                case 0x419: return new Stm32Device(DualBankF4) { Id = id, Name = "STM32F42x/43x", I2cAddress = 0x38, HasSpi = true, RamSize = 192 * Kilobyte, StartTime = 82 };

                // RM0368 (F401), RM0401 (F410), RM0383 (F411).
                case 0x423: return new Stm32Device(F4) { Id = id, Name = "STM32F401xB/C", I2cAddress = 0x3A, HasSpi = true, FlashSize = 256 * Kilobyte, RamSize = 64 * Kilobyte, StartTime = 75 };
                case 0x433: return new Stm32Device(F4) { Id = id, Name = "STM32F401xD/E", I2cAddress = 0x39, HasSpi = true, FlashSize = 512 * Kilobyte, RamSize = 96 * Kilobyte, StartTime = 75 };
                case 0x458: return new Stm32Device(F4) { Id = id, Name = "STM32F410", I2cAddress = 0x47, HasSpi = true, FlashSize = 128 * Kilobyte, RamSize = 32 * Kilobyte, StartTime = 1 };
                case 0x431: return new Stm32Device(F4) { Id = id, Name = "STM32F411", I2cAddress = 0x39, HasSpi = true, FlashSize = 512 * Kilobyte, RamSize = 128 * Kilobyte, StartTime = 75 };

                // RM0402 (F412), RM0390 (F446), RM0386 (F469).
                case 0x441: return new Stm32Device(F4) { Id = id, Name = "STM32F412", I2cAddress = 0x46, HasSpi = true, FlashSize = 1024 * Kilobyte, RamSize = 256 * Kilobyte, StartTime = 1 };
                case 0x421: return new Stm32Device(F4) { Id = id, Name = "STM32F446", I2cAddress = 0x3C, HasSpi = true, FlashSize = 512 * Kilobyte, RamSize = 128 * Kilobyte, StartTime = 74 };
                case 0x434: return new Stm32Device(DualBankF4) { Id = id, Name = "STM32F469/479", I2cAddress = 0x44, HasSpi = true, RamSize = 320 * Kilobyte, StartTime = 74 };

                // RM0430: F413 has one bank of 1.5 MiB.
                case 0x463:
                    return new Stm32Device(F4)
                    {
                        Id = id,
                        Name = "STM32F413/423",
                        I2cAddress = 0x4B,
                        HasSpi = true,
                        FlashSize = 1536 * Kilobyte,
                        Pages = new FlashLayout(new int[] { 4, 1, 11 }, new int[] { 16 * Kilobyte, 64 * Kilobyte, 128 * Kilobyte }),
                        RamSize = 320 * Kilobyte,
                        StartTime = 1,

                        // Bit 14 stands for two sectors.
                        WriteProtections = new WriteProtection[]
                        {
                            new WriteProtection { Address = SectorOptions, PagesOfBit = 1, Bits = 14, Sprmod = Sprmod },
                            new WriteProtection { Address = SectorOptions, PagesOfBit = 2, LowestBit = 14, Bits = 1, FirstPage = 14, Sprmod = Sprmod },
                        },
                    };

                default: return null;
            }
        }
    }
}
