namespace Esp32Bridge.Tests.Model
{
    /// <summary>Option bytes as the bootloader of a part shows them.</summary>
    public sealed class OptionArea
    {
        /// <summary>Creates an area.</summary>
        /// <param name="start">Its address.</param>
        /// <param name="size">Its size in bytes.</param>
        /// <param name="format">The format of its words.</param>
        public OptionArea(uint start, int size, OptionFormat format)
        {
            Start = start;
            Size = size;
            Format = format;
        }

        /// <summary>Gets the address.</summary>
        public uint Start { get; }

        /// <summary>Gets the size in bytes.</summary>
        public int Size { get; }

        /// <summary>Gets the format of its words.</summary>
        public OptionFormat Format { get; }

        /// <summary>Returns whether an address is in it.</summary>
        /// <param name="address">The address.</param>
        /// <returns>True if it is.</returns>
        public bool Contains(uint address)
        {
            return address >= Start && address - Start < (uint)Size;
        }

        /// <summary>Returns the address of the word that a byte belongs to.</summary>
        /// <param name="address">The address of the byte.</param>
        /// <returns>The address of the word.</returns>
        public uint WordOf(uint address)
        {
            return address & (Format == OptionFormat.WordAndComplement ? ~7u : ~3u);
        }

        /// <summary>Returns what a byte reads.</summary>
        /// <param name="address">Its address.</param>
        /// <param name="word">The word that it belongs to; the bits that hold complements are ignored.</param>
        /// <returns>The byte.</returns>
        public byte ByteOf(uint address, uint word)
        {
            int shift = (int)(8 * (address % 4));
            switch (Format)
            {
                case OptionFormat.WordAndComplement:
                    return (byte)((address % 8 < 4 ? word : ~word) >> shift);
                case OptionFormat.HalfAndComplement:
                    return (byte)((word & 0xFFFF | ~word << 16) >> shift);
                case OptionFormat.ByteAndComplement:
                    return (byte)((word & 0xFF00FF | (~word & 0xFF00FF) << 8) >> shift);
                default:
                    return (byte)(word >> shift);
            }
        }
    }
}
