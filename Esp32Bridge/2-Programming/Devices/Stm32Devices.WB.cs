namespace Esp32Bridge.Devices
{
    /// <content>STM32WB: RM0434, CMSIS headers, OpenOCD. The other RAM is SRAM2. Erase time: that of G0, no data sheet available.</content>
    public sealed partial class Stm32Devices
    {
        private static Stm32Device WB
        {
            get
            {
                return new Stm32Device
                {
                    Pages = new FlashLayout(4 * Kilobyte),
                    ProgramUnit = 8,
                    FreeRam = 0x20005000,
                    PageEraseTime = 40,
                    Clock = 4000,
                    StartTime = 1,
                    FlashSizeRegister = 0x1FFF75E0,

                    // The option bytes area of RM0434. No source says whether the bootloader shows it.
                    Options = new OptionRegister { Address = 0x1FFF8000, NBoot1 = 23, NSwBoot0 = 26 },
                    HasOneBank = true,
                    WriteProtections = PairsOfRanges(0x1FFF8000, 8, 1),
                    HasEmptyFlag = true,
                };
            }
        }

        /// <summary>Finds a part of the family.</summary>
        /// <param name="id">The device id.</param>
        /// <returns>The row, or null if it is of another family.</returns>
        internal static Stm32Device FindWB(ushort id)
        {
            switch (id)
            {
                case 0x495: return new Stm32Device(WB) { Id = id, Name = "STM32WB55/50", I2cAddress = 0x4F, HasFastI2c = true, HasSpi = true, FlashSize = 1024 * Kilobyte, RamSize = 192 * Kilobyte, OtherRams = Ram(0x20030000, 64) };

                // AN2606 gives 495 for all of them; OpenOCD knows these as 496.
                case 0x496: return new Stm32Device(WB) { Id = id, Name = "STM32WB35/30", I2cAddress = 0x4F, HasFastI2c = true, HasSpi = true, FlashSize = 512 * Kilobyte, RamSize = 32 * Kilobyte, OtherRams = Ram(0x20030000, 64) };

                // The free RAM that AN2606 names is at an address without RAM.
                case 0x494: return new Stm32Device(WB) { Id = id, Name = "STM32WB15/10", I2cAddress = 0x4F, HasFastI2c = true, HasSpi = true, FlashSize = 320 * Kilobyte, Pages = new FlashLayout(2 * Kilobyte), RamSize = 12 * Kilobyte, OtherRams = Ram(0x20030000, 36), FreeRam = 0 };

                default: return null;
            }
        }
    }
}
