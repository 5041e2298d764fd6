using System;
using System.Text;

namespace Esp32Bridge.Tool.Images
{
    /// <summary>The lines of a file of records in hexadecimal digits.</summary>
    internal sealed class RecordReader
    {
        // Of UTF-8 and of UTF-16, whose other bytes are 0 in every second place.
        private static readonly char[] _byteOrderMarks = { '\u00EF', '\u00BB', '\u00BF', '\u00FE', '\u00FF' };

        private readonly string _path;
        private readonly string[] _lines;

        /// <summary>Reads a file in ASCII, UTF-8 or UTF-16.</summary>
        /// <param name="path">Its path, for errors.</param>
        /// <param name="content">Its bytes.</param>
        internal RecordReader(string path, byte[] content)
        {
            _path = path;
            _lines = Encoding.Latin1.GetString(content).Replace("\0", string.Empty, StringComparison.Ordinal).TrimStart(_byteOrderMarks).Split('\n');
        }

        /// <summary>Gets the number of the line, from 1.</summary>
        internal int Line { get; private set; }

        /// <summary>Goes to the next line that is not empty.</summary>
        /// <param name="text">The line, trimmed.</param>
        /// <returns>False at the end of the file.</returns>
        internal bool TryNext(out string text)
        {
            text = string.Empty;
            while (text.Length == 0 && Line < _lines.Length)
            {
                text = _lines[Line++].Trim();
            }

            return text.Length > 0;
        }

        /// <summary>Parses hexadecimal digits.</summary>
        /// <param name="digits">The digits.</param>
        /// <returns>The bytes.</returns>
        /// <exception cref="ToolException">They are not hexadecimal digits, or their number is odd.</exception>
        internal byte[] Bytes(string digits)
        {
            try
            {
                return Convert.FromHexString(digits);
            }
            catch (FormatException)
            {
                throw Error("pairs of hexadecimal digits", "another text");
            }
        }

        /// <summary>Checks a property of a record.</summary>
        /// <param name="isRight">Whether it is right.</param>
        /// <param name="expected">What should be there.</param>
        /// <param name="got">What is there.</param>
        /// <exception cref="ToolException">It is not right.</exception>
        internal void Check(bool isRight, string expected, string got)
        {
            if (!isRight)
            {
                throw Error(expected, got);
            }
        }

        /// <summary>Creates an error of this line.</summary>
        /// <param name="expected">What should be there.</param>
        /// <param name="got">What is there.</param>
        /// <returns>The error.</returns>
        internal ToolException Error(string expected, string got)
        {
            return new ToolException($"read {_path} line {Line}", expected, got, "Make the file anew: it is damaged or of another kind.");
        }
    }
}
