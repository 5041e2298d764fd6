namespace Esp32Bridge.Tests.Model
{
    /// <summary>An STM32 as data: what differs from part to part in its memories and in its system bootloader.</summary>
    public sealed class Stm32Part
    {
        /// <summary>The first byte of flash.</summary>
        public const uint FlashBase = 0x08000000;

        /// <summary>Gets or sets the name by which the part is chosen, "L476".</summary>
        public string Name { get; set; }

        /// <summary>Gets or sets what Get ID answers.</summary>
        public ushort Id { get; set; }

        /// <summary>Gets or sets the size of the flash in bytes.</summary>
        public int FlashSize { get; set; }

        /// <summary>Gets or sets the erase unit in bytes; that of the first sector where they differ.</summary>
        public int PageSize { get; set; }

        /// <summary>Gets or sets the sizes of the sectors in their order, of a flash whose erase units differ; else null.</summary>
        public int[] SectorSizes { get; set; }

        /// <summary>Gets or sets the programming unit in bytes.</summary>
        public int ProgramUnit { get; set; }

        /// <summary>Gets or sets whether units have error correction: a torn one faults, until its page is erased.</summary>
        public bool HasErrorCorrection { get; set; }

        /// <summary>Gets or sets whether bits of a unit that is not erased can be programmed to 0.</summary>
        public bool ProgramsTwice { get; set; }

        /// <summary>Gets or sets the size of the RAM at 20000000 in bytes.</summary>
        public int RamSize { get; set; }

        /// <summary>Gets or sets the first address in RAM that the bootloader does not use itself.</summary>
        public uint FirstFreeRam { get; set; }

        /// <summary>Gets or sets the start of the system memory.</summary>
        public uint SystemMemory { get; set; }

        /// <summary>Gets or sets the size of the system memory in bytes.</summary>
        public int SystemMemorySize { get; set; }

        /// <summary>Gets or sets where the flash size in KiB can be read, or 0 where it cannot.</summary>
        public uint FlashSizeRegister { get; set; }

        /// <summary>Gets or sets where the option bytes are, or 0 where the model has none.</summary>
        public uint OptionBytes { get; set; }

        /// <summary>Gets or sets whether the option bytes are a user option register (a word and its complement), as in L4, G0 and U5; F1 and F4 have others.</summary>
        public bool HasOptionRegister { get; set; }

        /// <summary>Gets or sets the bit of the option register that says whether the BOOT0 pin counts: nSWBOOT0, or nBOOT_SEL.</summary>
        public int BootPinBit { get; set; }

        /// <summary>Gets or sets whether that bit is nBOOT_SEL, whose 0 lets the pin count.</summary>
        public bool IsBootPinBitInverted { get; set; }

        /// <summary>Gets or sets the bit nBOOT0 of the option register.</summary>
        public int Boot0Bit { get; set; }

        /// <summary>Gets or sets the bit nBOOT1 of the option register.</summary>
        public int Boot1Bit { get; set; }

        /// <summary>Gets or sets the bit DBANK of the option register, or 0 where there is none.</summary>
        public int DualBankBit { get; set; }

        /// <summary>Gets or sets whether DBANK is 0: the flash is one bank with larger pages.</summary>
        public bool IsSingleBank { get; set; }

        /// <summary>Gets or sets what every byte of the option words reads where the bootloader shows something else than them, or -1.</summary>
        public int OptionFiller { get; set; } = -1;

        /// <summary>Gets or sets what erased flash reads: FF, or 00 (L0, L1).</summary>
        public byte ErasedValue { get; set; } = 0xFF;

        /// <summary>Gets or sets the bit SWAP_BANK of the option register, 0 where there is none.</summary>
        public int SwapBankBit { get; set; }

        /// <summary>Gets or sets the bit BFB2 of the option register, 0 where there is none.</summary>
        public int BootBank2Bit { get; set; }

        /// <summary>Gets or sets the address of NSBOOTADD0R, 0 where there is none.</summary>
        public uint BootAddressRegister { get; set; }

        /// <summary>Gets or sets the addresses of two option words, each with a first and a last write-protected page; none where they are not shown.</summary>
        public uint[] WriteProtectionWords { get; set; } = new uint[0];

        /// <summary>Gets or sets whether new option bytes count only from the next power-on: G07x with bootloader 11.2.</summary>
        public bool LaunchesOptionsAtPowerOn { get; set; }

        /// <summary>Gets or sets the protocol version, 0x31 for 3.1.</summary>
        public byte ProtocolVersion { get; set; }

        /// <summary>Gets or sets the commands that Get lists.</summary>
        public byte[] Commands { get; set; }

        /// <summary>Gets or sets the time from the end of a reset to a bootloader that listens, in microseconds.</summary>
        public long StartTime { get; set; }

        /// <summary>Gets or sets the time that the erase of a page takes, in microseconds.</summary>
        public long PageEraseTime { get; set; }

        /// <summary>Gets or sets the times that the erase of the sectors takes, in microseconds, where the sectors differ; else null.</summary>
        public long[] SectorEraseTimes { get; set; }

        /// <summary>Gets or sets the time that the erase of the whole flash takes, in microseconds.</summary>
        public long MassEraseTime { get; set; }

        /// <summary>Gets or sets the time that a programming unit takes, in microseconds.</summary>
        public long UnitTime { get; set; }

        /// <summary>Gets or sets the highest rate that the bootloader measures right, in baud; of a higher one it locks a wrong one.</summary>
        public int HighestRate { get; set; } = int.MaxValue;

        /// <summary>Gets or sets how many ACKs answer 7F: L412 sends two.</summary>
        public int SyncAcks { get; set; }

        /// <summary>Gets or sets how many NACKs answer a command that read protection forbids.</summary>
        public int ProtectedNacks { get; set; }

        /// <summary>Gets or sets whether a part that was empty at power-on boots its bootloader until the next power-on.</summary>
        public bool HasEmptyFlag { get; set; }

        /// <summary>Gets or sets whether Extended Erase refuses whole banks: L496.</summary>
        public bool RefusesBankErase { get; set; }

        /// <summary>Gets or sets whether an address that is not valid gets no NACK: protocols before 3.1 (AN3155 4).</summary>
        public bool IsSilentOnBadAddress { get; set; }

        /// <summary>Gets the number of pages.</summary>
        public int PageCount
        {
            get { return SectorSizes == null ? FlashSize / PageSize : PageAt(FlashSize - 1) + 1; }
        }

        /// <summary>Tells the page of a place in the flash.</summary>
        /// <param name="offset">The place, from the start of the flash.</param>
        /// <returns>The number of the page.</returns>
        public int PageAt(int offset)
        {
            if (SectorSizes == null)
            {
                return offset / PageSize;
            }

            int page = 0;
            for (int end = SectorSizes[0]; offset >= end; end += SectorSizes[page])
            {
                page++;
            }

            return page;
        }

        /// <summary>Tells where a page begins.</summary>
        /// <param name="page">The number of the page.</param>
        /// <returns>Its first place, from the start of the flash.</returns>
        public int StartOfPage(int page)
        {
            if (SectorSizes == null)
            {
                return page * PageSize;
            }

            int start = 0;
            for (int i = 0; i < page; i++)
            {
                start += SectorSizes[i];
            }

            return start;
        }

        /// <summary>Tells how large a page is.</summary>
        /// <param name="page">The number of the page.</param>
        /// <returns>Its size in bytes.</returns>
        public int SizeOfPage(int page)
        {
            return SectorSizes == null ? PageSize : SectorSizes[page];
        }

        /// <summary>Tells how long the erase of a page takes.</summary>
        /// <param name="page">The number of the page, whether it exists or not.</param>
        /// <returns>The time in microseconds.</returns>
        public long EraseTimeOf(int page)
        {
            return SectorEraseTimes == null || page >= SectorEraseTimes.Length ? PageEraseTime : SectorEraseTimes[page];
        }

        /// <summary>Makes a copy, so that one part can differ from the others of its type.</summary>
        /// <returns>The copy.</returns>
        public Stm32Part Clone()
        {
            return (Stm32Part)MemberwiseClone();
        }

        /// <summary>Tells whether the bootloader has a command.</summary>
        /// <param name="code">The command code.</param>
        /// <returns>True when Get lists it.</returns>
        public bool Has(byte code)
        {
            for (int i = 0; i < Commands.Length; i++)
            {
                if (Commands[i] == code)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
