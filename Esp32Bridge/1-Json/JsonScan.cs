using Esp32Bridge.Data;

namespace Esp32Bridge.Json
{
    /// <summary>
    /// Looks over a text before the library reads it, which goes on within itself for each level and takes what is not JSON
    /// (RFC 8259): texts in apostrophes, an escape with any character behind "\u", the wrong closing bracket, broken UTF-8. What
    /// begins and ends where is the same for both only in a text that is JSON.
    /// </summary>
    internal static class JsonScan
    {
        private const int FirstOfMany = 0x80;
        private const string Expected = "a JSON object";

        /// <summary>Refuses what is nested too deep, and whatever would hide that.</summary>
        /// <param name="bytes">The text, UTF-8.</param>
        /// <param name="start">Where it begins.</param>
        /// <param name="maximumDepth">The most objects and arrays within each other, up to 30.</param>
        /// <param name="where">Where the text stands, for errors.</param>
        /// <param name="advice">What errors say is to be done.</param>
        /// <exception cref="JsonException">It is nested deeper, or not JSON.</exception>
        internal static void Check(byte[] bytes, int start, int maximumDepth, string where, string advice)
        {
            int depth = 0;

            // A bit for each level that is open, the lowest for the innermost: 1 for an array, 0 for an object.
            int arrays = 0;
            int i = start;
            while (i < bytes.Length)
            {
                byte character = bytes[i];
                int next = i + 1;
                if (character == '"')
                {
                    next = EndOfText(bytes, next);
                }
                else if (character == '{' || character == '[')
                {
                    depth++;
                    arrays = (arrays << 1) | (character == '[' ? 1 : 0);
                    if (depth > maximumDepth)
                    {
                        throw new JsonException(where, "at most " + maximumDepth + " levels", "more", advice);
                    }
                }
                else if (character == '}' || character == ']')
                {
                    next = depth > 0 && (arrays & 1) == (character == ']' ? 1 : 0) ? next : -1;
                    depth--;
                    arrays >>= 1;
                }
                else if (!IsOutsideOfTexts(character))
                {
                    next = -1;
                }

                if (next < -1)
                {
                    throw new JsonException(where, Expected + " in UTF-8", "another encoding at byte " + (~next - start), advice);
                }

                // Only forward, whatever a call says.
                if (next <= i)
                {
                    throw new JsonException(where, Expected, "what is no JSON at byte " + (i - start), advice);
                }

                i = next;
            }
        }

        // Space, and what numbers, words and separators are made of.
        private static bool IsOutsideOfTexts(byte character)
        {
            return character == ' ' || character == '\n' || character == '\r' || character == '\t'
                || (character >= '0' && character <= ':') || (character >= '+' && character <= '.')
                || (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
        }

        // The place behind the closing quotation mark; -1 when the text is not as JSON has it; the complement of the place of a byte
        // that is not UTF-8.
        private static int EndOfText(byte[] bytes, int start)
        {
            int i = start;
            while (i < bytes.Length)
            {
                byte character = bytes[i++];
                if (character == '"')
                {
                    return i;
                }

                int more = character == '\\' ? LengthOfEscape(bytes, i) : character >= FirstOfMany ? LengthOfRest(bytes, i) : 0;
                if (character < ' ' || more < 0)
                {
                    return character >= FirstOfMany ? ~(i - 1) : -1;
                }

                i += more;
            }

            return -1;
        }

        // How many bytes follow the backslash; -1 when these do not belong there (RFC 8259 7).
        private static int LengthOfEscape(byte[] bytes, int start)
        {
            if (start == bytes.Length || "\"\\/bfnrtu".IndexOf((char)bytes[start]) < 0)
            {
                return -1;
            }

            bool isNumber = bytes[start] == 'u';
            for (int i = start + 1; isNumber && i <= start + 4; i++)
            {
                if (i >= bytes.Length || HexText.Digit((char)bytes[i]) < 0)
                {
                    return -1;
                }
            }

            return isNumber ? 5 : 1;
        }

        // How many bytes follow the first one of a character; -1 when others do (RFC 3629 3).
        private static int LengthOfRest(byte[] bytes, int start)
        {
            byte first = bytes[start - 1];
            int length = first >= 0xF8 ? -1 : first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : -1;
            for (int i = start; i < start + length; i++)
            {
                if (i >= bytes.Length || (bytes[i] & 0xC0) != FirstOfMany)
                {
                    return -1;
                }
            }

            return length;
        }
    }
}
