namespace Esp32Bridge.Tests.Doubles
{
    /// <summary>What a text for people has to be.</summary>
    public static class OneLine
    {
        /// <summary>Tells whether a text is one line of printable ASCII characters, of bounded length.</summary>
        /// <param name="text">The text.</param>
        /// <returns>True when it is.</returns>
        public static bool Is(string text)
        {
            return Is(text, 399);
        }

        /// <summary>Tells whether a text is one line of printable ASCII characters, of bounded length.</summary>
        /// <param name="text">The text.</param>
        /// <param name="longest">The most characters.</param>
        /// <returns>True when it is.</returns>
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
