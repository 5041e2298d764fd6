using System.Text;

namespace Esp32Bridge.Json
{
    /// <summary>The numbers of JSON (RFC 8259 6).</summary>
    internal static class JsonNumber
    {
        // Every number of so many characters is a long.
        private const int MostDigits = 18;

        /// <summary>Tells whether a text is a number.</summary>
        /// <param name="bytes">The text.</param>
        /// <param name="start">Where it begins.</param>
        /// <param name="end">Where it ends.</param>
        /// <returns>True if it is.</returns>
        internal static bool IsOne(byte[] bytes, int start, int end)
        {
            int first = StartOfDigits(bytes, start);
            int i = EndOfDigits(bytes, first);
            if (i == first || (bytes[first] == '0' && i > first + 1))
            {
                return false;
            }

            if (i < end && bytes[i] == '.')
            {
                int fraction = i + 1;
                i = EndOfDigits(bytes, fraction);
                if (i == fraction)
                {
                    return false;
                }
            }

            if (i < end && (bytes[i] == 'e' || bytes[i] == 'E'))
            {
                int exponent = i + 1 < end && bytes[i + 1] == '+' ? i + 2 : StartOfDigits(bytes, i + 1);
                i = EndOfDigits(bytes, exponent);
                if (i == exponent)
                {
                    return false;
                }
            }

            return i == end;
        }

        /// <summary>Reads a number.</summary>
        /// <param name="bytes">The text.</param>
        /// <param name="start">Where the number begins.</param>
        /// <param name="end">Where it ends.</param>
        /// <returns>A long for a whole number of up to 18 characters without an exponent, or a double.</returns>
        internal static object Of(byte[] bytes, int start, int end)
        {
            string number = Encoding.UTF8.GetString(bytes, start, end - start);
            bool isWhole = EndOfDigits(bytes, StartOfDigits(bytes, start)) == end;
            return isWhole && number.Length <= MostDigits ? (object)long.Parse(number) : double.Parse(number);
        }

        private static int StartOfDigits(byte[] bytes, int start)
        {
            return start < bytes.Length && bytes[start] == '-' ? start + 1 : start;
        }

        private static int EndOfDigits(byte[] bytes, int start)
        {
            int end = start;
            while (end < bytes.Length && bytes[end] >= '0' && bytes[end] <= '9')
            {
                end++;
            }

            return end;
        }
    }
}
