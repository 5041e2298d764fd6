namespace Esp32Bridge.Devices
{
    /// <content>STM32F0: RM0091, RM0360 (F030, F070), CMSIS headers. For most of them, AN2606 names no RAM that the bootloader accepts. Erase time: that of F1.</content>
    public sealed partial class Stm32Devices
    {
        private static Stm32Device F0
        {
            get
            {
                return new Stm32Device
                {
                    Pages = new FlashLayout(2 * Kilobyte),
                    ProgramUnit = 2,
                    PageEraseTime = 40,
                    Clock = 8000,
                    StartTime = 2,
                    FlashSizeRegister = ByteFlashSize,
                    Options = new OptionRegister { Address = ByteOptions, NBoot1 = 20 },
                    HasOneBank = true,
                    WriteProtections = ByteBits(2),
                };
            }
        }

        /// <summary>Finds a part of the family.</summary>
        /// <param name="id">The device id.</param>
        /// <returns>The row, or null if it is of another family.</returns>
        internal static Stm32Device FindF0(ushort id)
        {
            switch (id)
            {
                case 0x444:
                    return new Stm32Device(F0)
                    {
                        Id = id,
                        Name = "STM32F03x, F030x4/6",
                        FlashSize = 32 * Kilobyte,
                        Pages = new FlashLayout(1 * Kilobyte),
                        WriteProtections = ByteBits(4),
                        RamSize = 4 * Kilobyte,
                        FreeRam = 0x20000800,
                    };
                case 0x440:
                    return new Stm32Device(F0)
                    {
                        Id = id,
                        Name = "STM32F05x, F030x8",
                        FlashSize = 64 * Kilobyte,
                        Pages = new FlashLayout(1 * Kilobyte),
                        WriteProtections = ByteBits(4),
                        RamSize = 8 * Kilobyte,
                        FreeRam = 0x20000800,
                    };

                // F070 waits for its crystal; its nSWBOOT0 is called BOOT_SEL.
                case 0x445:
                    return new Stm32Device(F0)
                    {
                        Id = id,
                        Name = "STM32F04x, F070x6",
                        I2cAddress = 0x3E,
                        FlashSize = 32 * Kilobyte,
                        Pages = new FlashLayout(1 * Kilobyte),
                        WriteProtections = ByteBits(4),
                        RamSize = 6 * Kilobyte,
                        StartTime = 230,
                        Options = BootSelOptions,
                        HasEmptyFlag = true,
                    };
                case 0x448: return new Stm32Device(F0) { Id = id, Name = "STM32F07x, F070xB", I2cAddress = 0x3B, FlashSize = 128 * Kilobyte, RamSize = 16 * Kilobyte, StartTime = 230 };
                case 0x442: return new Stm32Device(F0) { Id = id, Name = "STM32F09x, F030xC", I2cAddress = 0x41, FlashSize = 256 * Kilobyte, RamSize = 32 * Kilobyte, Options = BootSelOptions, HasEmptyFlag = true };

                default: return null;
            }
        }

        private static OptionRegister BootSelOptions
        {
            get { return new OptionRegister { Address = ByteOptions, NBoot1 = 20, NSwBoot0 = 23 }; }
        }
    }
}
