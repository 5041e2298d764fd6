namespace Esp32Bridge.Fetch
{
    /// <summary>
    /// The frame of a request or an answer: two start bytes, type, tag, length of the payload, payload, and the CRC-32 of all
    /// from the type to the end of the payload. Numbers are little-endian.
    /// </summary>
    internal static class FetchFrame
    {
        /// <summary>The first byte. It is in no ASCII text.</summary>
        internal const byte Start = 0xA5;

        /// <summary>The second byte.</summary>
        internal const byte SecondStart = 0x5A;

        /// <summary>Where the type is.</summary>
        internal const int TypeAt = 2;

        /// <summary>Where the tag is, which an answer has from its request.</summary>
        internal const int TagAt = 3;

        /// <summary>Where the length of the payload is, 2 bytes.</summary>
        internal const int LengthAt = 4;

        /// <summary>Where the payload is.</summary>
        internal const int PayloadAt = 6;

        /// <summary>The length of the CRC behind the payload, in bytes.</summary>
        internal const int CrcSize = 4;

        /// <summary>The length of a frame without a payload, in bytes.</summary>
        internal const int Smallest = PayloadAt + CrcSize;

        /// <summary>Reads a number.</summary>
        /// <param name="buffer">The bytes.</param>
        /// <param name="offset">Its first byte, which is the lowest.</param>
        /// <param name="size">Its length in bytes, 1 to 4.</param>
        /// <returns>The number.</returns>
        internal static uint NumberAt(byte[] buffer, int offset, int size)
        {
            uint number = 0;
            for (int i = size - 1; i >= 0; i--)
            {
                number = (number << 8) | buffer[offset + i];
            }

            return number;
        }

        /// <summary>Writes a number.</summary>
        /// <param name="buffer">The bytes.</param>
        /// <param name="offset">Where its first byte goes, which is the lowest.</param>
        /// <param name="number">The number.</param>
        /// <param name="size">Its length in bytes, 1 to 4.</param>
        internal static void PutNumber(byte[] buffer, int offset, uint number, int size)
        {
            for (int i = 0; i < size; i++)
            {
                buffer[offset + i] = (byte)(number >> (8 * i));
            }
        }
    }
}
