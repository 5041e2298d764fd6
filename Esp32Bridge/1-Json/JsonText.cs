using System.Text;
using Esp32Bridge.Data;

namespace Esp32Bridge.Json
{
    /// <summary>The texts of JSON (RFC 8259 7), in UTF-8 (RFC 3629 3).</summary>
    internal static class JsonText
    {
        private const int FirstOfMany = 0x80;

        // What stands for a character that a string cannot hold: half of a surrogate pair, and NUL, which ends a string of nanoFramework.
        private const int Replacement = 0xFFFD;

        /// <summary>Finds the end of a text.</summary>
        /// <param name="bytes">The bytes.</param>
        /// <param name="start">The position of its opening quotation mark.</param>
        /// <returns>
        /// The position after the closing one; -1 if the text is not valid JSON; the complement of the position of a byte that is not
        /// UTF-8.
        /// </returns>
        internal static int EndOf(byte[] bytes, int start)
        {
            int i = start + 1;
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

        /// <summary>Reads a text.</summary>
        /// <param name="bytes">The bytes.</param>
        /// <param name="start">The position after its opening quotation mark.</param>
        /// <param name="end">The position of the closing one.</param>
        /// <returns>The text, with its escapes replaced.</returns>
        internal static string Of(byte[] bytes, int start, int end)
        {
            // An escape is longer than its character in UTF-8.
            byte[] text = new byte[end - start];
            int count = 0;
            int i = start;
            while (i < end)
            {
                if (bytes[i] != '\\')
                {
                    text[count++] = bytes[i++];
                }
                else if (bytes[i + 1] == 'u')
                {
                    count = Put(text, count, CodeOf(bytes, i + 2));
                    i += 6;
                }
                else
                {
                    text[count++] = CharacterOf(bytes[i + 1]);
                    i += 2;
                }
            }

            return count == 0 ? string.Empty : Encoding.UTF8.GetString(text, 0, count);
        }

        private static byte CharacterOf(byte escape)
        {
            switch (escape)
            {
                case (byte)'b': return (byte)'\b';
                case (byte)'f': return (byte)'\f';
                case (byte)'n': return (byte)'\n';
                case (byte)'r': return (byte)'\r';
                case (byte)'t': return (byte)'\t';
                default: return escape;
            }
        }

        private static int CodeOf(byte[] bytes, int start)
        {
            int code = 0;
            for (int i = start; i < start + 4; i++)
            {
                code = (code << 4) | HexText.Digit((char)bytes[i]);
            }

            return code == 0 || (code >= 0xD800 && code <= 0xDFFF) ? Replacement : code;
        }

        // Returns the position after the character (RFC 3629 3).
        private static int Put(byte[] text, int place, int code)
        {
            if (code < FirstOfMany)
            {
                text[place] = (byte)code;
                return place + 1;
            }

            if (code < 0x800)
            {
                text[place] = (byte)(0xC0 | (code >> 6));
                text[place + 1] = (byte)(0x80 | (code & 0x3F));
                return place + 2;
            }

            text[place] = (byte)(0xE0 | (code >> 12));
            text[place + 1] = (byte)(0x80 | ((code >> 6) & 0x3F));
            text[place + 2] = (byte)(0x80 | (code & 0x3F));
            return place + 3;
        }
    }
}
