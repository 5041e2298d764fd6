namespace Esp32Bridge.Devices
{
    /// <summary>The ultra-low-power families: L4, L4+, L5 and U5.</summary>
    public static class LowPowerDevices
    {
        private const int Kilobyte = 1024;

        // SRAM2 of L4 is seen here, and (but for L47x) behind SRAM1 as well.
        private const uint Sram2 = 0x10000000;

        // Behind what the bootloader of any of these uses itself, 0x20002100 to 0x20004000 (AN2606, table 226).
        private const uint FreeRam = 0x20004000;

        private static readonly FlashLayout _pagesOf2K = new FlashLayout(2 * Kilobyte);
        private static readonly FlashLayout _pagesOf4K = new FlashLayout(4 * Kilobyte);
        private static readonly FlashLayout _pagesOf8K = new FlashLayout(8 * Kilobyte);

        // RM0394 3.4, RM0351 3.4: the option bytes area. L47x has neither nSWBOOT0 nor nBOOT0.
        private static readonly OptionRegister _optionsL4 = new OptionRegister { Address = 0x1FFF7800, NBoot1 = 23, NSwBoot0 = 26 };
        private static readonly OptionRegister _optionsL47 = new OptionRegister { Address = 0x1FFF7800, NBoot1 = 23 };

        // RM0432 3.4.1: at another place than in L4. DBANK counts in the largest parts, DB1M (DB512K) in the others.
        private static readonly OptionRegister _optionsL4Plus = new OptionRegister
        {
            Address = 0x1FF00000,
            NBoot1 = 23,
            NSwBoot0 = 26,
            DualBank = 22,
            SmallDualBank = 21,
        };

        // RM0438, RM0456 7.9.13: the register FLASH_OPTR. There is no nBOOT1.
        private static readonly OptionRegister _optionsL5 = new OptionRegister { Address = 0x40022040, NSwBoot0 = 26, DualBank = 22, TrustZone = 31 };
        private static readonly OptionRegister _optionsU5 = new OptionRegister { Address = 0x40022040, NSwBoot0 = 26, TrustZone = 31 };

        /// <summary>Finds a family.</summary>
        /// <param name="id">The device id.</param>
        /// <returns>The family, or null when it is none of these.</returns>
        public static Stm32Device Find(ushort id)
        {
            switch (id)
            {
                // RM0394: L41x to L46x.
                case 0x464: return L4(id, "STM32L412/422", 128, 40, 8, 1, _optionsL4, true);
                case 0x435: return L4(id, "STM32L43x/44x", 256, 64, 16, 1, _optionsL4, true);
                case 0x462: return L4(id, "STM32L45x/46x", 512, 160, 32, 1, _optionsL4, true);

                // RM0351: L47x to L4Ax. L47x looks for its 32 kHz crystal for 2.5 s.
                case 0x415: return L4(id, "STM32L47x/48x", 1024, 96, 32, 2561, _optionsL47, false);
                case 0x461: return L4(id, "STM32L496/4A6", 1024, 320, 64, 77, _optionsL4, true);

                // RM0432: L4+.
                case 0x470: return L4Plus(id, "STM32L4R/4S", 2048, 640, 11, true);
                case 0x471: return L4Plus(id, "STM32L4P5/4Q5", 1024, 320, 10, false);

                // RM0438: L5.
                case 0x472: return L5(id, "STM32L552/562", 512, 256);

                // RM0456: U5.
                case 0x455: return U5(id, "STM32U535/545", 512, 256);
                case 0x482: return U5(id, "STM32U575/585", 2048, 768);
                case 0x481: return U5(id, "STM32U595/5A", 4096, 2496);
                case 0x476: return U5(id, "STM32U5F/5G", 4096, 3008);

                default: return null;
            }
        }

        private static Stm32Device L4(ushort id, string name, int flash, int ram, int sram2, int startTime, OptionRegister options, bool hasEmptyFlag)
        {
            return L4(id, name, flash, ram, sram2, startTime, options, hasEmptyFlag, _pagesOf2K, null);
        }

        private static Stm32Device L4Plus(ushort id, string name, int flash, int ram, int startTime, bool hasEmptyFlag)
        {
            return L4(id, name, flash, ram, 64, startTime, _optionsL4Plus, hasEmptyFlag, _pagesOf4K, _pagesOf8K);
        }

        private static Stm32Device L4(
            ushort id,
            string name,
            int flash,
            int ram,
            int sram2,
            int startTime,
            OptionRegister options,
            bool hasEmptyFlag,
            FlashLayout pages,
            FlashLayout singleBankPages)
        {
            return new Stm32Device
            {
                Id = id,
                Name = name,
                FlashSize = flash * Kilobyte,
                Pages = pages,
                SingleBankPages = singleBankPages,
                ProgramUnit = 8,
                RamSize = ram * Kilobyte,
                OtherRamBase = Sram2,
                OtherRamSize = sram2 * Kilobyte,
                FreeRam = FreeRam,
                PageEraseTime = 25,
                StartTime = startTime,
                FlashSizeRegister = 0x1FFF75E0,
                Options = options,
                HasEmptyFlag = hasEmptyFlag,
            };
        }

        // The flash writes 8 bytes at once; its bootloader wants 16 (AN2606 4.6, table 7).
        private static Stm32Device L5(ushort id, string name, int flash, int ram)
        {
            return new Stm32Device
            {
                Id = id,
                Name = name,
                FlashSize = flash * Kilobyte,
                Pages = _pagesOf2K,
                SingleBankPages = _pagesOf4K,
                ProgramUnit = 16,
                RamSize = ram * Kilobyte,
                FreeRam = FreeRam,
                PageEraseTime = 25,
                StartTime = 1,
                Options = _optionsL5,
            };
        }

        // The other RAM is SRAM4.
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
                OtherRamBase = 0x28000000,
                OtherRamSize = 16 * Kilobyte,
                FreeRam = FreeRam,
                PageEraseTime = 5,
                StartTime = 1,
                FlashSizeRegister = 0x0BFA07A0,
                Options = _optionsU5,
            };
        }
    }
}
