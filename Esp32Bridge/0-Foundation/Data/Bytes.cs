using System;

namespace Esp32Bridge.Data
{
    /// <summary>Compares bytes.</summary>
    public static class Bytes
    {
        /// <summary>Counts how many bytes are the same, up to the first difference.</summary>
        /// <param name="a">The one array.</param>
        /// <param name="startOfA">The first byte in it.</param>
        /// <param name="b">The other array.</param>
        /// <param name="startOfB">The first byte in it.</param>
        /// <param name="count">How many bytes to compare.</param>
        /// <returns>0 to <paramref name="count"/>, which means that all are the same.</returns>
        public static int CountEqual(byte[] a, int startOfA, byte[] b, int startOfB, int count)
        {
            // Eight bytes a turn: a turn costs the interpreter more than what is done in it.
            int last = count - sizeof(long);
            int i = 0;
            while (i <= last && BitConverter.ToInt64(a, startOfA + i) == BitConverter.ToInt64(b, startOfB + i))
            {
                i += sizeof(long);
            }

            while (i < count && a[startOfA + i] == b[startOfB + i])
            {
                i++;
            }

            return i;
        }
    }
}
