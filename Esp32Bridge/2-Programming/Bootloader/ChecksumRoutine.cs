using System;

namespace Esp32Bridge.Programming
{
    /// <summary>
    /// A routine that computes CRCs in the RAM of a part. Its source is checksum.s, beside this file, which also describes the
    /// places. To build it: arm-none-eabi-as -o checksum.o checksum.s; arm-none-eabi-objcopy -O binary checksum.o checksum.bin.
    /// </summary>
    internal static class ChecksumRoutine
    {
        /// <summary>The place of the request, in bytes from the start of the routine.</summary>
        internal const int RequestAt = 0x580;

        /// <summary>The length of the request in bytes, with the word before the results: the token, once they are there.</summary>
        internal const int RequestSize = 48;

        /// <summary>The place of that word.</summary>
        internal const int DoneAt = RequestAt + RequestSize - sizeof(uint);

        /// <summary>The place of the results, one word each.</summary>
        internal const int ResultsAt = RequestAt + RequestSize;

        private const int StackAt = 0x180;
        private const int EntryAt = 8;
        private const uint Thumb = 1;

        /// <summary>Creates the routine for a place in the RAM.</summary>
        /// <param name="address">Its address, a multiple of 4.</param>
        /// <returns>The bytes to write there, less than a block.</returns>
        internal static byte[] At(uint address)
        {
            byte[] code = new byte[]
            {
                0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x72, 0xB6, 0x23, 0xA7, 0x3B, 0x68, 0xE8, 0x37,
                0xFF, 0x20, 0x01, 0x06, 0x08, 0x22, 0x49, 0x00, 0x00, 0xD3, 0x59, 0x40, 0x01, 0x3A, 0xFA, 0xD1,
                0x82, 0x00, 0xB9, 0x50, 0x01, 0x38, 0xF4, 0xD5, 0x80, 0x25, 0xED, 0x00, 0xED, 0x19, 0xAB, 0x46,
                0x30, 0x24, 0x64, 0x19, 0x04, 0x35, 0x07, 0xCD, 0x00, 0x28, 0x25, 0xD0, 0x88, 0x46, 0x91, 0x46,
                0x41, 0x46, 0x4B, 0x46, 0x1B, 0x18, 0x8B, 0x42, 0x00, 0xD9, 0x0B, 0x46, 0x00, 0x26, 0xF6, 0x43,
                0x02, 0xC8, 0x4E, 0x40, 0x31, 0x0E, 0x89, 0x00, 0x79, 0x58, 0x36, 0x02, 0x4E, 0x40, 0x31, 0x0E,
                0x89, 0x00, 0x79, 0x58, 0x36, 0x02, 0x4E, 0x40, 0x31, 0x0E, 0x89, 0x00, 0x79, 0x58, 0x36, 0x02,
                0x4E, 0x40, 0x31, 0x0E, 0x89, 0x00, 0x79, 0x58, 0x36, 0x02, 0x4E, 0x40, 0x98, 0x42, 0xE7, 0xD3,
                0x40, 0xC4, 0x40, 0x45, 0xDC, 0xD3, 0xD6, 0xE7, 0x5D, 0x46, 0x28, 0x68, 0xBF, 0xF3, 0x4F, 0x8F,
                0xE8, 0x62, 0xBF, 0xF3, 0x4F, 0x8F, 0xFE, 0xE7, 0xB7, 0x1D, 0xC1, 0x04,
            };
            Put(code, 0, address + StackAt);
            Put(code, 4, (address + EntryAt) | Thumb);
            return code;
        }

        /// <summary>Creates a request for three ranges.</summary>
        /// <param name="token">Not 0. The routine copies it to <see cref="DoneAt"/> when the results are there.</param>
        /// <param name="ranges">Start, end and step of each range, multiples of 4.</param>
        /// <returns>The bytes to write at <see cref="RequestAt"/>.</returns>
        internal static byte[] Request(uint token, params uint[] ranges)
        {
            byte[] request = new byte[RequestSize];
            Put(request, 0, token);
            for (int i = 0; i < ranges.Length; i++)
            {
                Put(request, (i + 1) * sizeof(uint), ranges[i]);
            }

            return request;
        }

        private static void Put(byte[] bytes, int offset, uint word)
        {
            BitConverter.GetBytes(word).CopyTo(bytes, offset);
        }
    }
}
