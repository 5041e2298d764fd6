using Esp32Bridge.Wires;
using Esp32Bridge.Tests.Doubles;

namespace Esp32Bridge.Tests.Programming
{
    /// <summary>A line on which a text arrives in pieces: one in each read, which takes its whole timeout.</summary>
    public sealed class SlowPort : ISerialLine
    {
        private readonly FakeClock _clock;
        private readonly string[] _pieces;
        private int _next;

        /// <summary>Creates a line.</summary>
        /// <param name="clock">The time.</param>
        /// <param name="pieces">The pieces.</param>
        public SlowPort(FakeClock clock, string[] pieces)
        {
            _clock = clock;
            _pieces = pieces;
        }

        /// <inheritdoc/>
        public int Read(byte[] buffer, int offset, int count, int timeout)
        {
            _clock.Sleep(timeout);
            if (_next == _pieces.Length)
            {
                return 0;
            }

            string piece = _pieces[_next++];
            for (int i = 0; i < piece.Length; i++)
            {
                buffer[offset + i] = (byte)piece[i];
            }

            return piece.Length;
        }

        /// <inheritdoc/>
        public void Write(byte[] buffer, int offset, int count)
        {
        }

        /// <inheritdoc/>
        public int Drain()
        {
            return 0;
        }
    }
}
