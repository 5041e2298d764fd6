namespace Esp32Bridge.Devices
{
    /// <content>STM32L5: RM0438.</content>
    public sealed partial class Stm32Devices
    {
        private static Stm32Device L5
        {
            get
            {
                return new Stm32Device
                {
                    Pages = new FlashLayout(2 * Kilobyte),
                    SingleBankPages = new FlashLayout(4 * Kilobyte),

                    // The flash writes 8 bytes at once; its bootloader requires 16 (AN2606 4.6, table 7).
                    ProgramUnit = 16,
                    FlashAlias = Stm32Device.FlashBase,
                    FreeRam = AfterBootloader,
                    PageEraseTime = 25,
                    Clock = 4000,
                    StartTime = 1,
                    FlashSizeRegister = 0x0BFA05E0,

                    // The register FLASH_OPTR. There is no nBOOT1.
                    Options = new OptionRegister { Address = TrustZoneOptr, NSwBoot0 = 26, DualBank = 22, SwapBank = 20, TrustZone = 31 },
                    BootAddress = NonSecureBoot,
                    WriteProtections = RegisterRanges(7, 128),
                    SingleBankWriteProtections = RegisterRanges(7, 0),
                };
            }
        }

        /// <summary>Finds a part of the family.</summary>
        /// <param name="id">The device id.</param>
        /// <returns>The row, or null if it is of another family.</returns>
        internal static Stm32Device FindL5(ushort id)
        {
            switch (id)
            {
                case 0x472: return new Stm32Device(L5) { Id = id, Name = "STM32L552/562", I2cAddress = 0x2C, HasFastI2c = true, HasSpi = true, FlashSize = 512 * Kilobyte, RamSize = 256 * Kilobyte };

                default: return null;
            }
        }
    }
}
