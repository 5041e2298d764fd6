using System;
using Esp32Bridge.Wires;

namespace Esp32Bridge.Fetch
{
    /// <summary>An answer to a part, piece by piece, in a buffer of its own.</summary>
    internal sealed class AnswerFrame
    {
        /// <summary>Creates an empty answer.</summary>
        /// <param name="longestPayload">The most bytes of payload.</param>
        internal AnswerFrame(int longestPayload)
        {
            Buffer = new byte[FetchFrame.Smallest + longestPayload];
            Buffer[0] = FetchFrame.Start;
            Buffer[1] = FetchFrame.SecondStart;
        }

        /// <summary>Gets the bytes of the frame, for what is put there by others.</summary>
        internal byte[] Buffer { get; }

        /// <summary>Gets or sets where the payload ends so far.</summary>
        internal int End { get; set; }

        /// <summary>Begins an answer.</summary>
        /// <param name="type">Its type.</param>
        internal void Begin(byte type)
        {
            Buffer[FetchFrame.TypeAt] = type;
            End = FetchFrame.PayloadAt;
        }

        /// <summary>Adds a number.</summary>
        /// <param name="number">The number.</param>
        /// <param name="size">Its length in bytes, 1 to 4.</param>
        internal void Put(uint number, int size)
        {
            FetchFrame.PutNumber(Buffer, End, number, size);
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
            Buffer[FetchFrame.TagAt] = tag;
            FetchFrame.PutNumber(Buffer, FetchFrame.LengthAt, (uint)(End - FetchFrame.PayloadAt), 2);
            FetchFrame.PutNumber(Buffer, End, Crc32.Compute(Buffer, FetchFrame.TypeAt, End - FetchFrame.TypeAt), FetchFrame.CrcSize);
            line.Write(Buffer, 0, End + FetchFrame.CrcSize);
        }
    }
}
