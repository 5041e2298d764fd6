using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;

namespace System.Net
{
    /// <summary>
    /// The bytes of a far server over TCP: the first window comes one round trip after the request. Each further byte comes one
    /// round trip after the byte one window before it was read, because then the server learns that there is room.
    /// </summary>
    internal sealed class FarStream : Stream
    {
        // TCP_WND of lwIP in nanoFramework.
        private const int Window = 4 * 1440;

        private readonly Stream _near;
        private readonly int _roundTrip;
        private readonly Stopwatch _time = Stopwatch.StartNew();

        // The end of the window, and when the server learns of it.
        private readonly Queue<(long Until, long Time)> _rooms = new Queue<(long Until, long Time)>();
        private long _position;
        private long _there;

        /// <summary>Creates the stream.</summary>
        /// <param name="near">The same bytes without a delay.</param>
        /// <param name="roundTrip">The round-trip time in milliseconds.</param>
        internal FarStream(Stream near, int roundTrip)
        {
            _near = near;
            _roundTrip = roundTrip;
        }

        /// <inheritdoc/>
        public override bool CanRead => true;

        /// <inheritdoc/>
        public override bool CanSeek => false;

        /// <inheritdoc/>
        public override bool CanWrite => true;

        /// <inheritdoc/>
        public override long Length => throw new NotSupportedException();

        /// <inheritdoc/>
        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        /// <inheritdoc/>
        public override int Read(byte[] buffer, int offset, int count)
        {
            Look();
            while (_there == _position && _rooms.Count > 0)
            {
                Task.Delay((int)Math.Max(1, _rooms.Peek().Time - _time.ElapsedMilliseconds)).Wait();
                Look();
            }

            int read = _near.Read(buffer, offset, (int)Math.Min(count, _there - _position));
            _position += read;
            _rooms.Enqueue((_position + Window, _time.ElapsedMilliseconds + _roundTrip));
            return read;
        }

        /// <inheritdoc/>
        public override void Write(byte[] buffer, int offset, int count)
        {
            _near.Write(buffer, offset, count);
            _rooms.Enqueue((_position + Window, _time.ElapsedMilliseconds + _roundTrip));
        }

        /// <inheritdoc/>
        public override void Flush()
        {
            _near.Flush();
        }

        /// <inheritdoc/>
        public override long Seek(long offset, SeekOrigin origin)
        {
            throw new NotSupportedException();
        }

        /// <inheritdoc/>
        public override void SetLength(long value)
        {
            throw new NotSupportedException();
        }

        /// <inheritdoc/>
        protected override void Dispose(bool disposing)
        {
            _near.Dispose();
            base.Dispose(disposing);
        }

        private void Look()
        {
            while (_rooms.Count > 0 && _rooms.Peek().Time <= _time.ElapsedMilliseconds)
            {
                _there = Math.Max(_there, _rooms.Dequeue().Until);
            }
        }
    }
}
