namespace Esp32Bridge.Devices
{
    /// <content>
    /// STM32U0: RM0503, CMSIS headers, OpenOCD. Erase time: that of G0, no data sheet available. The bootloaders clear the
    /// empty flag (AN2606, known limitations).
    /// </content>
    public sealed partial class Stm32Devices
    {
        private static Stm32Device U0
        {
            get
            {
                return new Stm32Device
                {
                    Pages = new FlashLayout(2 * Kilobyte),
                    ProgramUnit = 8,
                    PageEraseTime = 40,
                    Clock = 4000,

                    // The registers FLASH_OPTR and FLASH_WRP1AR, FLASH_WRP1BR, as ST's open bootloader for U0 shows them.
                    Options = new OptionRegister { Address = 0x40022020, NBootSel = 24, NBoot1 = 25 },
                    HasOneBank = true,
                    WriteProtections = new WriteProtection[] { Range(0x4002202C, 7, 0), Range(0x40022030, 7, 0) },
                };
            }
        }

        /// <summary>Finds a part of the family.</summary>
        /// <param name="id">The device id.</param>
        /// <returns>The row, or null if it is of another family.</returns>
        internal static Stm32Device FindU0(ushort id)
        {
            switch (id)
            {
                case 0x459: return new Stm32Device(U0) { Id = id, Name = "STM32U031", I2cAddress = 0x6B, HasSpi = true, FlashSize = 64 * Kilobyte, RamSize = 12 * Kilobyte, FreeRam = 0x20001500, StartTime = 5, FlashSizeRegister = 0x1FFF3EA0 };
                case 0x489: return new Stm32Device(U0) { Id = id, Name = "STM32U073/083", I2cAddress = 0x6A, HasSpi = true, FlashSize = 256 * Kilobyte, RamSize = 40 * Kilobyte, FreeRam = 0x20002200, StartTime = 6, FlashSizeRegister = 0x1FFF6EA0 };

                default: return null;
            }
        }
    }
}
