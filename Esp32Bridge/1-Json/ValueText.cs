using System;

namespace Esp32Bridge.Json
{
    /// <summary>How the value of a field reads in an error: short, in one line, without commas.</summary>
    public static class ValueText
    {
        private const int LongestText = 40;

        /// <summary>Describes a value.</summary>
        /// <param name="value">The value as the JSON library delivers it.</param>
        /// <returns>The description.</returns>
        public static string Of(object value)
        {
            if (value == null)
            {
                return "null";
            }

            if (value is DateTime)
            {
                // The JSON library turns a text that looks like a point in time into one.
                return "a text that reads as a date and time";
            }

            return value is string ? Shorten((string)value, LongestText) : value.ToString();
        }

        /// <summary>Shows the beginning of a text.</summary>
        /// <param name="text">The text.</param>
        /// <param name="enough">How many characters at most.</param>
        /// <returns>They, in quotation marks; what is not printable is a full stop.</returns>
        internal static string Shorten(string text, int enough)
        {
            char[] shown = text.Length > enough ? text.ToCharArray(0, enough) : text.ToCharArray();
            for (int i = 0; i < shown.Length; i++)
            {
                shown[i] = shown[i] < ' ' || shown[i] > '~' || shown[i] == ',' ? '.' : shown[i];
            }

            return "'" + new string(shown) + (text.Length > enough ? "...'" : "'");
        }

        /// <summary>Says what is wrong with the characters of a text: all have to be printable ASCII, and the first no quotation mark.</summary>
        /// <param name="text">The text, not empty.</param>
        /// <param name="mayBreak">Whether there may be CR and LF as well.</param>
        /// <returns>What there is instead, or null when nothing is wrong.</returns>
        internal static string FlawOf(string text, bool mayBreak)
        {
            if (text[0] == '"')
            {
                // The JSON library puts a second one in front of it.
                return "a quotation mark as the first";
            }

            for (int i = 0; i < text.Length; i++)
            {
                bool isBreak = text[i] == '\r' || text[i] == '\n';
                if ((text[i] < ' ' || text[i] > '~') && !(mayBreak && isBreak))
                {
                    return "another";
                }
            }

            return null;
        }
    }
}
