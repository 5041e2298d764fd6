namespace Esp32Bridge.An3155
{
    /// <summary>
    /// The CRC-32 of Get Checksum (AN3155 3.13) and of the CRC unit of an STM32: little-endian words, highest bit first, no
    /// reflection, no final inversion (RM0456, "CRC calculation unit").
    /// </summary>
    public static class Stm32Crc
    {
        /// <summary>The polynomial of the CRC unit after reset.</summary>
        public const uint Polynomial = 0x04C11DB7;

        /// <summary>The initial value of the CRC unit after reset.</summary>
        public const uint InitialValue = 0xFFFFFFFF;

        // The remainders for four bits.
        private static readonly uint[] _table = new uint[]
        {
            0x00000000, 0x04C11DB7, 0x09823B6E, 0x0D4326D9, 0x130476DC, 0x17C56B6B, 0x1A864DB2, 0x1E475005,
            0x2608EDB8, 0x22C9F00F, 0x2F8AD6D6, 0x2B4BCB61, 0x350C9B64, 0x31CD86D3, 0x3C8EA00A, 0x384FBDBD,
        };

        /// <summary>Computes the CRC of bytes in memory.</summary>
        /// <param name="buffer">The bytes.</param>
        /// <param name="offset">The first one.</param>
        /// <param name="count">How many, a multiple of 4.</param>
        /// <returns>The CRC.</returns>
        public static uint Compute(byte[] buffer, int offset, int count)
        {
            uint[] table = _table;
            uint crc = InitialValue;
            int end = offset + count;
            for (int i = offset; i < end; i += 4)
            {
                crc ^= (uint)((buffer[i + 3] << 24) | (buffer[i + 2] << 16) | (buffer[i + 1] << 8) | buffer[i]);
                crc = (crc << 4) ^ table[crc >> 28];
                crc = (crc << 4) ^ table[crc >> 28];
                crc = (crc << 4) ^ table[crc >> 28];
                crc = (crc << 4) ^ table[crc >> 28];
                crc = (crc << 4) ^ table[crc >> 28];
                crc = (crc << 4) ^ table[crc >> 28];
                crc = (crc << 4) ^ table[crc >> 28];
                crc = (crc << 4) ^ table[crc >> 28];
            }

            return crc;
        }
    }
}
