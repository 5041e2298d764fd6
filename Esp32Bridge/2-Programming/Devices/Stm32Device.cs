using Esp32Bridge.Wires;

namespace Esp32Bridge.Devices
{
    /// <summary>What must be known of a family of STM32 to program it, if the part cannot tell it.</summary>
    public sealed class Stm32Device
    {
        /// <summary>The address of the first byte of flash, the same in all STM32 of the table.</summary>
        public const uint FlashBase = 0x08000000;

        /// <summary>The address of the first byte of RAM, the same in all STM32 of the table.</summary>
        public const uint RamBase = 0x20000000;

        /// <summary>The clock of a core of which it is not known, in kHz: slower than that of any in the table.</summary>
        public const int UnknownClock = 2000;

        /// <summary>Creates an empty row.</summary>
        public Stm32Device()
        {
        }

        /// <summary>Creates a copy of another row, in which some members are changed then.</summary>
        /// <param name="other">The other row.</param>
        public Stm32Device(Stm32Device other)
        {
            Id = other.Id;
            Name = other.Name;
            I2cAddress = other.I2cAddress;
            HasFastI2c = other.HasFastI2c;
            HasSpi = other.HasSpi;
            FlashSize = other.FlashSize;
            Pages = other.Pages;
            SingleBankPages = other.SingleBankPages;
            SmallBankPages = other.SmallBankPages;
            ProgramUnit = other.ProgramUnit;
            RamSize = other.RamSize;
            OtherRams = other.OtherRams;
            FreeRam = other.FreeRam;
            PageEraseTime = other.PageEraseTime;
            StartTime = other.StartTime;
            Clock = other.Clock;
            FlashSizeRegister = other.FlashSizeRegister;
            Options = other.Options;
            HasEmptyFlag = other.HasEmptyFlag;
            ErasesOnePage = other.ErasesOnePage;
            HasOneBank = other.HasOneBank;
            KeepsSecondBank = other.KeepsSecondBank;
            ErasedValue = other.ErasedValue;
            FlashAlias = other.FlashAlias;
            BootAddress = other.BootAddress;
            WriteProtections = other.WriteProtections;
            SingleBankWriteProtections = other.SingleBankWriteProtections;
        }

        /// <summary>Gets the device id that Get ID answers (AN3155 3.3).</summary>
        public ushort Id { get; init; }

        /// <summary>Gets the name of the family.</summary>
        public string Name { get; init; }

        /// <summary>
        /// Gets the 7-bit address of the bootloader on its I2C buses (AN2606, the table of each part), or 0 if it has none, or one
        /// that is not known, or if it waits only 10 ms for the ESP32. Some older versions of a bootloader have no I2C.
        /// </summary>
        public int I2cAddress { get; init; }

        /// <summary>Gets whether the bootloader supports Fast-mode Plus, 1 MHz, on its I2C buses (AN2606). Otherwise it supports 400 kHz.</summary>
        public bool HasFastI2c { get; init; }

        /// <summary>Gets whether the bootloader has SPI (AN2606, table 3). Some older versions of a bootloader have none.</summary>
        public bool HasSpi { get; init; }

        /// <summary>Gets the flash of the largest part of the family, in bytes.</summary>
        public int FlashSize { get; init; }

        /// <summary>Gets the erase units.</summary>
        public FlashLayout Pages { get; init; }

        /// <summary>Gets the erase units of a part whose option bits make its flash one bank, or null if there is no such option.</summary>
        public FlashLayout SingleBankPages { get; init; }

        /// <summary>
        /// Gets the erase units of a part with two banks and less flash than the family's largest, or null if its pages are like
        /// those of the largest. Sectors of different sizes start again with the second bank, which is then at another address.
        /// </summary>
        public FlashLayout SmallBankPages { get; init; }

        /// <summary>Gets the programming unit, in bytes, a power of two of 2 to 32: a unit is written as a whole, and only once after an erase.</summary>
        public int ProgramUnit { get; init; }

        /// <summary>Gets the RAM of the largest part of the family from <see cref="RamBase"/> on, in bytes.</summary>
        public int RamSize { get; init; }

        /// <summary>Gets the RAMs elsewhere that can hold a stack.</summary>
        public RamBlock[] OtherRams { get; init; } = new RamBlock[0];

        /// <summary>Gets the start of the RAM that the bootloader accepts and does not use itself, up to the end of the RAM (AN2606, table 226), or 0 if it is not known. It has 256 bytes or more.</summary>
        public uint FreeRam { get; init; }

        /// <summary>Gets the longest erase time of one page, in milliseconds.</summary>
        public int PageEraseTime { get; init; }

