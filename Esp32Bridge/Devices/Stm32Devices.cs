namespace Esp32Bridge.Devices
{
    /// <summary>
    /// The STM32 that this firmware programs. Device ids, boot patterns and start times: AN2606, the device-dependent
    /// bootloader parameters. Flash sizes, pages, units and erase times: the reference manual named at each row, chapter
    /// "embedded flash memory", and the data sheets.
    /// </summary>
    public static class Stm32Devices
    {
        // RM0351, RM0394, RM0432: "flash size data register". RM0456: the same for U5.
        private const uint L4FlashSize = 0x1FFF75E0;
        private const uint U5FlashSize = 0x0BFA07A0;

        private const int Kilobyte = 1024;

        private static readonly Stm32Device[] _devices = new Stm32Device[]
        {
            // RM0394: L41x to L46x.
            new Stm32Device(0x464, "STM32L412/422", 128 * Kilobyte, 2048, 8, 25, 1, L4FlashSize, true),
            new Stm32Device(0x435, "STM32L43x/44x", 256 * Kilobyte, 2048, 8, 25, 1, L4FlashSize, true),
            new Stm32Device(0x462, "STM32L45x/46x", 512 * Kilobyte, 2048, 8, 25, 1, L4FlashSize, true),

            // RM0351: L47x to L4Ax. L47x looks for its 32 kHz crystal for 2.5 s.
            new Stm32Device(0x415, "STM32L47x/48x", 1024 * Kilobyte, 2048, 8, 25, 2560, L4FlashSize, false),
            new Stm32Device(0x461, "STM32L496/4A6", 1024 * Kilobyte, 2048, 8, 25, 77, L4FlashSize, true),

            // RM0432: L4+.
            new Stm32Device(0x470, "STM32L4R/4S", 2048 * Kilobyte, 4096, 8, 25, 11, L4FlashSize, true),
            new Stm32Device(0x471, "STM32L4P5/4Q5", 1024 * Kilobyte, 4096, 8, 25, 10, L4FlashSize, false),

            // RM0456: U5.
            new Stm32Device(0x455, "STM32U535/545", 512 * Kilobyte, 8192, 16, 5, 1, U5FlashSize, false),
            new Stm32Device(0x482, "STM32U575/585", 2048 * Kilobyte, 8192, 16, 5, 1, U5FlashSize, false),
            new Stm32Device(0x481, "STM32U595/5A", 4096 * Kilobyte, 8192, 16, 5, 1, U5FlashSize, false),
            new Stm32Device(0x476, "STM32U5F/5G", 4096 * Kilobyte, 8192, 16, 5, 1, U5FlashSize, false),

            // PM0075: F1. Its bootloader (protocol 2.2) does not answer for the flash size register.
            new Stm32Device(0x412, "STM32F10x low-density", 32 * Kilobyte, 1024, 2, 40, 10, 0, false),
            new Stm32Device(0x410, "STM32F10x medium-density", 128 * Kilobyte, 1024, 2, 40, 10, 0, false),
            new Stm32Device(0x414, "STM32F10x high-density", 512 * Kilobyte, 2048, 2, 40, 10, 0, false),
        };

        /// <summary>Finds a family.</summary>
        /// <param name="id">The device id that Get ID answered.</param>
        /// <returns>The family, or null when it is not in the table.</returns>
        public static Stm32Device Find(ushort id)
        {
            for (int i = 0; i < _devices.Length; i++)
            {
                if (_devices[i].Id == id)
                {
                    return _devices[i];
                }
            }

            return null;
        }
    }
}
