using Esp32Bridge.Data;

namespace Esp32Bridge.Json
{
    /// <summary>
    /// Checks a text before the library reads it. The library recurses for each level, accepts what is not JSON (RFC 8259),
    /// and does not say where it failed. A comma before a closing bracket is accepted.
    /// </summary>
    internal static class JsonScan
    {
        // The states: what can come next.
        private const int BeforeObject = 0;
        private const int BeforeName = 1;
        private const int BeforeColon = 2;
        private const int BeforeValue = 3;
        private const int BeforeElement = 4;
        private const int AfterMember = 5;
        private const int AfterElement = 6;
        private const int AtEnd = 7;

        private const int FirstOfMany = 0x80;

        /// <summary>Refuses a text that is not JSON, not an object, or nested too deeply.</summary>
        /// <param name="bytes">The text, UTF-8.</param>
        /// <param name="start">Where it begins.</param>
        /// <param name="maximumDepth">The deepest nesting of objects and arrays allowed, up to 30.</param>
        /// <param name="where">Where the text comes from, for errors.</param>
        /// <param name="advice">The advice of all errors.</param>
        /// <exception cref="JsonException">It is not JSON, or not an object, or nested too deeply.</exception>
        internal static void Check(byte[] bytes, int start, int maximumDepth, string where, string advice)
        {
            int depth = 0;

            // One bit per open level, the lowest for the innermost: 1 for an array, 0 for an object.
            int arrays = 0;
            int state = BeforeObject;
            int i = start;
            while (i < bytes.Length)
            {
                byte character = bytes[i];
                int next = i + 1;
                bool isValue = state == BeforeValue || state == BeforeElement;
                if (character == ' ' || character == '\n' || character == '\r' || character == '\t')
                {
                    i = next;
                    continue;
                }

                if ((character == '{' && (isValue || state == BeforeObject)) || (character == '[' && isValue))
                {
                    depth++;
                    arrays = (arrays << 1) | (character == '[' ? 1 : 0);
                    state = character == '[' ? BeforeElement : BeforeName;
                    if (depth > maximumDepth)
                    {
                        throw new JsonException(where, "at most " + maximumDepth + " levels", "more", advice);
                    }
                }
                else if ((character == '}' && (state == BeforeName || state == AfterMember)) || (character == ']' && (state == BeforeElement || state == AfterElement)))
                {
                    depth--;
                    arrays >>= 1;
                    state = depth == 0 ? AtEnd : AfterValue(arrays);
                }
                else if (character == '"' && (isValue || state == BeforeName))
                {
                    next = EndOfText(bytes, next);
                    state = isValue ? AfterValue(arrays) : BeforeColon;
                }
                else if (character == ':' && state == BeforeColon)
                {
                    state = BeforeValue;
                }
                else if (character == ',' && (state == AfterMember || state == AfterElement))
                {
                    state = state == AfterMember ? BeforeName : BeforeElement;
                }
                else if (isValue && IsOfWord(character))
                {
                    next = EndOfWord(bytes, i);
                    state = AfterValue(arrays);
                }
                else
                {
                    throw new JsonException(where, NameOf(state), NameOf(bytes, i) + PlaceOf(bytes, start, i), advice);
                }

                if (next < -1)
                {
                    throw new JsonException(where, "a JSON object in UTF-8", "another encoding" + PlaceOf(bytes, start, ~next), advice);
                }

                // Only forward, whatever a call returns.
                if (next <= i)
                {
                    throw new JsonException(where, character == '"' ? "a text that ends in its line and has only JSON's escapes" : "a number or true or false or null", "another one" + PlaceOf(bytes, start, i), advice);
                }

                i = next;
            }

            if (state != AtEnd)
            {
                throw new JsonException(where, NameOf(state), "the end" + PlaceOf(bytes, start, i), advice);
            }
        }

        private static int AfterValue(int arrays)
        {
            return (arrays & 1) == 1 ? AfterElement : AfterMember;
        }

        private static string NameOf(int state)
        {
            switch (state)
            {
                case BeforeObject: return "a JSON object";
                case BeforeName: return "a name in quotation marks or '}'";
                case BeforeColon: return "':'";
                case BeforeValue: return "a value";
                case BeforeElement: return "a value or ']'";
                case AfterMember: return "',' or '}'";
                case AfterElement: return "',' or ']'";
                default: return "the end";
            }
        }

        private static string NameOf(byte[] bytes, int place)
        {
            byte character = bytes[place];
            byte next = place + 1 < bytes.Length ? bytes[place + 1] : (byte)0;
            return character == '/' && (next == '/' || next == '*') ? "a comment"
                : character == '\'' ? "an apostrophe"
                : character > ' ' && character < 0x7F ? "'" + (char)character + "'"
                : "0x" + character.ToString("X2");
        }

        private static string PlaceOf(byte[] bytes, int start, int place)
        {
            int line = 1;
            int column = 1;
            for (int i = start; i < place; i++)
            {
                column = bytes[i] == '\n' ? 1 : column + 1;
                line += bytes[i] == '\n' ? 1 : 0;
            }

            return " at line " + line + " column " + column;
        }

        private static bool IsOfWord(byte character)
        {
            return (character >= '0' && character <= '9') || character == '+' || character == '-' || character == '.'
                || (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
        }

        // The position after a number or a word; -1 if it is neither. The library checks the rest of a number.
        private static int EndOfWord(byte[] bytes, int start)
        {
            int end = start;
            string word = string.Empty;
            while (end < bytes.Length && IsOfWord(bytes[end]))
            {
                word += word.Length < "false".Length + 1 ? ((char)bytes[end]).ToString() : string.Empty;
                end++;
            }

            bool isNumber = (bytes[start] >= '0' && bytes[start] <= '9') || bytes[start] == '-';
            return isNumber || word == "true" || word == "false" || word == "null" ? end : -1;
        }

        // The position after the closing quotation mark; -1 if the text is not valid JSON; the complement of the position of a
        // byte that is not UTF-8.
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

        // How many bytes follow the backslash; -1 if they are no valid escape (RFC 8259 7).
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

        // How many bytes follow the first one of a character; -1 if they are invalid (RFC 3629 3).
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
