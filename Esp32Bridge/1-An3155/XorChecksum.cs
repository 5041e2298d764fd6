using System;

namespace Esp32Bridge.An3155
{
    /// <summary>The checksum of a frame: the XOR of all its bytes (AN3155 3).</summary>
    internal static class XorChecksum
    {
        /// <summary>Appends the checksum to a frame.</summary>
        /// <param name="frame">The bytes, and room for the checksum after them.</param>
        /// <param name="count">How many bytes without the checksum.</param>
        internal static void Seal(byte[] frame, int count)
        {
            // Eight bytes per turn: for the interpreter, a turn of the loop costs more than its body.
            int i = 0;
            long folded = 0;
            for (int last = count - sizeof(long); i <= last; i += sizeof(long))
            {
                folded ^= BitConverter.ToInt64(frame, i);
            }

            folded ^= folded >> 32;
            folded ^= folded >> 16;
            folded ^= folded >> 8;
            int checksum = (int)folded;
            for (; i < count; i++)
            {
                checksum ^= frame[i];
            }

            frame[count] = (byte)checksum;
        }
    }
}
