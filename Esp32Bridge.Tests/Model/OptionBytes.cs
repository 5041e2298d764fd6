namespace Esp32Bridge.Tests.Model
{
    /// <summary>
    /// What the option bytes say about booting and protection, with the bits of the user option register of L4 (RM0351
    /// 3.7.8) and U5 (RM0456 7.9.13).
    /// </summary>
    public sealed class OptionBytes
    {
        /// <summary>Gets or sets whether read protection is at level 1.</summary>
        public bool IsReadProtected { get; set; }

        /// <summary>Gets or sets nSWBOOT0: whether the BOOT0 pin counts, and not nBOOT0.</summary>
        public bool NSwBoot0 { get; set; } = true;

        /// <summary>Gets or sets nBOOT0, which counts in the place of the pin: false boots the bootloader.</summary>
        public bool NBoot0 { get; set; } = true;

        /// <summary>Gets or sets nBOOT1 of L4: false boots the RAM when BOOT0 is high.</summary>
        public bool NBoot1 { get; set; } = true;

        /// <summary>Gets or sets DBANK of L4R and L4S: whether the flash has two banks of smaller pages.</summary>
        public bool DualBank { get; set; }

        /// <summary>Gets or sets TZEN of U5: with it, writes to the flash are acknowledged and lost.</summary>
        public bool TrustZone { get; set; }

        /// <summary>Gets or sets the user option register.</summary>
        public uint Register
        {
            get
            {
                uint value = IsReadProtected ? 0xBBu : 0xAAu;
                value |= DualBank ? 1u << 22 : 0;
                value |= NBoot1 ? 1u << 23 : 0;
                value |= NSwBoot0 ? 1u << 26 : 0;
                value |= NBoot0 ? 1u << 27 : 0;
                value |= TrustZone ? 1u << 31 : 0;
                return value;
            }

            set
            {
                IsReadProtected = (value & 0xFF) != 0xAA;
                DualBank = (value & (1u << 22)) != 0;
                NBoot1 = (value & (1u << 23)) != 0;
                NSwBoot0 = (value & (1u << 26)) != 0;
                NBoot0 = (value & (1u << 27)) != 0;
                TrustZone = (value & (1u << 31)) != 0;
            }
        }

        /// <summary>Reads a byte of the register and its complement behind it.</summary>
        /// <param name="offset">0 to 7.</param>
        /// <returns>The byte.</returns>
        public byte Read(int offset)
        {
            uint word = offset < 4 ? Register : ~Register;
            return (byte)(word >> (8 * (offset % 4)));
        }
    }
}
