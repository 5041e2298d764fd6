namespace Esp32Bridge.Transfers
{
    /// <summary>The CRC of a packet: polynomial 0x1021, initial value 0, not reflected, not inverted (CRC-16/XMODEM).</summary>
    internal static class Crc16
    {
        // The remainders of four bits.
        private static readonly ushort[] _table = new ushort[]
        {
            0x0000, 0x1021, 0x2042, 0x3063, 0x4084, 0x50A5, 0x60C6, 0x70E7,
            0x8108, 0x9129, 0xA14A, 0xB16B, 0xC18C, 0xD1AD, 0xE1CE, 0xF1EF,
        };

        /// <summary>Computes the CRC of bytes.</summary>
        /// <param name="buffer">The buffer with the bytes.</param>
        /// <param name="offset">The index of the first byte.</param>
        /// <param name="count">The number of bytes.</param>
        /// <returns>The CRC; a packet has its high byte first.</returns>
        internal static ushort Compute(byte[] buffer, int offset, int count)
        {
            ushort[] table = _table;
            int crc = 0;
            int end = offset + count;
            for (int i = offset; i < end; i++)
            {
                int value = buffer[i];
                crc = ((crc << 4) ^ table[(crc >> 12) ^ (value >> 4)]) & 0xFFFF;
                crc = ((crc << 4) ^ table[(crc >> 12) ^ (value & 15)]) & 0xFFFF;
            }

            return (ushort)crc;
        }
    }
}
