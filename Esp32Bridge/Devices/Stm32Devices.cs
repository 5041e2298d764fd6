namespace Esp32Bridge.Devices
{
    /// <summary>
    /// The STM32 that this firmware programs. Device ids, boot patterns and start times: AN2606, the device-dependent
    /// bootloader parameters. Flash and RAM sizes, pages, units and option bytes: the reference manual named at each
    /// family, chapters "embedded flash memory" and "memory map". Erase times: the data sheets.
    /// </summary>
    public static class Stm32Devices
    {
        private const int Kilobyte = 1024;

        private static readonly FlashLayout _pagesOf1K = new FlashLayout(1 * Kilobyte);
        private static readonly FlashLayout _pagesOf2K = new FlashLayout(2 * Kilobyte);
        private static readonly FlashLayout _pagesOf4K = new FlashLayout(4 * Kilobyte);
        private static readonly FlashLayout _pagesOf8K = new FlashLayout(8 * Kilobyte);

        // RM0394 3.4, RM0432 3.4: FLASH_OPTR as the option bytes area shows it. L47x (RM0351) has neither nSWBOOT0 nor nBOOT0.
        private static readonly OptionRegister _optionsL4 = new OptionRegister { Address = 0x1FFF7800, NBoot1 = 23, NSwBoot0 = 26 };
        private static readonly OptionRegister _optionsL47 = new OptionRegister { Address = 0x1FFF7800, NBoot1 = 23 };
        private static readonly OptionRegister _optionsL4Plus = new OptionRegister { Address = 0x1FFF7800, NBoot1 = 23, NSwBoot0 = 26, DualBank = 22 };

        // RM0456 7.9.13: FLASH_OPTR.
        private static readonly OptionRegister _optionsU5 = new OptionRegister { Address = 0x40022040, NSwBoot0 = 26, TrustZone = 31 };

        private static readonly Stm32Device[] _devices = new Stm32Device[]
        {
            // RM0394: L41x to L46x.
            L4(0x464, "STM32L412/422", 128, 40, 1, _optionsL4, true),
            L4(0x435, "STM32L43x/44x", 256, 64, 1, _optionsL4, true),
            L4(0x462, "STM32L45x/46x", 512, 160, 1, _optionsL4, true),

            // RM0351: L47x to L4Ax. L47x looks for its 32 kHz crystal for 2.5 s.
            L4(0x415, "STM32L47x/48x", 1024, 128, 2560, _optionsL47, false),
            L4(0x461, "STM32L496/4A6", 1024, 320, 77, _optionsL4, true),

            // RM0432: L4+.
            L4Plus(0x470, "STM32L4R/4S", 2048, 640, 11, true),
            L4Plus(0x471, "STM32L4P5/4Q5", 1024, 320, 10, false),

            // RM0456: U5.
            U5(0x455, "STM32U535/545", 512, 272),
            U5(0x482, "STM32U575/585", 2048, 784),
            U5(0x481, "STM32U595/5A", 4096, 2512),
            U5(0x476, "STM32U5F/5G", 4096, 3024),

            // RM0008, PM0075: F1.
            F1(0x412, "STM32F10x low-density", 32, 10, _pagesOf1K),
            F1(0x410, "STM32F10x medium-density", 128, 20, _pagesOf1K),
            F1(0x414, "STM32F10x high-density", 512, 64, _pagesOf2K),
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

        private static Stm32Device L4(ushort id, string name, int flash, int ram, int startTime, OptionRegister options, bool hasEmptyFlag)
        {
            return new Stm32Device
            {
                Id = id,
                Name = name,
                FlashSize = flash * Kilobyte,
                Pages = _pagesOf2K,
                ProgramUnit = 8,
                RamSize = ram * Kilobyte,
                OtherRamBase = 0x10000000,
                OtherRamSize = 64 * Kilobyte,
                PageEraseTime = 25,
                StartTime = startTime,
                FlashSizeRegister = 0x1FFF75E0,
                Options = options,
                HasEmptyFlag = hasEmptyFlag,
            };
        }

        private static Stm32Device L4Plus(ushort id, string name, int flash, int ram, int startTime, bool hasEmptyFlag)
        {
            return new Stm32Device
            {
                Id = id,
                Name = name,
                FlashSize = flash * Kilobyte,
                Pages = _pagesOf4K,
                SingleBankPages = _pagesOf8K,
                ProgramUnit = 8,
                RamSize = ram * Kilobyte,
                OtherRamBase = 0x10000000,
                OtherRamSize = 64 * Kilobyte,
                PageEraseTime = 25,
                StartTime = startTime,
                FlashSizeRegister = 0x1FFF75E0,
                Options = _optionsL4Plus,
                HasEmptyFlag = hasEmptyFlag,
            };
        }

        private static Stm32Device U5(ushort id, string name, int flash, int ram)
        {
            return new Stm32Device
            {
                Id = id,
                Name = name,
                FlashSize = flash * Kilobyte,
                Pages = _pagesOf8K,
                ProgramUnit = 16,
                RamSize = ram * Kilobyte,
                PageEraseTime = 5,
                StartTime = 1,
                FlashSizeRegister = 0x0BFA07A0,
                Options = _optionsU5,
            };
        }

        // Their bootloader, protocol 2.2, does not answer for the flash size register.
        private static Stm32Device F1(ushort id, string name, int flash, int ram, FlashLayout pages)
        {
            return new Stm32Device
            {
                Id = id,
                Name = name,
                FlashSize = flash * Kilobyte,
                Pages = pages,
                ProgramUnit = 2,
                RamSize = ram * Kilobyte,
                PageEraseTime = 40,
                StartTime = 10,
            };
        }
    }
}
