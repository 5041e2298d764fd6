namespace Esp32Bridge.Tests.Doubles
{
    /// <summary>Bytes as text: "31 CE".</summary>
    public static class Hex
    {
        private const string Digits = "0123456789ABCDEF";

        /// <summary>Reads bytes.</summary>
        /// <param name="text">Pairs of upper-case digits; blanks between them do not matter.</param>
        /// <returns>The bytes.</returns>
        public static byte[] ToBytes(string text)
        {
            byte[] bytes = new byte[text.Length / 2];
            int digits = 0;
            for (int i = 0; i < text.Length; i++)
            {
                int digit = Digits.IndexOf(text[i]);
                if (digit >= 0)
                {
                    bytes[digits / 2] |= (byte)(digits % 2 == 0 ? digit << 4 : digit);
                    digits++;
                }
            }

            byte[] result = new byte[digits / 2];
            System.Array.Copy(bytes, 0, result, 0, result.Length);
            return result;
        }

        /// <summary>Writes bytes.</summary>
        /// <param name="bytes">The bytes.</param>
        /// <param name="offset">The index of the first one.</param>
        /// <param name="count">How many.</param>
        /// <returns>Pairs of upper-case digits with a blank between them.</returns>
        public static string ToText(byte[] bytes, int offset, int count)
        {
            string text = string.Empty;
            for (int i = 0; i < count; i++)
            {
                byte value = bytes[offset + i];
                text += (i == 0 ? string.Empty : " ") + Digits[value >> 4] + Digits[value & 15];
            }

            return text;
        }
    }
}
