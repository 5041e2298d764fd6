namespace Esp32Bridge.Tests.Model
{
    /// <summary>An STM32 as data: what differs from part to part in its memories and in its system bootloader.</summary>
    public sealed class Stm32Part
    {
        /// <summary>The first byte of flash.</summary>
        public const uint FlashBase = 0x08000000;

        /// <summary>Gets or sets the name that selects the part, "L476".</summary>
        public string Name { get; set; }

        /// <summary>Gets or sets what Get ID answers.</summary>
        public ushort Id { get; set; }

        /// <summary>Gets or sets the size of the flash in bytes.</summary>
        public int FlashSize { get; set; }

        /// <summary>Gets or sets how many bytes at the start of each half of the flash exist, 0 for all of them.</summary>
        public int BankSize { get; set; }

        /// <summary>Gets the end of the flash, in bytes from its start.</summary>
        public int FlashEnd
        {
            get { return BankSize == 0 ? FlashSize : (FlashSize / 2) + BankSize; }
        }

        /// <summary>Gets or sets the erase unit in bytes; the size of the first sector if they differ.</summary>
        public int PageSize { get; set; }

        /// <summary>Gets or sets the sizes of the sectors in their order, if the erase units differ; else null.</summary>
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

        /// <summary>Gets or sets the clock of the core after Go, in MHz: that after a reset, which is slower than that of the bootloader.</summary>
        public int Clock { get; set; } = 4;

        /// <summary>Gets how many instructions the core executes in a millisecond after Go: one in four takes two cycles.</summary>
        public int InstructionsPerMillisecond
        {
            get { return 800 * Clock; }
        }

        /// <summary>Gets or sets whether a reset clears the RAM (SRAM134_RST and others).</summary>
        public bool ClearsRamAtReset { get; set; }

        /// <summary>Gets or sets the alias of the start of the flash at reset, <see cref="FlashBase"/> if there is none.</summary>
        public uint FlashAlias { get; set; }

        /// <summary>Gets or sets the number of the first page of the second bank in the erase commands, 0 if it follows the last one of the first bank.</summary>
        public int SecondBankNumber { get; set; }

        /// <summary>Gets or sets whether the numbers of the pages follow the addresses when the banks are swapped (H7), and not the flash.</summary>
        public bool NumbersFollowSwap { get; set; }

        /// <summary>Gets or sets whether only the first page of a list is erased, and acknowledged too early (AN2606, known limitations of G07x, G0B and others).</summary>
        public bool ErasesOnePage { get; set; }

        /// <summary>Gets or sets the start of the system memory.</summary>
        public uint SystemMemory { get; set; }

        /// <summary>Gets or sets the size of the system memory in bytes.</summary>
        public int SystemMemorySize { get; set; }

        /// <summary>Gets or sets the address of the flash size in KiB, or 0 if there is none.</summary>
        public uint FlashSizeRegister { get; set; }

        /// <summary>
        /// Gets or sets the start of a readable area before the flash size, 0 if the flash size itself is readable. The bootloader checks
        /// only the first address of a read, so that what follows the area can be read too.
        /// </summary>
        public uint AreaBeforeFlashSize { get; set; }

        /// <summary>Gets or sets the readable option bytes; the bootloader takes new ones at the start of the first area.</summary>
        public OptionArea[] Options { get; set; } = new OptionArea[0];

        /// <summary>Gets or sets the RDP level of read protection, null if it is not readable.</summary>
        public OptionField ProtectionLevel { get; set; }

        /// <summary>Gets or sets the RDP value of a part that is not protected: AA, or A5 (F1).</summary>
        public uint OpenLevel { get; set; } = 0xAA;

        /// <summary>Gets or sets nSWBOOT0 or nBOOT_SEL, whether the BOOT0 pin counts; null if it always does.</summary>
        public OptionField BootPin { get; set; }

        /// <summary>Gets or sets nBOOT0, null if there is none.</summary>
        public OptionField Boot0 { get; set; }

        /// <summary>Gets or sets nBOOT1, null if there is none.</summary>
        public OptionField Boot1 { get; set; }

        /// <summary>Gets or sets DBANK, DB1M or nDBANK, whether the flash has two banks; null if there is none.</summary>
        public OptionField DualBank { get; set; }

        /// <summary>Gets or sets whether a flash that can have two banks has one.</summary>
        public bool IsSingleBank { get; set; }

        /// <summary>Gets or sets SWAP_BANK, or nSWAP_BANK, null if there is none.</summary>
        public OptionField SwapBank { get; set; }

        /// <summary>Gets or sets BFB2, or nBFB2, null if there is none.</summary>
        public OptionField BootBank2 { get; set; }

        /// <summary>Gets or sets TZEN, null if it is not readable.</summary>
        public OptionField TrustZone { get; set; }

        /// <summary>Gets or sets BOOT_LOCK, null if it is not readable.</summary>
        public OptionField BootLock { get; set; }

        /// <summary>Gets or sets the boot address with BOOT0 low, null if it is not readable.</summary>
        public OptionField BootAddress { get; set; }

        /// <summary>Gets or sets the words of write protection; none if they are not readable.</summary>
        public ProtectionField[] WriteProtection { get; set; } = new ProtectionField[0];

        /// <summary>Gets or sets the value that each byte of the option words reads if the bootloader does not return them, or -1.</summary>
        public int OptionFiller { get; set; } = -1;

        /// <summary>Gets or sets the value of erased flash: FF, or 00 (L0, L1).</summary>
        public byte ErasedValue { get; set; } = 0xFF;

        /// <summary>Gets or sets whether new option bytes take effect only at the next power-on: G07x with bootloader 11.2.</summary>
        public bool LaunchesOptionsAtPowerOn { get; set; }

        /// <summary>Gets or sets the protocol version, 0x31 for 3.1.</summary>
        public byte ProtocolVersion { get; set; }

        /// <summary>Gets or sets the commands that Get lists.</summary>
        public byte[] Commands { get; set; }

        /// <summary>Gets or sets the 7-bit address on I2C, 0 if the bootloader has no I2C.</summary>
        public byte I2cAddress { get; set; }

        /// <summary>Gets or sets the version of the I2C protocol, 0x12 for 1.2.</summary>
        public byte I2cVersion { get; set; }

        /// <summary>Gets or sets after what time within a command the bootloader resets the part on I2C, in microseconds; 0 for never, as ST's open bootloader.</summary>
        public long I2cTimeout { get; set; }

        /// <summary>Gets or sets how long an addressed part holds SCL low although it is not busy, in microseconds.</summary>
        public long I2cStretch { get; set; } = 2;

        /// <summary>Gets or sets whether the no-stretch commands, but for Get Checksum, stretch as the others do (G05x: AN2606, known limitations; F72x: a report).</summary>
        public bool StretchesAnyway { get; set; }

        /// <summary>Gets or sets the version of the SPI protocol, 0x11 for 1.1, 0 if the bootloader has no SPI.</summary>
        public byte SpiVersion { get; set; }

        /// <summary>Gets or sets whether data on SPI begins without a dummy byte, as ST's open bootloader can do.</summary>
        public bool SendsNoDummy { get; set; }

        /// <summary>Gets or sets whether the last ACK comes again while the flash works (AN4286, Erase: "some older products").</summary>
        public bool RepeatsAck { get; set; }

        /// <summary>Gets or sets whether a poll while the flash is programmed leaves a unit erased (AN2606, known limitations of L43x, L45x, L47x and L496).</summary>
        public bool LosesUnits { get; set; }

        /// <summary>Gets or sets the time from the end of a reset to a bootloader that listens, in microseconds.</summary>
        public long StartTime { get; set; }

        /// <summary>Gets or sets the time that the erase of a page takes, in microseconds.</summary>
        public long PageEraseTime { get; set; }

        /// <summary>Gets or sets the times that the erase of the sectors takes, in microseconds, if the sectors differ; else null.</summary>
        public long[] SectorEraseTimes { get; set; }

        /// <summary>Gets or sets the time that the erase of the whole flash takes, in microseconds.</summary>
        public long MassEraseTime { get; set; }

        /// <summary>Gets or sets the time that a programming unit takes, in microseconds.</summary>
        public long UnitTime { get; set; }

        /// <summary>Gets or sets the highest rate that the bootloader measures correctly, in baud; of a higher one it sets a wrong one.</summary>
        public int HighestRate { get; set; } = int.MaxValue;

        /// <summary>Gets or sets how many ACKs answer 7F: L412 sends two.</summary>
        public int SyncAcks { get; set; }

        /// <summary>Gets or sets how many NACKs answer a command that read protection forbids.</summary>
        public int ProtectedNacks { get; set; }

        /// <summary>Gets or sets whether a part that was empty at power-on starts its bootloader until the next power-on.</summary>
        public bool HasEmptyFlag { get; set; }

        /// <summary>Gets or sets whether Extended Erase refuses whole banks: L496.</summary>
        public bool RefusesBankErase { get; set; }

        /// <summary>Gets or sets whether Extended Erase also refuses the whole flash: L0, L1.</summary>
        public bool RefusesMassErase { get; set; }

        /// <summary>Gets or sets whether an invalid address gets no NACK: protocols before 3.1 (AN3155 4).</summary>
        public bool IsSilentOnBadAddress { get; set; }

        /// <summary>Gets the number of pages.</summary>
        public int PageCount
        {
            get { return SectorSizes == null ? FlashSize / PageSize : PageAt(FlashSize - 1) + 1; }
        }

        /// <summary>Returns the page at an offset in the flash.</summary>
        /// <param name="offset">The offset, from the start of the flash.</param>
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

        /// <summary>Returns the start of a page.</summary>
        /// <param name="page">The number of the page.</param>
        /// <returns>Its offset, from the start of the flash.</returns>
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

        /// <summary>Returns the size of a page.</summary>
        /// <param name="page">The number of the page.</param>
        /// <returns>Its size in bytes.</returns>
        public int SizeOfPage(int page)
        {
            return SectorSizes == null ? PageSize : SectorSizes[page];
        }

        /// <summary>Returns the time that the erase of a page takes.</summary>
        /// <param name="page">The number of the page, whether it exists or not.</param>
        /// <returns>The time in microseconds.</returns>
        public long EraseTimeOf(int page)
        {
            return SectorEraseTimes == null || page < 0 || page >= SectorEraseTimes.Length ? PageEraseTime : SectorEraseTimes[page];
        }

        /// <summary>Returns which page a number in the erase commands means.</summary>
        /// <param name="number">The number.</param>
        /// <returns>The page; -1 if no page has that number.</returns>
        public int PageOfNumber(int number)
        {
            int half = PageCount / 2;
            if (SecondBankNumber == 0 || number < half)
            {
                return number;
            }

            return number < SecondBankNumber ? -1 : half + number - SecondBankNumber;
        }

        /// <summary>Finds the option bytes at an address.</summary>
        /// <param name="address">The address.</param>
        /// <returns>The area, or null if the bootloader has none there.</returns>
        public OptionArea OptionsAt(uint address)
        {
            for (int i = 0; i < Options.Length; i++)
            {
                if (Options[i].Contains(address))
                {
                    return Options[i];
                }
            }

            return null;
        }

        /// <summary>Makes a copy, so that one part can differ from the others of its type.</summary>
        /// <returns>The copy.</returns>
        public Stm32Part Clone()
        {
            return (Stm32Part)MemberwiseClone();
        }

        /// <summary>Returns whether the bootloader has a command.</summary>
        /// <param name="code">The command code.</param>
        /// <returns>True if Get lists it.</returns>
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
