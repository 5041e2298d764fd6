using System;

namespace Esp32Bridge.Json
{
    /// <summary>Shows the value of a field in an error: short, in one line, without commas.</summary>
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
                // The JSON library converts a text that looks like a date and time.
                return "a text that reads as a date and time";
            }

            return value is string ? Shorten((string)value, LongestText) : value.ToString();
        }

        /// <summary>Gives the beginning of a text.</summary>
        /// <param name="text">The text.</param>
        /// <param name="enough">How many characters at most.</param>
        /// <returns>The characters, in quotation marks, with a full stop for what is not printable.</returns>
        internal static string Shorten(string text, int enough)
        {
            char[] shown = text.Length > enough ? text.ToCharArray(0, enough) : text.ToCharArray();
            for (int i = 0; i < shown.Length; i++)
            {
                shown[i] = shown[i] < ' ' || shown[i] > '~' || shown[i] == ',' ? '.' : shown[i];
            }

            return "'" + new string(shown) + (text.Length > enough ? "...'" : "'");
        }

        /// <summary>Tells what is wrong with the characters of a text: all must be printable ASCII, and the first one must not be a quotation mark.</summary>
        /// <param name="text">The text, not empty.</param>
        /// <param name="mayBreak">Whether CR and LF are allowed too.</param>
        /// <returns>The flaw, or null.</returns>
        internal static string FlawOf(string text, bool mayBreak)
        {
            if (text[0] == '"')
            {
                // The JSON library adds a second one before it.
                return "a quotation mark as the first character";
            }

            for (int i = 0; i < text.Length; i++)
            {
                bool isBreak = text[i] == '\r' || text[i] == '\n';
                if ((text[i] < ' ' || text[i] > '~') && !(mayBreak && isBreak))
                {
                    return "a character that is not printable ASCII";
                }
            }

            return null;
        }
    }
}
