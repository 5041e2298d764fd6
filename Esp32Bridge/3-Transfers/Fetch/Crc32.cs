namespace Esp32Bridge.Transfers
{
    /// <summary>
    /// The CRC-32 of IEEE 802.3: polynomial 0x04C11DB7, reflected, initial value all ones, inverted at the end. The CRC unit of an STM32 computes it
    /// too if its input and output can be reversed (RM0394 "CRC calculation unit", REV_IN by byte and REV_OUT).
    /// </summary>
    internal static class Crc32
    {
        // The remainders of four bits for the reflected polynomial.
        private static readonly uint[] _table = new uint[]
        {
            0x00000000, 0x1DB71064, 0x3B6E20C8, 0x26D930AC, 0x76DC4190, 0x6B6B51F4, 0x4DB26158, 0x5005713C,
            0xEDB88320, 0xF00F9344, 0xD6D6A3E8, 0xCB61B38C, 0x9B64C2B0, 0x86D3D2D4, 0xA00AE278, 0xBDBDF21C,
        };

        /// <summary>Computes the CRC of bytes.</summary>
        /// <param name="buffer">The buffer with the bytes.</param>
        /// <param name="offset">The index of the first byte.</param>
        /// <param name="count">The number of bytes, 0 or more.</param>
        /// <returns>The CRC.</returns>
        internal static uint Compute(byte[] buffer, int offset, int count)
        {
            uint[] table = _table;
            uint crc = 0xFFFFFFFF;
            int end = offset + count;
            for (int i = offset; i < end; i++)
            {
                crc ^= buffer[i];
                crc = (crc >> 4) ^ table[crc & 15];
                crc = (crc >> 4) ^ table[crc & 15];
            }

            return ~crc;
        }
    }
}
