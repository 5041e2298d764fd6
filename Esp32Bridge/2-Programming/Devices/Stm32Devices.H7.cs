namespace Esp32Bridge.Devices
{
    /// <content>STM32H7: RM0399, CMSIS headers, OpenOCD; erase times: Zephyr. RAM: the DTCM; the others are the AXI SRAM, and the SRAMs of the domains D2 and D3.</content>
    public sealed partial class Stm32Devices
    {
        // FLASH_WPSN_CUR1 (CMSIS headers).
        private const uint SectorWords = 0x52002038;

        // FLASH_PRAR_CUR1, and that of the second bank: PCROP in steps of 256 bytes (CMSIS headers, RM0433 4.4).
        private const uint ReadOutWords = 0x52002028;

        private static WriteProtection[] WithReadOut(WriteProtection[] sectors, int stepsOfPage, int pagesOfBank)
        {
            WriteProtection[] all = new WriteProtection[2 * sectors.Length];
            for (int i = 0; i < sectors.Length; i++)
            {
                all[i] = sectors[i];
                all[sectors.Length + i] = new WriteProtection { Address = ReadOutWords + (uint)(i * 0x100), Bits = 12, FirstPage = i * pagesOfBank, StepsOfPage = stepsOfPage };
            }

            return all;
        }

        private static RamBlock[] Rams(int axi, int d2, int d3)
        {
            return new RamBlock[] { new RamBlock(0x24000000, axi * Kilobyte), new RamBlock(0x30000000, d2 * Kilobyte), new RamBlock(0x38000000, d3 * Kilobyte) };
        }

        private static Stm32Device H7
        {
            get
            {
                return new Stm32Device
                {
                    Pages = new FlashLayout(128 * Kilobyte),
                    ProgramUnit = 32,
                    FreeRam = 0x20004100,
                    PageEraseTime = 4000,
                    Clock = 64000,
                    FlashSizeRegister = 0x1FF1E880,

                    // SWAP_BANK exchanges the registers of the banks too (RM0399 4.3.13, table 19): a page number means the page at the address.
                    HasOneBank = true,
                    FlashAlias = Stm32Device.FlashBase,

                    // FLASH_BOOT_CUR; according to its DFU descriptors, the bootloader shows 128, 88 or 297 bytes from 0x5200201C on.
                    BootAddress = new BootAddress { Register = 0x52002040, Name = "BOOT_ADD0", Mask = 0xFFFF, Shift = 16 },
                };
            }
        }

        /// <summary>Finds a part of the family.</summary>
        /// <param name="id">The device id.</param>
        /// <returns>The row, or null if it is of another family.</returns>
        internal static Stm32Device FindH7(ushort id)
        {
            switch (id)
            {
                // Bootloader 9.1 acknowledges the erase in bank 2 before it is done (AN2606, known limitations).
                case 0x450:
                    return new Stm32Device(H7)
                    {
                        Id = id,
                        Name = "STM32H74x/75x",
                        I2cAddress = 0x4E,
                        HasSpi = true,
                        FlashSize = 2048 * Kilobyte,
                        KeepsSecondBank = true,
                        RamSize = 128 * Kilobyte,

                        // The Cortex-M4 of the parts with two cores also sees the RAM of D2 at 10000000.
                        OtherRams = new RamBlock[] { new RamBlock(0x24000000, 512 * Kilobyte), new RamBlock(0x30000000, 288 * Kilobyte), new RamBlock(0x38000000, 64 * Kilobyte), new RamBlock(0x10000000, 288 * Kilobyte) },
                        StartTime = 54,
                        ErasesOnePage = true,
                        WriteProtections = WithReadOut(SectorGroups(SectorWords, 1, 8), 512, 8),
                    };

                case 0x483: return new Stm32Device(H7) { Id = id, Name = "STM32H72x/73x", I2cAddress = 0x5C, HasFastI2c = true, HasSpi = true, FlashSize = 1024 * Kilobyte, RamSize = 128 * Kilobyte, OtherRams = Rams(320, 32, 16), StartTime = 54, WriteProtections = WithReadOut(SectorBits(SectorWords, 8), 512, 8) };
                case 0x480:
                    return new Stm32Device(H7)
                    {
                        Id = id,
                        Name = "STM32H7A3/7B",
                        HasSpi = true,
                        FlashSize = 2048 * Kilobyte,
                        Pages = new FlashLayout(8 * Kilobyte),
                        ProgramUnit = 16,
                        RamSize = 128 * Kilobyte,
                        KeepsSecondBank = true,
                        OtherRams = Rams(1024, 128, 32),
                        StartTime = 545,
                        PageEraseTime = 3,
                        FlashSizeRegister = ReadOnlyFlashSize,
                        WriteProtections = WithReadOut(SectorGroups(SectorWords, 4, 32), 32, 128),
                    };

                // AN2606 gives no start time: this is the slowest of the others. No option changes the boot address.
                case 0x485:
                    return new Stm32Device(H7)
                    {
                        Id = id,
                        Name = "STM32H7R/7S",
                        I2cAddress = 0x61,
                        HasFastI2c = true,
                        HasSpi = true,
                        FlashSize = 64 * Kilobyte,
                        Pages = new FlashLayout(8 * Kilobyte),
                        ProgramUnit = 16,
                        RamSize = 192 * Kilobyte,
                        OtherRams = new RamBlock[] { new RamBlock(0x24000000, 456 * Kilobyte), new RamBlock(0x30000000, 32 * Kilobyte) },
                        StartTime = 545,
                        PageEraseTime = 3,
                        FlashSizeRegister = ReadOnlyFlashSize,
                        BootAddress = null,
                    };

                default: return null;
            }
        }
    }
}
