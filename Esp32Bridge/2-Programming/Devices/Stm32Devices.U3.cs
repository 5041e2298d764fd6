namespace Esp32Bridge.Devices
{
    /// <content>STM32U3: RM0487, CMSIS headers, OpenOCD; erase time: Zephyr. The registers are those of U5.</content>
    public sealed partial class Stm32Devices
    {
        private static Stm32Device U3
        {
            get
            {
                return new Stm32Device
                {
                    Pages = new FlashLayout(4 * Kilobyte),
                    ProgramUnit = 8,
                    FlashAlias = Stm32Device.FlashBase,
                    FreeRam = AfterBootloader,
                    PageEraseTime = 5,
                    Clock = 12000,
                    StartTime = 5,
                    FlashSizeRegister = 0x0BFA07A0,
                    Options = TrustZoneOptions,
                    BootAddress = NonSecureBoot,
                };
            }
        }

        /// <summary>Finds a part of the family.</summary>
        /// <param name="id">The device id.</param>
        /// <returns>The row, or null if it is of another family.</returns>
        internal static Stm32Device FindU3(ushort id)
        {
            switch (id)
            {
                // Bootloader 14.1 erases the first page of a list only (AN2606, known limitations).
                case 0x454: return new Stm32Device(U3) { Id = id, Name = "STM32U375/385", I2cAddress = 0x6C, HasSpi = true, FlashSize = 1024 * Kilobyte, RamSize = 256 * Kilobyte, ErasesOnePage = true, WriteProtections = RegisterRanges(7, 128) };
                case 0x42A: return new Stm32Device(U3) { Id = id, Name = "STM32U3B5/3C5", I2cAddress = 0x73, HasSpi = true, FlashSize = 2048 * Kilobyte, RamSize = 640 * Kilobyte, WriteProtections = RegisterRanges(8, 256) };

                default: return null;
            }
        }
    }
}
