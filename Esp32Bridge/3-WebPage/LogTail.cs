using System;
using Esp32Bridge.Logging;
using Esp32Bridge.Network;

namespace Esp32Bridge.WebPage
{
    /// <summary>Passes the log on and keeps its last lines, for those who ask for them: plain text, each line with LF at its end.</summary>
    public sealed class LogTail : ILog, IHttpContent
    {
        /// <summary>How much is kept, in bytes.</summary>
        public const int Size = 512;

        /// <summary>How much of a line is kept, in characters.</summary>
        public const int LongestLine = 160;

        private readonly ILog _log;

        // A ring that is made once: to keep a line needs no memory.
        private readonly byte[] _ring = new byte[Size];
        private int _end;
        private bool _isFull;

        /// <summary>Creates it.</summary>
        /// <param name="log">The log that gets the lines too.</param>
        public LogTail(ILog log)
        {
            _log = log;
        }

        /// <summary>Gets how many lines there were since the start.</summary>
        public int Count { get; private set; }

        /// <inheritdoc/>
        public string Fields
        {
            get { return "Content-Type: text/plain\r\nX-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\n"; }
        }

        /// <summary>Writes one line.</summary>
        /// <param name="line">The text without a line end. What is not printable ASCII is kept as a dot.</param>
        public void Write(string line)
        {
            int length = line.Length < LongestLine ? line.Length : LongestLine;
            lock (_ring)
            {
                for (int i = 0; i < length; i++)
                {
                    char character = line[i];
                    Put(character >= ' ' && character <= '~' ? (byte)character : (byte)'.');
                }

                Put((byte)'\n');
                Count++;
            }

            _log.Write(line);
        }

        /// <inheritdoc/>
        public byte[] Read(int offset)
        {
            return offset == 0 ? Lines() : null;
        }

        private void Put(byte value)
        {
            _ring[_end] = value;
            _end++;
            if (_end == Size)
            {
                _end = 0;
                _isFull = true;
            }
        }

        // Without the rest of a line whose beginning is lost.
        private byte[] Lines()
        {
            lock (_ring)
            {
                int length = _end;
                if (_isFull)
                {
                    length = Size - 1;
                    while (_ring[(_end + Size - 1 - length) % Size] != '\n')
                    {
                        length--;
                    }
                }

                int start = (_end + Size - length) % Size;
                int first = length < Size - start ? length : Size - start;
                byte[] lines = new byte[length];
                Array.Copy(_ring, start, lines, 0, first);
                Array.Copy(_ring, 0, lines, first, length - first);
                return lines;
            }
        }
    }
}
