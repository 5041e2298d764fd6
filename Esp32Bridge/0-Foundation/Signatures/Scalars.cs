namespace Esp32Bridge.Signatures
{
    /// <summary>Numbers modulo L, the order of Ed25519's base point (RFC 8032 5.1): 32 bytes, the lowest first.</summary>
    internal sealed class Scalars
    {
        /// <summary>The length of a number, in bytes.</summary>
        public const int Size = 32;

        // The number of 32-bit words.
        private const int Words = 8;

        private readonly uint[] _order = new uint[] { 0x5cf5d3ed, 0x5812631a, 0xa2f79cd6, 0x14def9de, 0, 0, 0, 0x10000000 };
        private readonly CallCount _calls;

        /// <summary>Creates it.</summary>
        /// <param name="calls">Counts the calls.</param>
        public Scalars(CallCount calls)
        {
            _calls = calls;
            if (_order[Words - 1] != 0)
            {
                _calls.Done++;
            }
        }

        /// <summary>Tells whether a number is less than L.</summary>
        /// <param name="bytes">Where the number is.</param>
        /// <param name="offset">Its first byte.</param>
        /// <returns>True if it is.</returns>
        public bool IsReduced(byte[] bytes, int offset)
        {
            long borrow = 0;
            for (int i = 0; i < Size; i++)
            {
                borrow += bytes[offset + i] - (long)((_order[i >> 2] >> (8 * (i & 3))) & 0xFF);
                borrow >>= 8;
            }

            _calls.Done++;
            return borrow < 0;
        }

        /// <summary>Divides by L, bit by bit from the top: doubles the remainder, adds the next bit, and subtracts L if possible.</summary>
        /// <param name="bytes">The dividend, of any length, the lowest byte first.</param>
        /// <param name="result">Where the 32 bytes of the remainder go.</param>
        public void Reduce(byte[] bytes, byte[] result)
        {
            uint[] order = _order;
            uint[] rest = new uint[Words];
            uint[] less = new uint[Words];
            for (int bit = (8 * bytes.Length) - 1; bit >= 0; bit--)
            {
                uint carry = (uint)(bytes[bit >> 3] >> (bit & 7)) & 1;
                long borrow = 0;
                for (int i = 0; i < Words; i++)
                {
                    uint word = rest[i];
                    uint twice = (word << 1) | carry;
                    carry = word >> 31;
                    rest[i] = twice;
                    borrow += (long)twice - order[i];
                    less[i] = (uint)borrow;
                    borrow >>= 32;
                }

                if (borrow == 0)
                {
                    uint[] swap = rest;
                    rest = less;
                    less = swap;
                }
            }

            for (int i = 0; i < Size; i++)
            {
                result[i] = (byte)(rest[i >> 2] >> (8 * (i & 3)));
            }

            _calls.Done++;
        }
    }
}
