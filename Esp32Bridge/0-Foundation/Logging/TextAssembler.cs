namespace Esp32Bridge.Logging
{
    /// <summary>Assembles lines from the bytes of a UART, in bounded memory.</summary>
    public sealed class TextAssembler
    {
        /// <summary>The longest line; a longer one is cut into several.</summary>
        public const int MaximumLength = 128;

        // One byte per character: half the size of a char.
        private readonly byte[] _line = new byte[MaximumLength];
        private int _length;

        /// <summary>Adds a byte.</summary>
        /// <param name="value">The byte. CR and LF end a line; what is not printable ASCII becomes a dot.</param>
        /// <returns>The line that this byte completed, without its end, or null.</returns>
        public string Add(byte value)
        {
            if (value == '\n' || value == '\r')
            {
                return _length == 0 ? null : Take();
            }

            _line[_length++] = value >= ' ' && value <= '~' ? value : (byte)'.';
            return _length == MaximumLength ? Take() : null;
        }

        /// <summary>Discards the incomplete line.</summary>
        public void Clear()
        {
            _length = 0;
        }

        private string Take()
        {
            char[] line = new char[_length];
            for (int i = 0; i < _length; i++)
            {
                line[i] = (char)_line[i];
            }

            _length = 0;
            return new string(line);
        }
    }
}
