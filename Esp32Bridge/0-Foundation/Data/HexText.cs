namespace Esp32Bridge.Data
{
    /// <summary>Bytes as hexadecimal digits, two per byte; and numbers.</summary>
    public static class HexText
    {
        /// <summary>Writes bytes.</summary>
        /// <param name="bytes">The bytes.</param>
        /// <returns>Their digits in lower case, as sha256sum and openssl write them.</returns>
        public static string Of(byte[] bytes)
        {
            const string Digits = "0123456789abcdef";
            char[] text = new char[2 * bytes.Length];
            for (int i = 0; i < bytes.Length; i++)
            {
                text[2 * i] = Digits[bytes[i] >> 4];
                text[(2 * i) + 1] = Digits[bytes[i] & 15];
            }

            return new string(text);
        }

        /// <summary>Reads bytes.</summary>
        /// <param name="text">Their digits in either case, and nothing else.</param>
        /// <returns>The bytes, or null if the text is something else.</returns>
        public static byte[] Parse(string text)
        {
            if (text.Length % 2 != 0)
            {
                return null;
            }

            byte[] bytes = new byte[text.Length / 2];
            for (int i = 0; i < bytes.Length; i++)
            {
                int high = Digit(text[2 * i]);
                int low = Digit(text[(2 * i) + 1]);
                if (high < 0 || low < 0)
                {
                    return null;
                }

                bytes[i] = (byte)((high << 4) | low);
            }

            return bytes;
        }

        /// <summary>Reads a number.</summary>
        /// <param name="text">"0x" and 1 to 15 digits, in either case.</param>
        /// <returns>The number, or -1 if the text is something else.</returns>
        public static long ParseNumber(string text)
        {
            if (text.Length < 3 || text.Length > 17 || text[0] != '0' || (text[1] != 'x' && text[1] != 'X'))
            {
                return -1;
            }

            long number = 0;
            for (int i = 2; i < text.Length; i++)
            {
                int digit = Digit(text[i]);
                if (digit < 0)
                {
                    return -1;
                }

                number = (number << 4) | (uint)digit;
            }

            return number;
        }

        /// <summary>Reads a digit.</summary>
        /// <param name="digit">The digit, in either case.</param>
        /// <returns>0 to 15, or -1 if it is not a digit.</returns>
        public static int Digit(char digit)
        {
            if (digit >= '0' && digit <= '9')
            {
                return digit - '0';
            }

            if (digit >= 'a' && digit <= 'f')
            {
                return digit - 'a' + 10;
            }

            if (digit >= 'A' && digit <= 'F')
            {
                return digit - 'A' + 10;
            }

            return -1;
        }
    }
}
