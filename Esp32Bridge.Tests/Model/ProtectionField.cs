namespace Esp32Bridge.Tests.Model
{
    /// <summary>The position of write protection: an option word with a first and a last page, or with a bit for a group of pages.</summary>
    public sealed class ProtectionField
    {
        // The first page is higher than the last.
        private const uint NoRange = 0xFF;

        /// <summary>Gets or sets the address of the word.</summary>
        public uint Word { get; set; }

        /// <summary>Gets or sets the first page of those that it can protect.</summary>
        public int FirstPage { get; set; }

        /// <summary>Gets or sets how many pages it can protect.</summary>
        public int Pages { get; set; }

        /// <summary>Gets or sets the address of the word with the last step, or with SPRMOD, if it is another one; else 0.</summary>
        public uint OtherWord { get; set; }

        /// <summary>Gets or sets how many steps a page has, if a first and a last step protect against reading too (PCROP); else 0.</summary>
        public int StepsOfPage { get; set; }

        /// <summary>Gets or sets how many pages a bit protects; 0 if the word has a first and a last page.</summary>
        public int PagesOfBit { get; set; }

        /// <summary>Gets or sets which range of protected pages it holds, if it has a first and a last page: 0 for A, 1 for B.</summary>
        public int Row { get; set; }

        /// <summary>Gets or sets the lowest bit.</summary>
        public int LowestBit { get; set; }

        /// <summary>Gets or sets whether 1 protects; otherwise 0 does.</summary>
        public bool ProtectsBySet { get; set; }

        /// <summary>Gets or sets the bit of SPRMOD, which inverts the meaning of the others, or -1.</summary>
        public int Sprmod { get; set; } = -1;

        /// <summary>Puts what is protected into a word, if the field is in it.</summary>
        /// <param name="address">The address of the word.</param>
        /// <param name="word">The word.</param>
        /// <param name="flash">The flash that is protected.</param>
        /// <param name="isReadOutProtected">Whether its protected pages are also protected against reading (PCROP).</param>
        /// <returns>The word with it.</returns>
        public uint Put(uint address, uint word, Flash flash, bool isReadOutProtected)
        {
            if (address == OtherWord && Sprmod >= 0 && isReadOutProtected)
            {
                return word | (1u << Sprmod);
            }

            if (StepsOfPage > 0)
            {
                return PutSteps(address, word, isReadOutProtected ? flash.ProtectedRange(FirstPage, Pages, Row) : NoRange);
            }

            if (address != Word)
            {
                return word;
            }

            if (PagesOfBit == 0)
            {
                return isReadOutProtected ? NoRange : flash.ProtectedRange(FirstPage, Pages, Row);
            }

            for (int page = 0; page < Pages; page += PagesOfBit)
            {
                uint bit = 1u << (LowestBit + (page / PagesOfBit));
                bool isShown = flash.IsProtected(FirstPage + page) && !(isReadOutProtected && Sprmod < 0);
                word = isShown == (ProtectsBySet != (isReadOutProtected && Sprmod >= 0)) ? word | bit : word & ~bit;
            }

            return Sprmod >= 0 && OtherWord == 0 && isReadOutProtected ? word | (1u << Sprmod) : word;
        }

        private uint PutSteps(uint address, uint word, uint range)
        {
            uint first = (range & 0xFFFF) * (uint)StepsOfPage;
            uint last = ((range >> 16) * (uint)StepsOfPage) + (uint)StepsOfPage - 1;
            if (range == NoRange)
            {
                first = 0xFF;
                last = 0;
            }

            if (OtherWord == 0)
            {
                return address == Word ? first | (last << 16) : word;
            }

            return address == Word ? first : address == OtherWord ? last : word;
        }
    }
}
