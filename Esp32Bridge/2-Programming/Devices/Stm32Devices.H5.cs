namespace Esp32Bridge.Devices
{
    /// <content>STM32H5: RM0492 (H503), RM0481, CMSIS headers (H5E, H5F).</content>
    public sealed partial class Stm32Devices
    {
        // FLASH_WRP1R_CUR (CMSIS headers).
        private const uint GroupWords = 0x400220E8;

        private static Stm32Device H5
        {
            get
            {
                return new Stm32Device
                {
                    Pages = new FlashLayout(8 * Kilobyte),
                    ProgramUnit = 16,
                    FlashAlias = Stm32Device.FlashBase,
                    FreeRam = AfterBootloader,
                    PageEraseTime = 5,
                    Clock = 32000,
                    FlashSizeRegister = ReadOnlyFlashSize,

                    // SWAP_BANK is an option. No source says which bank a page number then means: an erase must prove it.
                    BootAddress = new BootAddress { Register = 0x40022080, Name = "NSBOOTADD", Mask = 0xFFFFFF00 },
                };
            }
        }

        /// <summary>Finds a part of the family.</summary>
        /// <param name="id">The device id.</param>
        /// <returns>The row, or null if it is of another family.</returns>
        internal static Stm32Device FindH5(ushort id)
        {
            switch (id)
            {
                case 0x474: return new Stm32Device(H5) { Id = id, Name = "STM32H503", I2cAddress = 0x67, HasFastI2c = true, HasSpi = true, FlashSize = 128 * Kilobyte, RamSize = 32 * Kilobyte, StartTime = 2, WriteProtections = SectorGroups(GroupWords, 1, 8) };
                case 0x478: return new Stm32Device(H5) { Id = id, Name = "STM32H523/533", I2cAddress = 0x6E, HasFastI2c = true, HasSpi = true, FlashSize = 512 * Kilobyte, RamSize = 272 * Kilobyte, StartTime = 3, WriteProtections = SectorGroups(GroupWords, 4, 8) };
                case 0x484: return new Stm32Device(H5) { Id = id, Name = "STM32H562/563/573", I2cAddress = 0x65, HasFastI2c = true, HasSpi = true, FlashSize = 2048 * Kilobyte, RamSize = 640 * Kilobyte, StartTime = 2, WriteProtections = SectorGroups(GroupWords, 4, 32) };

                // No source says which sectors a bit of its WRP stands for.
                case 0x47A: return new Stm32Device(H5) { Id = id, Name = "STM32H5E/5F", I2cAddress = 0x74, FlashSize = 4096 * Kilobyte, RamSize = 1536 * Kilobyte, StartTime = 12 };

                default: return null;
            }
        }
    }
}
