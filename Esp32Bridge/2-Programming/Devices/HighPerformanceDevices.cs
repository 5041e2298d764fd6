namespace Esp32Bridge.Devices
{
    /// <summary>The high-performance families: F4 and H5.</summary>
    public static class HighPerformanceDevices
    {
        private const int Kilobyte = 1024;

        // Behind what the bootloader of any of these uses itself, 0x20002000 to 0x20004000 (AN2606, table 226).
        private const uint FreeRam = 0x20004000;

        private static readonly FlashLayout _sectorsOf8K = new FlashLayout(8 * Kilobyte);

        // A bank of F4; the parts of 2 MiB have two of them, one behind the other.
        private static readonly FlashLayout _sectors = new FlashLayout(
            new int[] { 4, 1, 7 },
            new int[] { 16 * Kilobyte, 64 * Kilobyte, 128 * Kilobyte });

        // RM0430: F413 has one bank of 1.5 MiB.
        private static readonly FlashLayout _sectorsF413 = new FlashLayout(
            new int[] { 4, 1, 11 },
            new int[] { 16 * Kilobyte, 64 * Kilobyte, 128 * Kilobyte });

        /// <summary>Finds a family.</summary>
        /// <param name="id">The device id.</param>
        /// <returns>The family, or null when it is none of these.</returns>
        public static Stm32Device Find(ushort id)
        {
            switch (id)
            {
                // RM0090: F405 to F439. Those with 1 MiB in two banks (DB1M = 1) number their sectors otherwise.
                case 0x413: return F4(id, "STM32F405/407/415/417", 1024, _sectors, 128, 64, 85);
                case 0x419: return F4(id, "STM32F42x/43x", 2048, _sectors, 192, 64, 82);

                // RM0368 (F401), RM0401 (F410), RM0383 (F411).
                case 0x423: return F4(id, "STM32F401xB/C", 256, _sectors, 64, 0, 75);
                case 0x433: return F4(id, "STM32F401xD/E", 512, _sectors, 96, 0, 75);
                case 0x458: return F4(id, "STM32F410", 128, _sectors, 32, 0, 1);
                case 0x431: return F4(id, "STM32F411", 512, _sectors, 128, 0, 75);

                // RM0402 (F412), RM0430 (F413), RM0390 (F446), RM0386 (F469).
                case 0x441: return F4(id, "STM32F412", 1024, _sectors, 256, 0, 1);
                case 0x463: return F4(id, "STM32F413/423", 1536, _sectorsF413, 320, 0, 1);
                case 0x421: return F4(id, "STM32F446", 512, _sectors, 128, 0, 74);
                case 0x434: return F4(id, "STM32F469/479", 2048, _sectors, 320, 64, 74);

                // RM0492 (H503), RM0481 (the others).
                case 0x474: return H5(id, "STM32H503", 128, 32, 2);
                case 0x478: return H5(id, "STM32H523/533", 512, 272, 3);
                case 0x484: return H5(id, "STM32H562/563/573", 2048, 640, 2);

                default: return null;
            }
        }

        // The other RAM is the CCM. The erase time is that of 128 KiB by bytes: the bootloader does not know the supply (AN2606 4.4).
        private static Stm32Device F4(ushort id, string name, int flash, FlashLayout sectors, int ram, int ccm, int startTime)
        {
            return new Stm32Device
            {
                Id = id,
                Name = name,
                FlashSize = flash * Kilobyte,
                Pages = sectors,
                ProgramUnit = 4,
                RamSize = ram * Kilobyte,
                OtherRamBase = ccm == 0 ? 0 : 0x10000000u,
                OtherRamSize = ccm * Kilobyte,
                FreeRam = FreeRam,
                PageEraseTime = 4000,
                StartTime = startTime,
                FlashSizeRegister = 0x1FFF7A22,
            };
        }

        private static Stm32Device H5(ushort id, string name, int flash, int ram, int startTime)
        {
            return new Stm32Device
            {
                Id = id,
                Name = name,
                FlashSize = flash * Kilobyte,
                Pages = _sectorsOf8K,
                ProgramUnit = 16,
                RamSize = ram * Kilobyte,
                FreeRam = FreeRam,
                PageEraseTime = 5,
                StartTime = startTime,
            };
        }
    }
}
