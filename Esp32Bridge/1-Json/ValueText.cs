using System.Collections;

namespace Esp32Bridge.Json
{
    /// <summary>Shows the value of a field in an error: short, in one line, without commas.</summary>
    public static class ValueText
    {
        private const int LongestText = 40;

        /// <summary>Describes a value.</summary>
        /// <param name="value">A text, a long, a double, a bool, null, an object or an array.</param>
        /// <returns>The description.</returns>
        public static string Of(object value)
        {
            if (value == null)
            {
                return "null";
            }

            return value is string ? Shorten((string)value, LongestText)
                : value is JsonMembers ? "an object"
                : value is ArrayList ? "an array"
                : value.ToString();
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

        /// <summary>Tells what is wrong with the characters of a text: all must be printable ASCII.</summary>
        /// <param name="text">The text, not empty.</param>
        /// <param name="mayBreak">Whether CR and LF are allowed too.</param>
        /// <returns>The flaw, or null.</returns>
        internal static string FlawOf(string text, bool mayBreak)
        {
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
