using System;
using Esp32Bridge.Data;

namespace Esp32Bridge.Signatures
{
    /// <summary>Bytes as hexadecimal digits or as base64.</summary>
    internal static class BytesText
    {
        private const string Base64Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

        /// <summary>Reads bytes.</summary>
        /// <param name="text">Hexadecimal digits for the first size; base64 for either size. Blanks and line breaks are ignored.</param>
        /// <param name="size">How many bytes.</param>
        /// <param name="otherSize">Another allowed size, in base64 only; or the same.</param>
        /// <param name="step">What is read, for errors.</param>
        /// <param name="expected">What should be there.</param>
        /// <param name="advice">What to do about an error.</param>
        /// <returns>The bytes.</returns>
        /// <exception cref="SignatureFormatException">It is something else.</exception>
        public static byte[] Parse(string text, int size, int otherSize, string step, string expected, string advice)
        {
            string digits = WithoutBlanks(text);
            bool isHex = digits.Length == 2 * size;
            if (!isHex && digits.Length != Base64Length(size) && digits.Length != Base64Length(otherSize))
            {
                throw new SignatureFormatException(step, expected, digits.Length + " characters", advice);
            }

            // Look for invalid digits first: the runtime does not say which digit it refuses.
            string base64 = Base64Digits;
            int bytes = digits.Length == Base64Length(size) ? size : otherSize;
            int padding = isHex ? 0 : (3 - (bytes % 3)) % 3;
            for (int i = 0; i < digits.Length; i++)
            {
                char c = digits[i];
                bool isPadding = i >= digits.Length - padding;
                if (isHex ? HexText.Digit(c) < 0 : isPadding ? c != '=' : base64.IndexOf(c) < 0)
                {
                    string name = c > ' ' && c <= '~' && c != ',' ? "'" + c + "'" : "the character 0x" + ((uint)c).ToString("X2");
                    throw new SignatureFormatException(step, expected, name + " in place " + (i + 1) + " of " + digits.Length, advice);
                }
            }

            return isHex ? HexText.Parse(digits) : Convert.FromBase64String(digits);
        }

        private static int Base64Length(int bytes)
        {
            return (bytes + 2) / 3 * 4;
        }

        private static string WithoutBlanks(string text)
        {
            char[] characters = new char[text.Length];
            int count = 0;
            for (int i = 0; i < text.Length; i++)
            {
                char c = text[i];
                if (c != ' ' && c != '\t' && c != '\r' && c != '\n')
                {
                    characters[count++] = c;
                }
            }

            return new string(characters, 0, count);
        }
    }
}
