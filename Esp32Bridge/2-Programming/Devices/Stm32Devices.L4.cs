namespace Esp32Bridge.Devices
{
    /// <content>STM32L4: RM0394 (L41x to L46x), RM0351 (L47x to L4Ax).</content>
    public sealed partial class Stm32Devices
    {
        private static Stm32Device L4
        {
            get
            {
                return new Stm32Device
                {
                    Pages = new FlashLayout(2 * Kilobyte),
                    ProgramUnit = 8,

                    // SRAM2 is mapped here, and (except in L47x) also after SRAM1.
                    FreeRam = AfterBootloader,
                    PageEraseTime = 25,
                    Clock = 4000,
                    StartTime = 1,
                    FlashSizeRegister = 0x1FFF75E0,
                    Options = new OptionRegister { Address = OptionBytes, NBoot1 = 23, NSwBoot0 = 26 },
                    HasOneBank = true,
                    WriteProtections = Ranges(OptionBytes, 8, 0),
                    HasEmptyFlag = true,
                };
            }
        }

        /// <summary>Finds a part of the family.</summary>
        /// <param name="id">The device id.</param>
        /// <returns>The row, or null if it is of another family.</returns>
        internal static Stm32Device FindL4(ushort id)
        {
            switch (id)
            {
                case 0x464: return new Stm32Device(L4) { Id = id, Name = "STM32L412/422", I2cAddress = 0x52, HasFastI2c = true, HasSpi = true, FlashSize = 128 * Kilobyte, RamSize = 40 * Kilobyte, OtherRams = Ram(0x10000000, 8), WriteProtections = Ranges(OptionBytes, 6, 0) };
                case 0x435: return new Stm32Device(L4) { Id = id, Name = "STM32L43x/44x", I2cAddress = 0x48, HasFastI2c = true, HasSpi = true, FlashSize = 256 * Kilobyte, RamSize = 64 * Kilobyte, OtherRams = Ram(0x10000000, 16), WriteProtections = Ranges(OptionBytes, 7, 0) };
                case 0x462: return new Stm32Device(L4) { Id = id, Name = "STM32L45x/46x", I2cAddress = 0x4A, HasFastI2c = true, HasSpi = true, FlashSize = 512 * Kilobyte, RamSize = 160 * Kilobyte, OtherRams = Ram(0x10000000, 32) };

                // L47x waits 2.5 s for its 32 kHz crystal. It has neither nSWBOOT0 nor nBOOT0.
                case 0x415:
                    return new Stm32Device(L4)
                    {
                        Id = id,
                        Name = "STM32L47x/48x",
                        I2cAddress = 0x43,
                        HasSpi = true,
                        FlashSize = 1024 * Kilobyte,
                        RamSize = 96 * Kilobyte,
                        OtherRams = Ram(0x10000000, 32),
                        StartTime = 2561,
                        Options = new OptionRegister { Address = OptionBytes, NBoot1 = 23, BootBank2 = 20 },
                        HasOneBank = false,
                        WriteProtections = RangesOfTwoBanks(OptionBytes, 0x8000, 8, 256),
                        HasEmptyFlag = false,
                    };
                case 0x461: return new Stm32Device(L4) { Id = id, Name = "STM32L496/4A6", I2cAddress = 0x4C, HasFastI2c = true, HasSpi = true, FlashSize = 1024 * Kilobyte, RamSize = 320 * Kilobyte, OtherRams = Ram(0x10000000, 64), StartTime = 77, Options = new OptionRegister { Address = OptionBytes, NBoot1 = 23, NSwBoot0 = 26, BootBank2 = 20 }, HasOneBank = false, WriteProtections = RangesOfTwoBanks(OptionBytes, 0x8000, 8, 256) };

                default: return null;
            }
        }
    }
}
