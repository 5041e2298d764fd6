namespace Esp32Bridge.Devices
{
    /// <content>STM32G4 of category 2, 3 and 4: RM0440. The RAM includes the CCM, which is also mapped after SRAM2.</content>
    public sealed partial class Stm32Devices
    {
        private static Stm32Device G4
        {
            get
            {
                return new Stm32Device
                {
                    Pages = new FlashLayout(2 * Kilobyte),
                    ProgramUnit = 8,
                    FreeRam = AfterBootloader,
                    PageEraseTime = 25,
                    Clock = 16000,
                    StartTime = 1,
                    FlashSizeRegister = 0x1FFF75E0,
                    Options = new OptionRegister { Address = OptionBytes, NBoot1 = 23, NSwBoot0 = 26 },
                    HasOneBank = true,
                };
            }
        }

        /// <summary>Finds a part of the family.</summary>
        /// <param name="id">The device id.</param>
        /// <returns>The row, or null if it is of another family.</returns>
        internal static Stm32Device FindG4(ushort id)
        {
            switch (id)
            {
                case 0x468: return new Stm32Device(G4) { Id = id, Name = "STM32G431/441", I2cAddress = 0x54, HasFastI2c = true, HasSpi = true, FlashSize = 128 * Kilobyte, RamSize = 32 * Kilobyte, OtherRams = Ram(0x10000000, 10), WriteProtections = Ranges(OptionBytes, 6, 0) };

                // Only category 3 has DBANK.
                case 0x469:
                    return new Stm32Device(G4)
                    {
                        Id = id,
                        Name = "STM32G47x/48x",
                        I2cAddress = 0x53,
                        HasFastI2c = true,
                        HasSpi = true,
                        FlashSize = 512 * Kilobyte,
                        SingleBankPages = new FlashLayout(4 * Kilobyte),
                        HasOneBank = false,
                        RamSize = 128 * Kilobyte,
                        OtherRams = Ram(0x10000000, 32),
                        Options = new OptionRegister { Address = OptionBytes, NBoot1 = 23, NSwBoot0 = 26, DualBank = 22, BootBank2 = 20 },
                        WriteProtections = RangesOfTwoBanks(OptionBytes, 0x8000, 7, 128),
                        SingleBankWriteProtections = RangesOfTwoBanks(OptionBytes, 0x8000, 7, 0),
                    };
                case 0x479: return new Stm32Device(G4) { Id = id, Name = "STM32G491/4A1", I2cAddress = 0x5F, HasFastI2c = true, HasSpi = true, FlashSize = 512 * Kilobyte, RamSize = 112 * Kilobyte, OtherRams = Ram(0x10000000, 16), WriteProtections = Ranges(OptionBytes, 8, 0) };

                default: return null;
            }
        }
    }
}
