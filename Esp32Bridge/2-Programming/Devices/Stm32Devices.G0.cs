namespace Esp32Bridge.Devices
{
    /// <content>STM32G0: RM0444, RM0454. The RAM is the one without parity check.</content>
    public sealed partial class Stm32Devices
    {
        private static Stm32Device G0
        {
            get
            {
                return new Stm32Device
                {
                    Pages = new FlashLayout(2 * Kilobyte),
                    ProgramUnit = 8,
                    PageEraseTime = 40,
                    Clock = 16000,
                    StartTime = 1,
                    FlashSizeRegister = 0x1FFF75E0,

                    // nBOOT_SEL is 1 on delivery.
                    Options = new OptionRegister { Address = OptionBytes, NBootSel = 24, NBoot1 = 25 },
                    HasOneBank = true,
                    WriteProtections = PairsOfRanges(OptionBytes, 5, 2),
                    HasEmptyFlag = true,

                    // After the RAM that the bootloader of the smaller parts uses (AN2606, table 226).
                    FreeRam = 0x20001000,
                };
            }
        }

        /// <summary>Finds a part of the family.</summary>
        /// <param name="id">The device id.</param>
        /// <returns>The row, or null if it is of another family.</returns>
        internal static Stm32Device FindG0(ushort id)
        {
            switch (id)
            {
                case 0x466: return new Stm32Device(G0) { Id = id, Name = "STM32G03x/04x", I2cAddress = 0x56, HasFastI2c = true, FlashSize = 64 * Kilobyte, RamSize = 8 * Kilobyte };
                case 0x456: return new Stm32Device(G0) { Id = id, Name = "STM32G05x/061", I2cAddress = 0x62, HasFastI2c = true, FlashSize = 64 * Kilobyte, RamSize = 18 * Kilobyte };
                case 0x460: return new Stm32Device(G0) { Id = id, Name = "STM32G07x/08x", I2cAddress = 0x51, HasFastI2c = true, HasSpi = true, FlashSize = 128 * Kilobyte, RamSize = 36 * Kilobyte, FreeRam = AfterBootloader, ErasesOnePage = true, WriteProtections = PairsOfRanges(OptionBytes, 6, 2) };
                // Its bootloader clears the empty flag (AN2606, known limitations). No source gives the WRP and PCROP of its second bank.
                case 0x467: return new Stm32Device(G0) { HasEmptyFlag = false, Id = id, Name = "STM32G0B/0C", I2cAddress = 0x5D, HasFastI2c = true, HasSpi = true, FlashSize = 512 * Kilobyte, RamSize = 144 * Kilobyte, FreeRam = AfterBootloader, ErasesOnePage = true, HasOneBank = false, Options = new OptionRegister { Address = OptionBytes, NBootSel = 24, NBoot1 = 25, NSwapBank = 20 }, WriteProtections = PairsOfRanges(OptionBytes, 7, 2) };

                default: return null;
            }
        }
    }
}
