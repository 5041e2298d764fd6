namespace Esp32Bridge.Devices
{
    /// <summary>What has to be known of a family of STM32 to program it, as far as the part cannot tell itself.</summary>
    public sealed class Stm32Device
    {
        /// <summary>The address of the first byte of flash, the same in all STM32 of the table.</summary>
        public const uint FlashBase = 0x08000000;

        /// <summary>The address of the first byte of RAM, the same in all STM32 of the table.</summary>
        public const uint RamBase = 0x20000000;

        /// <summary>Gets the device id that Get ID answers (AN3155 3.3).</summary>
        public ushort Id { get; init; }

        /// <summary>Gets the name of the family.</summary>
        public string Name { get; init; }

        /// <summary>Gets the flash of the largest part of the family, in bytes.</summary>
        public int FlashSize { get; init; }

        /// <summary>Gets the erase units.</summary>
        public FlashLayout Pages { get; init; }

        /// <summary>Gets the erase units of a part whose option bit DBANK is 0, or null where there is no such choice.</summary>
        public FlashLayout SingleBankPages { get; init; }

        /// <summary>Gets the programming unit, in bytes: a unit is written as a whole and once after an erase.</summary>
        public int ProgramUnit { get; init; }

        /// <summary>Gets the RAM of the largest part of the family from <see cref="RamBase"/> on, in bytes.</summary>
        public int RamSize { get; init; }

        /// <summary>Gets the address of a RAM elsewhere that can hold a stack (CCM, SRAM2), or 0.</summary>
        public uint OtherRamBase { get; init; }

        /// <summary>Gets the size of that other RAM, in bytes.</summary>
        public int OtherRamSize { get; init; }

        /// <summary>Gets the longest time that the erase of one page takes, in milliseconds.</summary>
        public int PageEraseTime { get; init; }

        /// <summary>Gets the time from reset to a bootloader that listens, in milliseconds.</summary>
        public int StartTime { get; init; }

        /// <summary>Gets the address of the flash size in KiB (16 bits), or 0 where the bootloader does not show it.</summary>
        public uint FlashSizeRegister { get; init; }

        /// <summary>Gets the option bytes, or null where the bootloader does not show them.</summary>
        public OptionRegister Options { get; init; }

        /// <summary>
        /// Gets whether a part that was empty at power-on boots its bootloader at every reset until the next power-on,
        /// although it has been programmed since (AN2606, boot patterns 6 and 16).
        /// </summary>
        public bool HasEmptyFlag { get; init; }

        /// <summary>Tells whether a stack can begin at an address: it grows downwards from there.</summary>
        /// <param name="address">The initial stack pointer.</param>
        /// <returns>True within the RAM, and just behind its end.</returns>
        public bool IsStack(uint address)
        {
            return IsEnd(address, RamBase, RamSize) || (OtherRamSize > 0 && IsEnd(address, OtherRamBase, OtherRamSize));
        }

        private static bool IsEnd(uint address, uint start, int size)
        {
            return address > start && address - start <= (uint)size && address % 4 == 0;
        }
    }
}
