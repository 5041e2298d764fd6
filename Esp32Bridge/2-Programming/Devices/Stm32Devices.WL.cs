namespace Esp32Bridge.Devices
{
    /// <content>STM32WL5x and WLE: RM0453, RM0461, CMSIS headers, OpenOCD. Erase time: that of G0, no data sheet available.</content>
    public sealed partial class Stm32Devices
    {
        /// <summary>Finds a part of the family.</summary>
        /// <param name="id">The device id.</param>
        /// <returns>The row, or null if it is of another family.</returns>
        internal static Stm32Device FindWL(ushort id)
        {
            if (id != 0x497)
            {
                return null;
            }

            return new Stm32Device
            {
                Id = id,
                Name = "STM32WL5x/WLE",
                HasSpi = true,
                FlashSize = 256 * Kilobyte,
                Pages = new FlashLayout(2 * Kilobyte),
                ProgramUnit = 8,
                RamSize = 64 * Kilobyte,
                FreeRam = 0x20002000,
                PageEraseTime = 40,
                Clock = 4000,
                StartTime = 1,
                FlashSizeRegister = 0x1FFF75E0,

                // The option bytes area as in L4. No source says whether the bootloader shows it.
                Options = new OptionRegister { Address = OptionBytes, NBoot1 = 23, NSwBoot0 = 26 },
                HasOneBank = true,
                WriteProtections = PairsOfRanges(OptionBytes, 7, 1),
                HasEmptyFlag = true,
            };
        }
    }
}
