namespace Esp32Bridge.Tests.Model
{
    /// <summary>The position of write protection: an option word with a first and a last page, or with a bit for a group of pages.</summary>
    public sealed class ProtectionField
    {
        /// <summary>Gets or sets the address of the word.</summary>
        public uint Word { get; set; }

        /// <summary>Gets or sets the first page of those that it can protect.</summary>
        public int FirstPage { get; set; }

        /// <summary>Gets or sets how many pages it can protect.</summary>
        public int Pages { get; set; }

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
            if (address != Word)
            {
                return word;
            }

            if (PagesOfBit == 0)
            {
                return flash.ProtectedRange(FirstPage, Pages, Row);
            }

            for (int page = 0; page < Pages; page += PagesOfBit)
            {
                uint bit = 1u << (LowestBit + (page / PagesOfBit));
                word = flash.IsProtected(FirstPage + page) == (ProtectsBySet || isReadOutProtected) ? word | bit : word & ~bit;
            }

            return Sprmod >= 0 && isReadOutProtected ? word | (1u << Sprmod) : word;
        }
    }
}
