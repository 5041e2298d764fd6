using System;
using System.Collections.Generic;
using System.Diagnostics;
using Esp32Bridge.Bench.Pty;
using Esp32Bridge.Wires;
using Esp32Bridge.Timing;

namespace Esp32Bridge.EndToEnd.Peers
{
    /// <summary>A pseudo-terminal as the line to a part, without a board in between; and a time that runs faster than the real one.</summary>
    internal sealed class TerminalLine : ISerialLine, IClock, IDisposable
    {
        private const int TimeScale = 4;

        private readonly Stopwatch _time = Stopwatch.StartNew();
        private readonly PseudoTerminal _terminal = new PseudoTerminal();
        private readonly Queue<byte> _received = new Queue<byte>();
        private readonly byte[] _piece = new byte[256];

        /// <summary>Gets the path of the far end.</summary>
        public string Path
        {
            get { return _terminal.Path; }
        }

        /// <inheritdoc/>
        public long Milliseconds
        {
            get { return _time.ElapsedMilliseconds * TimeScale; }
        }

        /// <inheritdoc/>
        public void Sleep(int milliseconds)
        {
            System.Threading.Thread.Sleep(milliseconds / TimeScale);
        }

        /// <inheritdoc/>
        public int Jitter(int longest)
        {
            return 0;
        }

        /// <inheritdoc/>
        public void Write(byte[] buffer, int offset, int count)
        {
            byte[] bytes = buffer.AsSpan(offset, count).ToArray();
            _terminal.Write(bytes, count);
        }

        /// <inheritdoc/>
        public int Read(byte[] buffer, int offset, int count, int timeout)
        {
            long end = Milliseconds + timeout;
            while (_received.Count < count && Milliseconds < end)
            {
                Fill((int)(end - Milliseconds) / TimeScale);
            }

            int read = 0;
            while (read < count && _received.TryDequeue(out byte value))
            {
                buffer[offset + read++] = value;
            }

            return read;
        }

        /// <inheritdoc/>
        public int Drain()
        {
            Fill(0);
            int count = _received.Count;
            _received.Clear();
            return count;
        }

        /// <summary>Closes the terminal.</summary>
        public void Dispose()
        {
            _terminal.Dispose();
        }

        private void Fill(int timeout)
        {
            int count = _terminal.Read(_piece, Math.Max(timeout, 0));
            for (int i = 0; i < count; i++)
            {
                _received.Enqueue(_piece[i]);
            }
        }
    }
}
