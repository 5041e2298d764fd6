using System;
using Esp32Bridge.Wires;

namespace Esp32Bridge.Fetch
{
    /// <summary>
    /// The frame of a request or an answer: two start bytes, type, tag, length of the payload, payload, and the CRC-32 of all
    /// from the type to the end of the payload. Numbers are little-endian.
    /// </summary>
    internal sealed class FetchFrame
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

        /// <summary>Creates an empty answer.</summary>
        /// <param name="longestPayload">The most bytes of payload.</param>
        internal FetchFrame(int longestPayload)
        {
            Buffer = new byte[Smallest + longestPayload];
            Buffer[0] = Start;
            Buffer[1] = SecondStart;
        }

        /// <summary>Gets the bytes of the frame, for what is put there by others.</summary>
        internal byte[] Buffer { get; }

        /// <summary>Gets or sets where the payload ends so far.</summary>
        internal int End { get; set; }

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
