namespace Esp32Bridge.Devices
{
    /// <content>
    /// STM32F7: RM0385 (F74x, F75x), RM0410 (F76x, F77x), RM0431 (F72x, F73x), CMSIS headers. The RAM begins with the DTCM.
    /// Erase time: that of F4, no data sheet available.
    /// </content>
    public sealed partial class Stm32Devices
    {
        private const uint FlashOptionsOfF7 = 0x1FFF0000;

        private static Stm32Device F7
        {
            get
            {
                return new Stm32Device
                {
                    // The bootloader programs single bytes, and requires 8 of them (AN2606 4.4, 4.6).
                    ProgramUnit = 8,
                    FreeRam = AfterBootloader,
                    PageEraseTime = 4000,
                    Clock = 16000,
                    StartTime = 18,
                    HasOneBank = true,

                    // The core also sees the flash on its ITCM bus. According to its DFU descriptors, the bootloader shows 48 bytes of options.
                    FlashAlias = 0x00200000,
                    BootAddress = new BootAddress { Register = FlashOptionsOfF7 + 0x10, Name = "BOOT_ADD0", Mask = 0xFFFF, Shift = 14 },
                    WriteProtections = SectorBits(FlashOptionsOfF7 + 8, 8),
                };
            }
        }

        /// <summary>Finds a part of the family.</summary>
        /// <param name="id">The device id.</param>
        /// <returns>The row, or null if it is of another family.</returns>
        internal static Stm32Device FindF7(ushort id)
        {
            switch (id)
            {
                case 0x449: return new Stm32Device(F7) { Id = id, Name = "STM32F74x/75x", I2cAddress = 0x45, HasSpi = true, FlashSize = 1024 * Kilobyte, Pages = Sectors(32), RamSize = 320 * Kilobyte, FlashSizeRegister = 0x1FF0F442 };
                case 0x452: return new Stm32Device(F7) { Id = id, Name = "STM32F72x/73x", I2cAddress = 0x49, HasSpi = true, FlashSize = 512 * Kilobyte, Pages = Sectors(16), RamSize = 256 * Kilobyte, FlashSizeRegister = 0x1FF07A22 };

                // nDBOOT counts only with two banks, and is 1 otherwise. With two banks, a bit of nWRP stands for two sectors (ST's HAL,
                // OB_WRP_DB_SECTOR). AN2606 gives no start time: this is that of F72x.
                case 0x451:
                    return new Stm32Device(F7)
                    {
                        Id = id,
                        Name = "STM32F76x/77x",
                        I2cAddress = 0x49,
                        HasSpi = true,
                        FlashSize = 2048 * Kilobyte,
                        Pages = Sectors(16),
                        SmallBankPages = new FlashLayout(new int[] { 4, 1, 3 }, new int[] { 16 * Kilobyte, 64 * Kilobyte, 128 * Kilobyte }) { SecondBankNumber = 12 },
                        SingleBankPages = Sectors(32),
                        RamSize = 512 * Kilobyte,
                        FlashSizeRegister = 0x1FF0F442,
                        HasOneBank = false,
                        Options = new OptionRegister { Address = FlashOptionsOfF7 + 8, NDualBank = 13, NBootBank2 = 12 },
                        WriteProtections = new WriteProtection[] { new WriteProtection { Address = FlashOptionsOfF7 + 8, PagesOfBit = 2, Bits = 12 } },
                        SingleBankWriteProtections = SectorBits(FlashOptionsOfF7 + 8, 12),
                    };

                default: return null;
            }
        }
    }
}
