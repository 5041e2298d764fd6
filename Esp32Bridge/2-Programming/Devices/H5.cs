namespace Esp32Bridge.Devices
{
    /// <summary>STM32H5: RM0492 (H503), RM0481 (the others).</summary>
    internal sealed class H5 : Stm32Device
    {
        private H5()
        {
            Pages = new FlashLayout(8 * Kilobyte);
            ProgramUnit = 16;
            FreeRam = BehindBootloader;
            PageEraseTime = 5;
        }

        /// <summary>Finds a row of the table.</summary>
        /// <param name="id">The device id.</param>
        /// <returns>The row, or null when it is of another family.</returns>
        internal static Stm32Device Find(ushort id)
        {
            switch (id)
            {
                case 0x474: return new H5 { Id = id, Name = "STM32H503", FlashSize = 128 * Kilobyte, RamSize = 32 * Kilobyte, StartTime = 2 };
                case 0x478: return new H5 { Id = id, Name = "STM32H523/533", FlashSize = 512 * Kilobyte, RamSize = 272 * Kilobyte, StartTime = 3 };
                case 0x484: return new H5 { Id = id, Name = "STM32H562/563/573", FlashSize = 2048 * Kilobyte, RamSize = 640 * Kilobyte, StartTime = 2 };

                default: return null;
            }
        }
    }
}
