namespace Esp32Bridge.Devices
{
    /// <summary>
    /// Where the user option bytes of a family can be read through its bootloader, and which of their bits matter for
    /// programming. A bit that a family does not have is <see cref="None"/>.
    /// </summary>
    public sealed class OptionRegister
    {
        /// <summary>The family does not have the bit.</summary>
        public const int None = -1;

        /// <summary>Gets the address of the word.</summary>
        public uint Address { get; init; }

        /// <summary>Gets the bit nSWBOOT0: 0 takes the option bit nBOOT0 instead of the BOOT0 pin.</summary>
        public int NSwBoot0 { get; init; } = None;

        /// <summary>Gets the bit nBOOT_SEL of the families that have it instead of nSWBOOT0: 1 takes nBOOT0 instead of the pin.</summary>
        public int NBootSel { get; init; } = None;

        /// <summary>Gets the bit nBOOT1: 0 boots the RAM if BOOT0 asks for the bootloader.</summary>
        public int NBoot1 { get; init; } = None;

        /// <summary>Gets the bit that divides the flash into two banks of smaller pages (DBANK).</summary>
        public int DualBank { get; init; } = None;

        /// <summary>Gets the bit that does so in the parts with less flash than the family's largest, if it is another one (DB1M).</summary>
        public int SmallDualBank { get; init; } = None;

        /// <summary>Gets the bit that makes the flash one bank (nDBANK).</summary>
        public int NDualBank { get; init; } = None;

        /// <summary>Gets the bit that exchanges the addresses of the two banks (SWAP_BANK); page numbers stay those of the flash.</summary>
        public int SwapBank { get; init; } = None;

        /// <summary>Gets the bit that does so when it is 0 (nSWAP_BANK).</summary>
        public int NSwapBank { get; init; } = None;

        /// <summary>Gets the bit that boots the second bank if that begins with a stack pointer (BFB2).</summary>
        public int BootBank2 { get; init; } = None;

        /// <summary>Gets the bit that does so when it is 0 (nBFB2, nDBOOT).</summary>
        public int NBootBank2 { get; init; } = None;

        /// <summary>Gets the address of the word with BFB2 or nBFB2 if it is another one, or 0.</summary>
        public uint BootBank2Address { get; init; }

        /// <summary>Gets the bit that enables TrustZone (TZEN): a bootloader then acknowledges writes that change nothing.</summary>
        public int TrustZone { get; init; } = None;

        /// <summary>Tells whether a bit is set.</summary>
        /// <param name="value">The word that was read.</param>
        /// <param name="bit">The number of the bit, or <see cref="None"/>.</param>
        /// <param name="absent">The result for a family without the bit.</param>
        /// <returns>The bit.</returns>
        public static bool IsSet(uint value, int bit, bool absent)
        {
            return bit == None ? absent : (value & (1u << bit)) != 0;
        }

        /// <summary>Tells whether the addresses of the two banks are exchanged.</summary>
        /// <param name="value">The word that was read.</param>
        /// <returns>True if they are.</returns>
        public bool IsSwapped(uint value)
        {
            return IsSet(value, SwapBank, false) || !IsSet(value, NSwapBank, true);
        }

        /// <summary>Tells whether the second bank boots if it begins with a stack pointer.</summary>
        /// <param name="value">The word that was read, from <see cref="BootBank2Address"/> if that is set.</param>
        /// <returns>True if it does.</returns>
        public bool BootsBank2(uint value)
        {
            return IsSet(value, BootBank2, false) || !IsSet(value, NBootBank2, true);
        }

        /// <summary>Names the option bit that keeps the BOOT0 pin from starting the bootloader (AN2606, boot patterns).</summary>
        /// <param name="value">The word that was read.</param>
        /// <returns>The bit and its value, "nSWBOOT0 = 0", or null if the pin counts.</returns>
        public string BarrierOf(uint value)
        {
            if (!IsSet(value, NSwBoot0, true))
            {
                return "nSWBOOT0 = 0";
            }

            if (IsSet(value, NBootSel, false))
            {
                return "nBOOT_SEL = 1";
            }

            return IsSet(value, NBoot1, true) ? null : "nBOOT1 = 0";
        }
    }
}
