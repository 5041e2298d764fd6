namespace Esp32Bridge.Logging
{
    /// <summary>Makes lines of the bytes that a UART delivers, in bounded memory.</summary>
    public sealed class TextAssembler
    {
        /// <summary>The longest line; a longer one is cut into several.</summary>
        public const int MaximumLength = 128;

        // A byte each: half of what characters take.
        private readonly byte[] _line = new byte[MaximumLength];
        private int _length;

        /// <summary>Adds a byte.</summary>
        /// <param name="value">The byte. CR and LF end a line; what is not printable ASCII shows as a dot.</param>
        /// <returns>The line that is complete now, without its end, or null.</returns>
        public string Add(byte value)
        {
            if (value == '\n' || value == '\r')
            {
                return _length == 0 ? null : Take();
            }

            _line[_length++] = value >= ' ' && value <= '~' ? value : (byte)'.';
            return _length == MaximumLength ? Take() : null;
        }

        /// <summary>Forgets the line that has begun.</summary>
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
