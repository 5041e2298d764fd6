namespace Esp32Bridge.Devices
{
    /// <content>STM32WBA: RM0493, RM0515, CMSIS headers, OpenOCD. The registers are those of U5. Erase time: twice that of U5, no data sheet available.</content>
    public sealed partial class Stm32Devices
    {
        private static Stm32Device WBA
        {
            get
            {
                return new Stm32Device
                {
                    Pages = new FlashLayout(8 * Kilobyte),
                    ProgramUnit = 16,
                    FlashAlias = Stm32Device.FlashBase,
                    PageEraseTime = 10,
                    Clock = 16000,
                    StartTime = 3,
                    Options = new OptionRegister { Address = TrustZoneOptr, NSwBoot0 = 26, TrustZone = 31 },
                    HasOneBank = true,
                    BootAddress = NonSecureBoot,
                    WriteProtections = new WriteProtection[] { Range(0x40022058, 7, 0), Range(0x4002205C, 7, 0) },
                };
            }
        }

        /// <summary>Finds a part of the family.</summary>
        /// <param name="id">The device id.</param>
        /// <returns>The row, or null if it is of another family.</returns>
        internal static Stm32Device FindWBA(ushort id)
        {
            switch (id)
            {
                case 0x492: return new Stm32Device(WBA) { Id = id, Name = "STM32WBA5x", I2cAddress = 0x66, HasFastI2c = true, HasSpi = true, FlashSize = 1024 * Kilobyte, RamSize = 128 * Kilobyte, FreeRam = 0x20001800, StartTime = 1, FlashSizeRegister = 0x0BF907A0 };
                case 0x4B2:
                    return new Stm32Device(WBA)
                    {
                        Id = id,
                        Name = "STM32WBA2x",
                        I2cAddress = 0x78,
                        HasSpi = true,
                        FlashSize = 512 * Kilobyte,
                        Pages = new FlashLayout(4 * Kilobyte),
                        RamSize = 96 * Kilobyte,
                        FreeRam = 0x20003000,
                        FlashSizeRegister = 0x0BF8D7A0,
                    };

                // The only one with two banks.
                case 0x4B0:
                    return new Stm32Device(WBA)
                    {
                        Id = id,
                        Name = "STM32WBA6x",
                        I2cAddress = 0x6F,
                        HasSpi = true,
                        FlashSize = 2048 * Kilobyte,
                        RamSize = 512 * Kilobyte,
                        FreeRam = 0x20003000,
                        FlashSizeRegister = 0x0BFA07A0,
                        Options = TrustZoneOptions,
                        HasOneBank = false,
                        WriteProtections = RegisterRanges(7, 128),
                    };

                default: return null;
            }
        }
    }
}
