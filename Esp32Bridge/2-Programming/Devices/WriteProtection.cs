namespace Esp32Bridge.Devices
{
    /// <summary>
    /// An option word that protects pages from being erased and written (WRP, PCROP), as the bootloader shows it. It has either
    /// a first and a last page, which protect nothing if the first is after the last, or one bit per page or group of pages.
    /// </summary>
    public sealed class WriteProtection
    {
        private const int WordBits = 32;

        /// <summary>Gets the address of the word.</summary>
        public uint Address { get; init; }

        /// <summary>Gets the address of the word with the last page, or with the bit SPRMOD, if it is another one; or 0.</summary>
        public uint OtherAddress { get; init; }

        /// <summary>Gets how many consecutive pages a bit stands for; 0 if the word has a first and a last page.</summary>
        public int PagesOfBit { get; init; }

        /// <summary>Gets the lowest bit that counts; that of the first page, if the word has a first and a last one.</summary>
        public int LowestBit { get; init; }

        /// <summary>Gets the lowest bit of the last page, if the word has a first and a last one.</summary>
        public int LowestBitOfLast { get; init; } = 16;

        /// <summary>Gets how many bits count; if the word has a first and a last page, per page.</summary>
        public int Bits { get; init; }

        /// <summary>Gets how many steps make a page, if the first and the last one are not pages but parts of them, as those of PCROP are.</summary>
        public int StepsOfPage { get; init; } = 1;

        /// <summary>Gets the page number, as in the erase commands, that the lowest bit stands for, or that counts as 0.</summary>
        public int FirstPage { get; init; }

        /// <summary>Gets whether a bit that is 1 protects. In most families a bit that is 0 does.</summary>
        public bool ProtectsBySet { get; init; }

        /// <summary>
        /// Gets the bit of the word that inverts the meaning of the others if it is 1 (SPRMOD: sectors that are 1 are also
        /// protected against reading, PCROP), or <see cref="OptionRegister.None"/>.
        /// </summary>
        public int Sprmod { get; init; } = OptionRegister.None;

        /// <summary>Tells whether it protects a page.</summary>
        /// <param name="value">The word that was read.</param>
        /// <param name="other">The word at <see cref="OtherAddress"/>; the same word if that is 0.</param>
        /// <param name="page">The number of the page in the erase commands.</param>
        /// <returns>True if it does.</returns>
        public bool Protects(uint value, uint other, int page)
        {
            int number = page - FirstPage;
            if (number < 0)
            {
                return false;
            }

            if (PagesOfBit == 0)
            {
                uint step = (uint)number * (uint)StepsOfPage;
                return IsRange(value, other) && step + (uint)StepsOfPage > First(value) && step <= Last(other);
            }

            int bit = number / PagesOfBit;
            return bit < Bits && ((BitsThatProtect(value, other) >> (LowestBit + bit)) & 1) == 1;
        }

        /// <summary>Tells whether it protects any page.</summary>
        /// <param name="value">The word that was read.</param>
        /// <param name="other">The word at <see cref="OtherAddress"/>; the same word if that is 0.</param>
        /// <returns>True if it does.</returns>
        public bool ProtectsAny(uint value, uint other)
        {
            return PagesOfBit == 0 ? IsRange(value, other) : (BitsThatProtect(value, other) >> LowestBit & Mask) != 0;
        }

        private uint BitsThatProtect(uint value, uint other)
        {
            return ProtectsBySet == OptionRegister.IsSet(other, Sprmod, false) ? ~value : value;
        }

        // Two words that were never written are no range: G48x is delivered with those of its second bank so (OpenOCD, the driver of L4).
        private bool IsRange(uint value, uint other)
        {
            return First(value) <= Last(other) && (OtherAddress == 0 || value != uint.MaxValue || other != uint.MaxValue);
        }

        private uint Mask
        {
            get { return Bits == WordBits ? uint.MaxValue : (1u << Bits) - 1; }
        }

        private uint First(uint value)
        {
            return (value >> LowestBit) & Mask;
        }

        private uint Last(uint value)
        {
            return (value >> LowestBitOfLast) & Mask;
        }
    }
}
