namespace Esp32Bridge.Devices
{
    /// <content>STM32U5: RM0456.</content>
    public sealed partial class Stm32Devices
    {
        private static Stm32Device U5
        {
            get
            {
                return new Stm32Device
                {
                    Pages = new FlashLayout(8 * Kilobyte),
                    ProgramUnit = 16,
                    FlashAlias = Stm32Device.FlashBase,

                    // SRAM4.
                    OtherRams = Ram(0x28000000, 16),
                    FreeRam = AfterBootloader,
                    PageEraseTime = 5,
                    Clock = 4000,
                    StartTime = 1,
                    FlashSizeRegister = 0x0BFA07A0,

                    // RM0456 7.9.13, 7.9.14, 7.9.19 to 7.9.22.
                    Options = TrustZoneOptions,
                    BootAddress = NonSecureBoot,
                };
            }
        }

        /// <summary>Finds a part of the family.</summary>
        /// <param name="id">The device id.</param>
        /// <returns>The row, or null if it is of another family.</returns>
        internal static Stm32Device FindU5(ushort id)
        {
            switch (id)
            {
                case 0x455: return new Stm32Device(U5) { Id = id, Name = "STM32U535/545", I2cAddress = 0x5A, HasFastI2c = true, HasSpi = true, FlashSize = 512 * Kilobyte, WriteProtections = RegisterRanges(5, 32), RamSize = 256 * Kilobyte };
                case 0x482: return new Stm32Device(U5) { Id = id, Name = "STM32U575/585", I2cAddress = 0x5A, HasFastI2c = true, HasSpi = true, FlashSize = 2048 * Kilobyte, WriteProtections = RegisterRanges(7, 128), RamSize = 768 * Kilobyte };
                case 0x481: return new Stm32Device(U5) { Id = id, Name = "STM32U595/5A", I2cAddress = 0x60, HasFastI2c = true, HasSpi = true, FlashSize = 4096 * Kilobyte, WriteProtections = RegisterRanges(8, 256), RamSize = 2496 * Kilobyte };
                case 0x476: return new Stm32Device(U5) { Id = id, Name = "STM32U5F/5G", I2cAddress = 0x69, HasFastI2c = true, HasSpi = true, FlashSize = 4096 * Kilobyte, WriteProtections = RegisterRanges(8, 256), RamSize = 3008 * Kilobyte };

                default: return null;
            }
        }
    }
}
