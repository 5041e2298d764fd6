using System;
using System.Text;

namespace Esp32Bridge.Tests.Doubles
{
    /// <summary>
    /// Makes broken texts from valid ones: flipped bits, cuts, pieces of other texts, repeated pieces, brackets, long
    /// texts, broken UTF-8, huge numbers, escapes. The same seed makes the same texts.
    /// </summary>
    public sealed class Mutator
    {
        private const int Kinds = 12;

        private static readonly string[] _values = new string[]
        {
            "5", "7", "20", "115200", "\"COM3\"", "\"a.b\"", "null", "true", "false", "0", "-1", "2147483647", "2147483648", "9223372036854775808", "18446744073709551615", "99999999999999999999999",
            "-9223372036854775809", "1e999", "1e-999", "-0", "01", "1.", ".5", "--1", "0x10", "NaN", "\"\"", "\"0x\"", "\"0xFFFFFFFFF\"", "[]", "{}", "[{}]", "[[]]",
            "\"2026-01-31T12:00:00Z\"", "\"9999-99-99T99:99:99\"", "\"{device}\"", "\"http://\"", "'x'", "{\"name\":{}}", "[null]", "[1,2,3,4,5,6,7,8,9]",
        };

        private static readonly string[] _escapes = new string[]
        {
            "\\\"", "\\\\", "\\/", "\\n", "\\u0000", "\\u00e9", "\\ud83d\\ude00", "\\ud83d", "\\udead", "\\u12", "\\x41", "\\", "\\\r\n", "\u2028",
        };

        private static readonly char[] _signs = new char[] { '"', '{', '}', '[', ']', ':', ',', '\\', '\'', ' ', '\n', '\0', '/', '-', '.', 'e' };

        private readonly byte[][] _good;
        private uint _state;

        /// <summary>Creates a mutator.</summary>
        /// <param name="good">The valid texts.</param>
        /// <param name="seed">The seed.</param>
        public Mutator(string[] good, uint seed)
        {
            _good = new byte[good.Length][];
            for (int i = 0; i < good.Length; i++)
            {
                _good[i] = Encoding.UTF8.GetBytes(good[i]);
            }

            _state = (seed * 2654435769) ^ 0x5BF03635;
        }

        /// <summary>Makes the next text: a valid one with one to four changes.</summary>
        /// <returns>Its bytes.</returns>
        public byte[] Next()
        {
            byte[] text = _good[Below(_good.Length)];
            for (int left = 1 + Below(1 + Below(4)); left > 0; left--)
            {
                text = Change(text);
            }

            return text;
        }

        private byte[] Change(byte[] text)
        {
            int start = Below(text.Length + 1);
            int length = Below(1 + (text.Length - start < 40 ? text.Length - start : 40));
            switch (Below(Kinds))
            {
                case 0:
                    return Flip(text);
                case 1:
                    return Piece(text, 0, start);
                case 2:
                    return Replace(text, start, length, new byte[0]);
                case 3:
                    return Replace(text, start, 0, Piece(text, start, length));
                case 4:
                    return Splice(text, start);
                case 5:
                    return Replace(text, start, 0, Repeated(_signs[Below(_signs.Length)], 1 + (Below(3) == 0 ? Below(3000) : Below(6))));
                case 6:
                    return Replace(text, start, 0, Bytes(_escapes[Below(_escapes.Length)]));
                case 7:
                    return Replace(text, start, Below(3), new byte[] { (byte)(0x80 + Below(128)), (byte)(0x80 + Below(128)) });
                case 8:
                    return Replace(text, start, 0, Repeated((char)(' ' + Below(95)), Below(5000)));
                case 9:
                    return Replace(text, start, length < 1 || start == text.Length ? 0 : 1, Bytes(_signs[Below(_signs.Length)].ToString()));
                default:
                    return ReplaceValue(text, start);
            }
        }

        // The text between a colon and the next comma or bracket.
        private byte[] ReplaceValue(byte[] text, int start)
        {
            while (start < text.Length && text[start] != ':')
            {
                start++;
            }

            int end = start;
            while (end < text.Length && text[end] != ',' && text[end] != '}')
            {
                end++;
            }

            return start == text.Length ? text : Replace(text, start + 1, end - start - 1, Bytes(_values[Below(_values.Length)]));
        }

        private byte[] Flip(byte[] text)
        {
            byte[] result = Piece(text, 0, text.Length);
            if (result.Length > 0)
            {
                result[Below(result.Length)] ^= (byte)(1 << Below(8));
            }

            return result;
        }

        private byte[] Splice(byte[] text, int start)
        {
            byte[] other = _good[Below(_good.Length)];
            int from = Below(other.Length);
            return Replace(text, start, text.Length - start, Piece(other, from, other.Length - from));
        }

        private static byte[] Replace(byte[] text, int start, int count, byte[] piece)
        {
            count = count < text.Length - start ? count : text.Length - start;
            byte[] result = new byte[text.Length - count + piece.Length];
            Array.Copy(text, 0, result, 0, start);
            Array.Copy(piece, 0, result, start, piece.Length);
            Array.Copy(text, start + count, result, start + piece.Length, text.Length - start - count);
            return result;
        }

        private static byte[] Piece(byte[] text, int start, int length)
        {
            byte[] piece = new byte[length];
            Array.Copy(text, start, piece, 0, length);
            return piece;
        }

        private static byte[] Repeated(char character, int count)
        {
            return Bytes(new string(character, count));
        }

        private static byte[] Bytes(string text)
        {
            return Encoding.UTF8.GetBytes(text);
        }

        // xorshift32 (G. Marsaglia, "Xorshift RNGs"), the same on the device and on a PC.
        private int Below(int limit)
        {
            _state ^= _state << 13;
            _state ^= _state >> 17;
            _state ^= _state << 5;
            return (int)((_state >> 1) % (uint)limit);
        }
    }
}
