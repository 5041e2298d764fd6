namespace Esp32Bridge.Devices
{
    /// <summary>
    /// An option word that protects pages from being erased and written (WRP), as the bootloader lets it be read: either a first
    /// and a last page, which protect nothing where the first is behind the last, or a bit for each page or group of pages.
    /// </summary>
    public sealed class WriteProtection
    {
        private const int WordBits = 32;

        /// <summary>Gets the address of the word.</summary>
        public uint Address { get; init; }

        /// <summary>Gets how many pages in a row a bit stands for, 0 where the word has a first and a last page.</summary>
        public int PagesOfBit { get; init; }

        /// <summary>Gets the lowest bit that counts; that of the first page, where there is a first and a last one.</summary>
        public int LowestBit { get; init; }

        /// <summary>Gets the lowest bit of the last page, where there is a first and a last one.</summary>
        public int LowestBitOfLast { get; init; } = 16;

        /// <summary>Gets how many bits count; where there is a first and a last page, of each.</summary>
        public int Bits { get; init; }

        /// <summary>Gets the number of the page, as in the erase commands, that the lowest bit stands for, or that counts as 0.</summary>
        public int FirstPage { get; init; }

        /// <summary>Gets whether a bit protects that is 1. With most families it is one that is 0.</summary>
        public bool ProtectsBySet { get; init; }

        /// <summary>
        /// Gets the bit of the word that gives the others the opposite meaning when it is 1 (SPRMOD: sectors that are 1 are protected
        /// against reading too, PCROP), or <see cref="OptionRegister.None"/>.
        /// </summary>
        public int Sprmod { get; init; } = OptionRegister.None;

        /// <summary>Tells whether it protects a page.</summary>
        /// <param name="value">The word that was read.</param>
        /// <param name="page">The number of the page in the erase commands.</param>
        /// <returns>True when it does.</returns>
        public bool Protects(uint value, int page)
        {
            int number = page - FirstPage;
            if (number < 0)
            {
                return false;
            }

            if (PagesOfBit == 0)
            {
                return (uint)number >= First(value) && (uint)number <= Last(value);
            }

            int bit = number / PagesOfBit;
            return bit < Bits && ((BitsThatProtect(value) >> (LowestBit + bit)) & 1) == 1;
        }

        /// <summary>Tells whether it protects any page.</summary>
        /// <param name="value">The word that was read.</param>
        /// <returns>True when it does.</returns>
        public bool ProtectsAny(uint value)
        {
            return PagesOfBit == 0 ? First(value) <= Last(value) : (BitsThatProtect(value) >> LowestBit & Mask) != 0;
        }

        private uint BitsThatProtect(uint value)
        {
            return ProtectsBySet == OptionRegister.IsSet(value, Sprmod, false) ? ~value : value;
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
