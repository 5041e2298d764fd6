namespace Esp32Bridge.Devices
{
    /// <content>STM32L4+: RM0432.</content>
    public sealed partial class Stm32Devices
    {
        private const uint OptionsOfL4Plus = 0x1FF00000;

        private static Stm32Device L4Plus
        {
            get
            {
                return new Stm32Device
                {
                    Pages = new FlashLayout(4 * Kilobyte),
                    SingleBankPages = new FlashLayout(8 * Kilobyte),
                    ProgramUnit = 8,

                    // SRAM2 is mapped here, and also after SRAM1.
                    OtherRams = Ram(0x10000000, 64),
                    FreeRam = AfterBootloader,
                    PageEraseTime = 25,
                    Clock = 4000,
                    FlashSizeRegister = 0x1FFF75E0,

                    // RM0432 3.4.1: at another address than in L4. DBANK counts in the largest parts, DB1M (DB512K) in the others.
                    Options = new OptionRegister { Address = OptionsOfL4Plus, NBoot1 = 23, NSwBoot0 = 26, DualBank = 22, SmallDualBank = 21, BootBank2 = 20 },
                };
            }
        }

        /// <summary>Finds a part of the family.</summary>
        /// <param name="id">The device id.</param>
        /// <returns>The row, or null if it is of another family.</returns>
        internal static Stm32Device FindL4Plus(ushort id)
        {
            switch (id)
            {
                case 0x470: return new Stm32Device(L4Plus) { Id = id, Name = "STM32L4R/4S", I2cAddress = 0x50, HasFastI2c = true, HasSpi = true, FlashSize = 2048 * Kilobyte, RamSize = 640 * Kilobyte, StartTime = 11, HasEmptyFlag = true, WriteProtections = RangesOfTwoBanks(OptionsOfL4Plus, 0x1000, 8, 256, 9), SingleBankWriteProtections = RangesOfTwoBanks(OptionsOfL4Plus, 0x1000, 8, 0, 9) };
                case 0x471: return new Stm32Device(L4Plus) { Id = id, Name = "STM32L4P5/4Q5", I2cAddress = 0x5B, HasFastI2c = true, HasSpi = true, FlashSize = 1024 * Kilobyte, RamSize = 320 * Kilobyte, StartTime = 10, WriteProtections = RangesOfTwoBanks(OptionsOfL4Plus, 0x1000, 7, 128, 9), SingleBankWriteProtections = RangesOfTwoBanks(OptionsOfL4Plus, 0x1000, 7, 0, 9) };

                default: return null;
            }
        }
    }
}
