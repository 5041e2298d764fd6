namespace Esp32Bridge.Devices
{
    /// <content>STM32C5: CMSIS headers. Erase time: that of H5, no data sheet available.</content>
    public sealed partial class Stm32Devices
    {
        private static Stm32Device C5
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
                    Clock = 48000,
                    StartTime = 5,
                    FlashSizeRegister = ReadOnlyFlashSize,

                    // SWAP_BANK is an option. No source says which bank a page number then means: an erase must prove it.
                    BootAddress = new BootAddress { Register = 0x40022080, Name = "BOOTADD", Mask = 0xFFFFFF00 },
                };
            }
        }

        /// <summary>Finds a part of the family.</summary>
        /// <param name="id">The device id.</param>
        /// <returns>The row, or null if it is of another family.</returns>
        internal static Stm32Device FindC5(ushort id)
        {
            switch (id)
            {
                case 0x44F: return new Stm32Device(C5) { Id = id, Name = "STM32C53x/542", HasSpi = true, FlashSize = 256 * Kilobyte, RamSize = 64 * Kilobyte };
                case 0x44E: return new Stm32Device(C5) { Id = id, Name = "STM32C55x/562", HasSpi = true, FlashSize = 512 * Kilobyte, RamSize = 128 * Kilobyte };
                case 0x45A: return new Stm32Device(C5) { Id = id, Name = "STM32C59x/5A3", HasSpi = true, FlashSize = 1024 * Kilobyte, RamSize = 256 * Kilobyte };

                default: return null;
            }
        }
    }
}
