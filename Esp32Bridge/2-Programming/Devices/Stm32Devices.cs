namespace Esp32Bridge.Devices
{
    /// <summary>
    /// The STM32 that this firmware programs. The sources are:
    /// <list type="bullet">
    /// <item>Device ids, boot patterns, start times and quirks of the bootloaders: AN2606, the chapter of each family and
    /// "device-dependent bootloader parameters".</item>
    /// <item>Flash and RAM sizes, pages, units and option bytes: the reference manual named at each family, chapters "embedded
    /// flash memory" and "memory map"; or ST's CMSIS headers, the flash drivers of OpenOCD, the device trees of Zephyr, if
    /// they are named there.</item>
    /// <item>What a bootloader shows: its DFU descriptors and ST's open bootloader. If a bootloader refuses an address, it
    /// counts as one that does not show it.</item>
    /// <item>Erase times: the largest of the data sheets, or the source named at the family.</item>
    /// <item>Clocks after a reset: the system and HAL sources of ST for each family; U5 also RM0456, H7 RM0433, F1 RM0008. For H5 they say
    /// 32 and 64 MHz: it is the slower one.</item>
    /// </list>
    /// A row is created when it is needed: the whole table would fill much of the memory of an ESP32 without PSRAM.
    /// </summary>
    public sealed partial class Stm32Devices
    {
        private const int Kilobyte = 1024;

        // A RAM address after the RAM that the bootloaders of most families use, which ends at 0x20002000 to 0x20004000 (AN2606,
        // table 226).
        private const uint AfterBootloader = 0x20004000;

        // The option bytes area of L4, G0 and G4 (RM0394 3.4, RM0351 3.4, RM0444 3.4, RM0440 3.4).
        private const uint OptionBytes = 0x1FFF7800;

        // The option bytes area of F0, F1 and F3, and the flash size of F0 and F3.
        private const uint ByteOptions = 0x1FFFF800;
        private const uint ByteFlashSize = 0x1FFFF7CC;

        // The word of nWRP and DB1M in the option bytes area of F2 and F4.
        private const uint SectorOptions = 0x1FFFC008;

        // The register FLASH_OPTR of the families with TrustZone.
        private const uint TrustZoneOptr = 0x40022040;

        // The flash size in the read-only area of H5, C5 and some of H7.
        private const uint ReadOnlyFlashSize = 0x08FFF80C;

        private readonly Stm32Device[] _own;

        /// <summary>Creates the table.</summary>
        /// <param name="own">Custom rows; they replace those with the same device id.</param>
        public Stm32Devices(params Stm32Device[] own)
        {
            _own = own;
        }

        // FLASH_OPTR of parts with two banks that can be exchanged. There is no nBOOT1.
        private static OptionRegister TrustZoneOptions
        {
            get { return new OptionRegister { Address = TrustZoneOptr, NSwBoot0 = 26, SwapBank = 20, TrustZone = 31 }; }
        }

        // NSBOOTADD0R, after FLASH_OPTR.
        private static BootAddress NonSecureBoot
        {
            get { return new BootAddress { Register = TrustZoneOptr + 4, Name = "NSBOOTADD0", Mask = 0xFFFFFF80 }; }
        }

        // The sectors of F2, F4 and F7, of a bank or of the whole flash. A smaller part has the first of them.
        private static FlashLayout Sectors(int kilobytes)
        {
            return new FlashLayout(new int[] { 4, 1, 7 }, new int[] { kilobytes * Kilobyte, 4 * kilobytes * Kilobyte, 8 * kilobytes * Kilobyte });
        }

        // H5 and H7 have a word for each bank, the second 0x100 after the first: a bit for each sector or group of sectors.
        private static WriteProtection[] SectorGroups(uint address, int pagesOfBit, int bits)
        {
            return new WriteProtection[]
            {
                new WriteProtection { Address = address, PagesOfBit = pagesOfBit, Bits = bits },
                new WriteProtection { Address = address + 0x100, PagesOfBit = pagesOfBit, Bits = bits, FirstPage = pagesOfBit * bits },
            };
        }

        private static RamBlock[] Ram(uint address, int kilobytes)
        {
            return new RamBlock[] { new RamBlock(address, kilobytes * Kilobyte) };
        }

        private static WriteProtection Range(uint address, int bits, int firstPage)
        {
            return new WriteProtection { Address = address, Bits = bits, FirstPage = firstPage };
        }

        // PCROP of a bank: a word with the first step, and one with the last. A page has 1 << stepBits of them.
        private static WriteProtection ReadOut(uint address, int bits, int firstPage, int stepBits)
        {
            return new WriteProtection { Address = address, OtherAddress = address + 8, Bits = bits + stepBits, LowestBitOfLast = 0, FirstPage = firstPage, StepsOfPage = 1 << stepBits };
        }

        // PCROPx, WRPxA and WRPxB of a bank, in the option bytes area (RM0351 3.4.1). The steps of PCROP are double words, with one
        // bank pairs of them: 256 for each page of L4 and G4, 512 for each of L4+.
        private static WriteProtection[] Ranges(uint options, int bits, int firstPage, int stepBits = 8)
        {
            return new WriteProtection[] { ReadOut(options + 0x08, bits, firstPage, stepBits), Range(options + 0x18, bits, firstPage), Range(options + 0x20, bits, firstPage) };
        }

        // PCROP1A, WRP1A, WRP1B and PCROP1B (RM0444 3.4.1, RM0434). The steps of PCROP have 512 bytes in G0 and C0, half a page in WB and WL.
        private static WriteProtection[] PairsOfRanges(uint options, int bits, int stepBits)
        {
            return new WriteProtection[]
            {
                ReadOut(options + 0x08, bits, 0, stepBits),
                Range(options + 0x18, bits, 0),
                Range(options + 0x20, bits, 0),
                ReadOut(options + 0x28, bits, 0, stepBits),
            };
        }

        // The registers WRP1AR, WRP1BR, WRP2AR and WRP2BR of the families with TrustZone.
        private static WriteProtection[] RegisterRanges(int bits, int pagesOfBank)
        {
            return new WriteProtection[]
            {
                Range(TrustZoneOptr + 0x18, bits, 0),
                Range(TrustZoneOptr + 0x1C, bits, 0),
                Range(TrustZoneOptr + 0x28, bits, pagesOfBank),
                Range(TrustZoneOptr + 0x2C, bits, pagesOfBank),
            };
        }

        // nWRP of a bank, one bit per sector.
        private static WriteProtection[] SectorBits(uint address, int sectors, int sprmod = OptionRegister.None)
        {
            return new WriteProtection[] { new WriteProtection { Address = address, PagesOfBit = 1, Bits = sectors, Sprmod = sprmod } };
        }

        // WRP0 to WRP3 of F0, F1 and F3: option bytes, each followed by its complement. The last bit stands for all further pages.
        private static WriteProtection[] ByteBits(int pagesOfBit)
        {
            WriteProtection[] protections = new WriteProtection[5];
            for (int i = 0; i < 4; i++)
            {
                protections[i] = new WriteProtection { Address = ByteOptions + 8 + (uint)(i / 2 * 4), LowestBit = i % 2 * 16, PagesOfBit = pagesOfBit, Bits = i < 3 ? 8 : 7, FirstPage = i * 8 * pagesOfBit };
            }

            protections[4] = new WriteProtection { Address = ByteOptions + 12, LowestBit = 23, PagesOfBit = int.MaxValue, Bits = 1, FirstPage = 31 * pagesOfBit };
            return protections;
        }

        // With one bank, all four ranges count from the first page (OpenOCD, the driver of L4: F_USE_ALL_WRPXX).
        private static WriteProtection[] RangesOfTwoBanks(uint options, uint toSecondBank, int bits, int pagesOfBank, int stepBits = 8)
        {
            WriteProtection[] first = Ranges(options, bits, 0, stepBits);
            WriteProtection[] second = Ranges(options + toSecondBank, bits, pagesOfBank, stepBits);
            return new WriteProtection[] { first[0], first[1], first[2], second[0], second[1], second[2] };
        }

        /// <summary>Finds a part.</summary>
        /// <param name="id">The device id that Get ID answered.</param>
        /// <returns>Its row, or null if it is not in the table.</returns>
        public Stm32Device Find(ushort id)
        {
            for (int i = 0; i < _own.Length; i++)
            {
                if (_own[i].Id == id)
                {
                    return _own[i];
                }
            }

            return FindL4(id) ?? FindL4Plus(id) ?? FindL5(id) ?? FindU5(id) ?? FindU3(id) ?? FindU0(id) ?? FindL0(id) ?? FindL1(id)
                ?? FindG0(id) ?? FindG4(id) ?? FindC0(id) ?? FindC5(id) ?? FindF0(id) ?? FindF1(id) ?? FindF2(id) ?? FindF3(id) ?? FindF4(id) ?? FindF7(id)
                ?? FindH5(id) ?? FindH7(id) ?? FindWB(id) ?? FindWBA(id) ?? FindWL(id);
        }
    }
}
