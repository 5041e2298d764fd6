namespace Esp32Bridge.Devices
{
    /// <content>STM32F3: RM0316, RM0364 (F334), RM0365 (F302), RM0366 (F301), RM0313 (F373), CMSIS headers. The other RAM is the CCM. Erase time: that of F1.</content>
    public sealed partial class Stm32Devices
    {
        private static Stm32Device F3
        {
            get
            {
                return new Stm32Device
                {
                    Pages = new FlashLayout(2 * Kilobyte),
                    ProgramUnit = 2,
                    FreeRam = 0x20001800,
                    PageEraseTime = 40,
                    Clock = 8000,
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
        internal static Stm32Device FindF3(ushort id)
        {
            switch (id)
            {
                case 0x422: return new Stm32Device(F3) { Id = id, Name = "STM32F302xB/C, F303xB/C, F358", FlashSize = 256 * Kilobyte, RamSize = 40 * Kilobyte, OtherRams = Ram(Ccm, 8), StartTime = 44 };
                case 0x446: return new Stm32Device(F3) { Id = id, Name = "STM32F302xD/E, F303xD/E, F398", I2cAddress = 0x40, FlashSize = 512 * Kilobyte, RamSize = 64 * Kilobyte, OtherRams = Ram(Ccm, 16), StartTime = 147 };
                case 0x438: return new Stm32Device(F3) { Id = id, Name = "STM32F303x4/6/8, F328, F334", I2cAddress = 0x3F, FlashSize = 64 * Kilobyte, RamSize = 12 * Kilobyte, OtherRams = Ram(Ccm, 4), StartTime = 1 };

                // Without a crystal they wait for it.
                case 0x439: return new Stm32Device(F3) { Id = id, Name = "STM32F301, F302x4/6/8, F318", I2cAddress = 0x3D, FlashSize = 64 * Kilobyte, RamSize = 16 * Kilobyte, StartTime = 561 };
                case 0x432: return new Stm32Device(F3) { Id = id, Name = "STM32F373, F378", FlashSize = 256 * Kilobyte, RamSize = 32 * Kilobyte, StartTime = 44 };

                default: return null;
            }
        }
    }
}