        /// <summary>Gets the time from reset until the bootloader listens, in milliseconds.</summary>
        public int StartTime { get; init; }

        /// <summary>Gets the slowest clock of the core after Go, in kHz: that after a reset, to which Go may set it back (AN3155 3.5).</summary>
        public int Clock { get; init; } = UnknownClock;

        /// <summary>Gets the address of the flash size in KiB (16 bits), or 0 if the bootloader does not show it.</summary>
        public uint FlashSizeRegister { get; init; }

        /// <summary>Gets the option bytes, or null if the bootloader does not show them.</summary>
        public OptionRegister Options { get; init; }

        /// <summary>
        /// Gets whether a part that was empty at power-on boots its bootloader at every reset until the next power-on,
        /// although it has been programmed since (AN2606, boot patterns 6, 11, 13 and 16).
        /// </summary>
        public bool HasEmptyFlag { get; init; }

        /// <summary>
        /// Gets whether the bootloader may erase only one page of a list, and acknowledge that before the erase is done. Then a
        /// command erases one page and is followed by a wait of <see cref="PageEraseTime"/> (AN2606: G07x V11.3; G0B V9.2, V13.0 in bank 2).
        /// </summary>
        public bool ErasesOnePage { get; init; }

        /// <summary>
        /// Gets whether no option byte exchanges banks or changes how the flash is divided: then the page numbers of
        /// <see cref="Pages"/> are those of the part. Otherwise, if the options cannot be read, an erase must prove which page it
        /// hits.
        /// </summary>
        public bool HasOneBank { get; init; }

        /// <summary>
        /// Gets whether a part with half of the family's largest flash has its second bank at the same address as the largest
        /// part. Then there is a gap between its banks.
        /// </summary>
        public bool KeepsSecondBank { get; init; }

        /// <summary>Gets the value of erased flash: FF or 00.</summary>
        public byte ErasedValue { get; init; } = 0xFF;

        /// <summary>Gets the alias of the start of the flash at reset: 0 in most families, or <see cref="FlashBase"/> if there is none.</summary>
        public uint FlashAlias { get; init; }

        /// <summary>Gets the option with the address that boots, or null if there is none that can be read.</summary>
        public BootAddress BootAddress { get; init; }

        /// <summary>Gets the option words that protect pages; empty if they cannot be read.</summary>
        public WriteProtection[] WriteProtections { get; init; } = new WriteProtection[0];

        /// <summary>Gets those of a part whose option bits make its flash one bank, or null if they are the same.</summary>
        public WriteProtection[] SingleBankWriteProtections { get; init; }

        /// <summary>Gives the address of the bootloader on I2C.</summary>
        /// <param name="wires">The wires, which may have another one than the table.</param>
        /// <returns>The 7-bit address, or 0 if none is known.</returns>
        public int AddressOn(ITargetWires wires)
        {
            return wires.Address == 0 ? I2cAddress : wires.Address;
        }

        /// <summary>Gives the erase units of a part.</summary>
        /// <param name="options">Its option word.</param>
        /// <param name="flashSize">The size of its flash, in bytes.</param>
        /// <returns>The erase units.</returns>
        public FlashLayout PagesOf(uint options, int flashSize)
        {
            if (SingleBankPages == null)
            {
                return Pages;
            }

            bool isSmall = flashSize < FlashSize;
            bool isDualBank = OptionRegister.IsSet(options, isSmall && Options.SmallDualBank != OptionRegister.None ? Options.SmallDualBank : Options.DualBank, true)
                && !OptionRegister.IsSet(options, Options.NDualBank, false);
            if (!isDualBank)
            {
                return SingleBankPages;
            }

            return isSmall && SmallBankPages != null ? SmallBankPages : Pages;
        }

        /// <summary>
        /// Tells whether a stack can begin at an address and grow downwards from there. The core takes the two lowest bits as 0
        /// (ARMv7-M Architecture Reference Manual, B1.4.1).
        /// </summary>
        /// <param name="pointer">The initial stack pointer.</param>
        /// <returns>True inside a RAM, and at the address after its end.</returns>
        public bool IsStack(uint pointer)
        {
            uint address = pointer & ~3u;
            bool isStack = IsEnd(address, RamBase, RamSize);
            for (int i = 0; i < OtherRams.Length; i++)
            {
                isStack |= IsEnd(address, OtherRams[i].Address, OtherRams[i].Size);
            }

            return isStack;
        }

        private static bool IsEnd(uint address, uint start, int size)
        {
            return address > start && address - start <= (uint)size;
        }
    }
}
