namespace Esp32Bridge.Tests.Doubles
{
    /// <summary>The rules of a text that users read.</summary>
    public static class OneLine
    {
        /// <summary>Returns whether a text is one line of printable ASCII characters, of bounded length.</summary>
        /// <param name="text">The text.</param>
        /// <returns>True if it is.</returns>
        public static bool Is(string text)
        {
            return Is(text, 399);
        }

        /// <summary>Returns whether a text is one line of printable ASCII characters, of bounded length.</summary>
        /// <param name="text">The text.</param>
        /// <param name="longest">The maximum number of characters.</param>
        /// <returns>True if it is.</returns>
        public static bool Is(string text, int longest)
        {
            bool isLine = text.Length <= longest;
            for (int i = 0; i < text.Length; i++)
            {
                isLine = isLine && text[i] >= ' ' && text[i] <= '~';
            }

            return isLine;
        }
    }
}
