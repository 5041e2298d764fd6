namespace Esp32Bridge.Devices
{
    /// <summary>The mainstream families: F1, G0 and G4.</summary>
    public static class MainstreamDevices
    {
        private const int Kilobyte = 1024;

        // Behind what the bootloader uses itself (AN2606, table 226): in G4 and the larger G0, in the others, and in an F1
        // that may have 4 KiB in all.
        private const uint FreeRam = 0x20004000;
        private const uint FreeRamOfSmall = 0x20001000;
        private const uint FreeRamOfF1 = 0x20000200;

        private static readonly FlashLayout _pagesOf1K = new FlashLayout(1 * Kilobyte);
        private static readonly FlashLayout _pagesOf2K = new FlashLayout(2 * Kilobyte);
        private static readonly FlashLayout _pagesOf4K = new FlashLayout(4 * Kilobyte);

        // RM0444 3.4: the option bytes area. nBOOT_SEL is 1 on delivery.
        private static readonly OptionRegister _optionsG0 = new OptionRegister { Address = 0x1FFF7800, NBootSel = 24, NBoot1 = 25 };

        // RM0440 3.4: the option bytes area. Only category 3 (G47x) has DBANK.
        private static readonly OptionRegister _optionsG4 = new OptionRegister { Address = 0x1FFF7800, NBoot1 = 23, NSwBoot0 = 26 };
        private static readonly OptionRegister _optionsG47 = new OptionRegister { Address = 0x1FFF7800, NBoot1 = 23, NSwBoot0 = 26, DualBank = 22 };

        /// <summary>Finds a family.</summary>
        /// <param name="id">The device id.</param>
        /// <returns>The family, or null when it is none of these.</returns>
        public static Stm32Device Find(ushort id)
        {
            switch (id)
            {
                // RM0008, PM0075: F101, F102, F103.
                case 0x412: return F1(id, "STM32F10x low-density", 32, 10, _pagesOf1K, 2, FreeRamOfF1);
                case 0x410: return F1(id, "STM32F10x medium-density", 128, 20, _pagesOf1K, 2, FreeRamOfF1);
                case 0x414: return F1(id, "STM32F10x high-density", 512, 64, _pagesOf2K, 2, FreeRamOfF1);
                case 0x430: return F1(id, "STM32F10x XL-density", 1024, 96, _pagesOf2K, 2, FreeRamOfSmall);

                // RM0008, PM0075: F105, F107. With PA9 (USB) high they look for a crystal for half a second.
                case 0x418: return F1(id, "STM32F105/107", 256, 64, _pagesOf2K, 525, FreeRamOfSmall);

                // RM0041, PM0063: F100.
                case 0x420: return F1(id, "STM32F100 low/medium-density", 128, 8, _pagesOf1K, 2, FreeRamOfF1);
                case 0x428: return F1(id, "STM32F100 high-density", 512, 32, _pagesOf2K, 2, FreeRamOfF1);

                // RM0444, RM0454: G0. The RAM is the one without parity check.
                case 0x466: return G0(id, "STM32G03x/04x", 64, 8, FreeRamOfSmall, false);
                case 0x456: return G0(id, "STM32G05x/061", 64, 18, FreeRamOfSmall, false);
                case 0x460: return G0(id, "STM32G07x/08x", 128, 36, FreeRam, true);
                case 0x467: return G0(id, "STM32G0B/0C", 512, 144, FreeRam, true);

                // RM0440: G4 of category 2, 3 and 4. The RAM contains the CCM, which is seen behind SRAM2 as well.
                case 0x468: return G4(id, "STM32G431/441", 128, 32, 10, null, _optionsG4);
                case 0x469: return G4(id, "STM32G47x/48x", 512, 128, 32, _pagesOf4K, _optionsG47);
                case 0x479: return G4(id, "STM32G491/4A1", 512, 112, 16, null, _optionsG4);

                default: return null;
            }
        }

        // Their bootloader does not answer for the flash size register (AN2606, table 226).
        private static Stm32Device F1(ushort id, string name, int flash, int ram, FlashLayout pages, int startTime, uint freeRam)
        {
            return new Stm32Device
            {
                Id = id,
                Name = name,
                FlashSize = flash * Kilobyte,
                Pages = pages,
                ProgramUnit = 2,
                RamSize = ram * Kilobyte,
                FreeRam = freeRam,
                PageEraseTime = 40,
                StartTime = startTime,
            };
        }

        private static Stm32Device G0(ushort id, string name, int flash, int ram, uint freeRam, bool erasesOnePage)
        {
            return new Stm32Device
            {
                Id = id,
                Name = name,
                FlashSize = flash * Kilobyte,
                Pages = _pagesOf2K,
                ProgramUnit = 8,
                RamSize = ram * Kilobyte,
                FreeRam = freeRam,
                PageEraseTime = 40,
                StartTime = 1,
                FlashSizeRegister = 0x1FFF75E0,
                Options = _optionsG0,
                HasEmptyFlag = true,
                ErasesOnePage = erasesOnePage,
            };
        }

        private static Stm32Device G4(ushort id, string name, int flash, int ram, int ccm, FlashLayout singleBankPages, OptionRegister options)
        {
            return new Stm32Device
            {
                Id = id,
                Name = name,
                FlashSize = flash * Kilobyte,
                Pages = _pagesOf2K,
                SingleBankPages = singleBankPages,
                HasBankGap = singleBankPages != null,
                ProgramUnit = 8,
                RamSize = ram * Kilobyte,
                OtherRamBase = 0x10000000,
                OtherRamSize = ccm * Kilobyte,
                FreeRam = FreeRam,
                PageEraseTime = 25,
                StartTime = 1,
                FlashSizeRegister = 0x1FFF75E0,
                Options = options,
            };
        }
    }
}
