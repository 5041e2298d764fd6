namespace Esp32Bridge.Devices
{
    /// <content>STM32L1: RM0038, CMSIS headers, OpenOCD. Erase time: that of L0. Erased flash reads 00.</content>
    public sealed partial class Stm32Devices
    {
        private static Stm32Device L1
        {
            get
            {
                return new Stm32Device
                {
                    Pages = new FlashLayout(256),

                    // The flash writes 4 bytes at once; its bootloader requires 8 (AN2606 4.6, table 7).
                    ProgramUnit = 8,
                    FreeRam = 0x20001000,
                    PageEraseTime = 4,
                    Clock = 2097,
                    StartTime = 1,
                    FlashSizeRegister = 0x1FF800CC,
                    ErasedValue = 0,
                    HasOneBank = true,
                };
            }
        }

        private static OptionRegister DualBankOptionsOfL1
        {
            get { return new OptionRegister { Address = OptionsOfL0 + 4, NBootBank2 = 7 }; }
        }

        /// <summary>Finds a part of the family.</summary>
        /// <param name="id">The device id.</param>
        /// <returns>The row, or null if it is of another family.</returns>
        internal static Stm32Device FindL1(ushort id)
        {
            switch (id)
            {
                case 0x416:
                    return new Stm32Device(L1)
                    {
                        Id = id,
                        Name = "STM32L1xxx6/8/B",
                        FlashSize = 128 * Kilobyte,
                        RamSize = 16 * Kilobyte,
                        FreeRam = 0x20000800,
                        FlashSizeRegister = 0x1FF8004C,
                        WriteProtections = HalfWordBits(16, 2),
                    };
                case 0x429: return new Stm32Device(L1) { Id = id, Name = "STM32L1xxx6/8/B-A", FlashSize = 128 * Kilobyte, RamSize = 32 * Kilobyte, FlashSizeRegister = 0x1FF8004C, WriteProtections = HalfWordBits(16, 2) };
                case 0x427: return new Stm32Device(L1) { Id = id, Name = "STM32L1xxxC", FlashSize = 256 * Kilobyte, RamSize = 32 * Kilobyte, WriteProtections = HalfWordBits(16, 4) };

                // Its register does not hold KiB: 0 is 384 KiB and 1 is 256 KiB (OpenOCD, from RM0038).
                case 0x436: return new Stm32Device(L1) { Id = id, Name = "STM32L1xxxD", FlashSize = 384 * Kilobyte, RamSize = 48 * Kilobyte, FlashSizeRegister = 0, Options = DualBankOptionsOfL1, WriteProtections = HalfWordBits(16, 6) };
                case 0x437: return new Stm32Device(L1) { Id = id, Name = "STM32L1xxxE", FlashSize = 512 * Kilobyte, RamSize = 80 * Kilobyte, Options = DualBankOptionsOfL1, WriteProtections = HalfWordBits(16, 8) };

                default: return null;
            }
        }
    }
}
