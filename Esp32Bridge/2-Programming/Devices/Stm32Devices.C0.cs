namespace Esp32Bridge.Devices
{
    /// <content>STM32C0: CMSIS headers, OpenOCD. Erase time: that of G0, no data sheet available.</content>
    public sealed partial class Stm32Devices
    {
        private static Stm32Device C0
        {
            get
            {
                return new Stm32Device
                {
                    Pages = new FlashLayout(2 * Kilobyte),
                    ProgramUnit = 8,
                    PageEraseTime = 40,
                    Clock = 12000,
                    StartTime = 3,
                    FlashSizeRegister = 0x1FFF75A0,

                    // As in G0; ST's open bootloader for C031 shows the same area.
                    Options = new OptionRegister { Address = OptionBytes, NBootSel = 24, NBoot1 = 25 },
                    HasOneBank = true,
                };
            }
        }

        /// <summary>Finds a part of the family.</summary>
        /// <param name="id">The device id.</param>
        /// <returns>The row, or null if it is of another family.</returns>
        internal static Stm32Device FindC0(ushort id)
        {
            switch (id)
            {
                // AN2606 garbles the RAM of these two: this is after the RAM that, according to their chapters, the bootloader uses.
                case 0x443: return new Stm32Device(C0) { Id = id, Name = "STM32C011", I2cAddress = 0x64, HasFastI2c = true, FlashSize = 32 * Kilobyte, RamSize = 6 * Kilobyte, FreeRam = 0x20001000, HasEmptyFlag = true, WriteProtections = PairsOfRanges(OptionBytes, 4, 2) };
                case 0x453: return new Stm32Device(C0) { Id = id, Name = "STM32C031", I2cAddress = 0x63, HasFastI2c = true, FlashSize = 32 * Kilobyte, RamSize = 12 * Kilobyte, FreeRam = 0x20002000, HasEmptyFlag = true, WriteProtections = PairsOfRanges(OptionBytes, 4, 2) };

                // The bootloaders of the others clear the empty flag (AN2606, known limitations).
                case 0x44C: return new Stm32Device(C0) { Id = id, Name = "STM32C051", I2cAddress = 0x76, HasSpi = true, FlashSize = 64 * Kilobyte, RamSize = 12 * Kilobyte, FreeRam = 0x20001400, WriteProtections = PairsOfRanges(OptionBytes, 5, 2) };
                case 0x493: return new Stm32Device(C0) { Id = id, Name = "STM32C071", I2cAddress = 0x71, HasFastI2c = true, HasSpi = true, FlashSize = 128 * Kilobyte, RamSize = 24 * Kilobyte, FreeRam = 0x20002300, WriteProtections = PairsOfRanges(OptionBytes, 6, 2) };
                case 0x44D: return new Stm32Device(C0) { Id = id, Name = "STM32C091/092", I2cAddress = 0x77, HasSpi = true, FlashSize = 256 * Kilobyte, RamSize = 36 * Kilobyte, FreeRam = 0x20002400, StartTime = 2, WriteProtections = PairsOfRanges(OptionBytes, 7, 2) };

                default: return null;
            }
        }
    }
}
