namespace Esp32Bridge.Devices
{
    /// <content>STM32F1: RM0008 and PM0075 (F101 to F107), RM0041 and PM0063 (F100).</content>
    public sealed partial class Stm32Devices
    {
        // After the RAM that the bootloader uses: in parts that may have only 4 KiB, and in the largest (AN2606, table 226).
        private const uint FreeRamOfSmall = 0x20000200;
        private const uint FreeRamOfLarge = 0x20001000;

        private static Stm32Device F1
        {
            get
            {
                return new Stm32Device
                {
                    Pages = new FlashLayout(2 * Kilobyte),
                    ProgramUnit = 2,
                    FreeRam = FreeRamOfSmall,
                    PageEraseTime = 40,
                    Clock = 8000,
                    StartTime = 2,
                    FlashSizeRegister = 0x1FFFF7E0,
                    HasOneBank = true,
                    WriteProtections = ByteBits(2),
                };
            }
        }

        /// <summary>Finds a part of the family.</summary>
        /// <param name="id">The device id.</param>
        /// <returns>The row, or null if it is of another family.</returns>
        internal static Stm32Device FindF1(ushort id)
        {
            switch (id)
            {
                case 0x412: return new Stm32Device(F1) { Id = id, Name = "STM32F10x low-density", FlashSize = 32 * Kilobyte, Pages = new FlashLayout(1 * Kilobyte), WriteProtections = ByteBits(4), RamSize = 10 * Kilobyte };
                case 0x410: return new Stm32Device(F1) { Id = id, Name = "STM32F10x medium-density", FlashSize = 128 * Kilobyte, Pages = new FlashLayout(1 * Kilobyte), WriteProtections = ByteBits(4), RamSize = 20 * Kilobyte };
                case 0x414: return new Stm32Device(F1) { Id = id, Name = "STM32F10x high-density", FlashSize = 512 * Kilobyte, RamSize = 64 * Kilobyte };

                // PM0068: its BFB2 boots the second bank if it is 0.
                case 0x430: return new Stm32Device(F1) { Id = id, Name = "STM32F10x XL-density", FlashSize = 1024 * Kilobyte, RamSize = 96 * Kilobyte, FreeRam = FreeRamOfLarge, Options = new OptionRegister { Address = ByteOptions, NBootBank2 = 19 } };

                // With PA9 (USB) high they wait half a second for a crystal.
                case 0x418: return new Stm32Device(F1) { Id = id, Name = "STM32F105/107", FlashSize = 256 * Kilobyte, RamSize = 64 * Kilobyte, FreeRam = FreeRamOfLarge, StartTime = 525 };
                case 0x420: return new Stm32Device(F1) { Id = id, Name = "STM32F100 low/medium-density", FlashSize = 128 * Kilobyte, Pages = new FlashLayout(1 * Kilobyte), WriteProtections = ByteBits(4), RamSize = 8 * Kilobyte };
                case 0x428: return new Stm32Device(F1) { Id = id, Name = "STM32F100 high-density", FlashSize = 512 * Kilobyte, RamSize = 32 * Kilobyte };

                default: return null;
            }
        }
    }
}
