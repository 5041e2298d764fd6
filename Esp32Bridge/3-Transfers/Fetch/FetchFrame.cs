using System;
using Esp32Bridge.Wires;

namespace Esp32Bridge.Transfers
{
    /// <summary>
    /// The frame of a request or an answer: two start bytes, type, tag, length of the payload, payload, and a CRC-32 over everything from the type to
    /// the end of the payload. Numbers are little-endian.
    /// </summary>
    internal sealed class FetchFrame
    {
        /// <summary>The first byte. It does not occur in ASCII text.</summary>
        internal const byte Start = 0xA5;

        /// <summary>The second byte.</summary>
        internal const byte SecondStart = 0x5A;

        /// <summary>The offset of the type.</summary>
        internal const int TypeAt = 2;

        /// <summary>The offset of the tag. An answer has the tag of its request.</summary>
        internal const int TagAt = 3;

        /// <summary>The offset of the length of the payload, 2 bytes.</summary>
        internal const int LengthAt = 4;

        /// <summary>The offset of the payload.</summary>
        internal const int PayloadAt = 6;

        /// <summary>The length of the CRC after the payload, in bytes.</summary>
        internal const int CrcSize = 4;

        /// <summary>The length of a frame without a payload, in bytes.</summary>
        internal const int Smallest = PayloadAt + CrcSize;

        /// <summary>Creates an empty answer.</summary>
        /// <param name="longestPayload">The largest payload in bytes.</param>
        internal FetchFrame(int longestPayload)
        {
            Buffer = new byte[Smallest + longestPayload];
            Buffer[0] = Start;
            Buffer[1] = SecondStart;
        }

        /// <summary>Gets the bytes of the frame, so that a caller can write the payload.</summary>
        internal byte[] Buffer { get; }

        /// <summary>Gets or sets the current end of the payload.</summary>
        internal int End { get; set; }

        /// <summary>Reads a number.</summary>
        /// <param name="buffer">The buffer with the bytes.</param>
        /// <param name="offset">The index of the first byte, which is the lowest.</param>
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

        /// <summary>Begins an answer.</summary>
        /// <param name="type">Its type.</param>
        internal void Begin(byte type)
        {
            Buffer[TypeAt] = type;
            End = PayloadAt;
        }

        /// <summary>Adds a number.</summary>
        /// <param name="number">The number.</param>
        /// <param name="size">Its length in bytes, 1 to 4.</param>
        internal void Put(uint number, int size)
        {
            Put(End, number, size);
            End += size;
        }

        /// <summary>Adds bytes.</summary>
        /// <param name="bytes">The bytes.</param>
        internal void Put(byte[] bytes)
        {
            Array.Copy(bytes, 0, Buffer, End, bytes.Length);
            End += bytes.Length;
        }

        /// <summary>Sends the answer; it stays in the buffer and can be sent again.</summary>
        /// <param name="line">The line to the part.</param>
        /// <param name="tag">The tag of the request.</param>
        internal void Send(ISerialLine line, byte tag)
        {
            Buffer[TagAt] = tag;
            Put(LengthAt, (uint)(End - PayloadAt), 2);
            Put(End, Crc32.Compute(Buffer, TypeAt, End - TypeAt), CrcSize);
            line.Write(Buffer, 0, End + CrcSize);
        }

        private void Put(int offset, uint number, int size)
        {
            for (int i = 0; i < size; i++)
            {
                Buffer[offset + i] = (byte)(number >> (8 * i));
            }
        }
    }
}
