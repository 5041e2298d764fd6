namespace Esp32Bridge.Ota
{
    /// <summary>The part of a file in a response (RFC 9110 14.4): "bytes 100-199/200".</summary>
    internal static class ContentRange
    {
        /// <summary>Returned if there is no valid range.</summary>
        internal const int Nowhere = -1;

        private const string Unit = "bytes ";

        /// <summary>Reads the start of the part.</summary>
        /// <param name="text">The value of Content-Range, or null.</param>
        /// <param name="size">The length of the file in bytes.</param>
        /// <returns>Its first byte, or <see cref="Nowhere"/> if it is missing, invalid, or of a file with another length.</returns>
        internal static int StartOf(string text, int size)
        {
            string range = text == null ? string.Empty : text.Trim().ToLower();
            int dash = range.IndexOf('-');
            int slash = range.IndexOf('/');
            if (!range.StartsWith(Unit) || dash < 0 || slash < dash)
            {
                return Nowhere;
            }

            int start = Number(range.Substring(Unit.Length, dash - Unit.Length));
            int last = Number(range.Substring(dash + 1, slash - dash - 1));
            string total = range.Substring(slash + 1);
            return start <= last && last < size && (total == "*" || Number(total) == size) ? start : Nowhere;
        }

        private static int Number(string digits)
        {
            const int MostDigits = 9;
            int number = digits.Length > 0 && digits.Length <= MostDigits ? 0 : Nowhere;
            for (int i = 0; number >= 0 && i < digits.Length; i++)
            {
                int digit = digits[i] - '0';
                number = digit >= 0 && digit <= 9 ? (10 * number) + digit : Nowhere;
            }

            return number;
        }
    }
}
