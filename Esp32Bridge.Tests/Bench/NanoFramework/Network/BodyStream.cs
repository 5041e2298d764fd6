using System.Globalization;

namespace System.Net
{
    /// <summary>
    /// The body of an answer as nanoFramework's stream delivers it: the available bytes, in pieces of any size; and 0 at the
    /// end, even if the connection was dropped before the body was complete.
    /// </summary>
    internal sealed class BodyStream : NetworkBodyStream
    {
        private readonly HttpConnection _connection;
        private readonly bool _isChunked;
        private long _left;
        private bool _isFirstChunk = true;
        private bool _hasEnded;

        /// <summary>Creates the stream.</summary>
        /// <param name="connection">The connection, after the head of the answer.</param>
        /// <param name="length">The length of the body, or -1.</param>
        /// <param name="isChunked">Whether it comes in chunks (RFC 9112 7.1).</param>
        internal BodyStream(HttpConnection connection, long length, bool isChunked)
        {
            _connection = connection;
            _isChunked = isChunked;
            _left = isChunked ? 0 : length;
        }

        /// <inheritdoc/>
        public override int Read(byte[] buffer, int offset, int count)
        {
            if (_isChunked && _left == 0 && !_hasEnded)
            {
                BeginChunk();
            }

            if (_hasEnded || _left == 0)
            {
                return 0;
            }

            int got = _connection.Read(buffer, offset, _left < 0 ? count : (int)Math.Min(count, _left));
            _left -= _left < 0 ? 0 : got;
            return got;
        }

        /// <inheritdoc/>
        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _connection.Dispose();
            }

            base.Dispose(disposing);
        }

        private void BeginChunk()
        {
            if (!_isFirstChunk)
            {
                _connection.ReadLine();
            }

            _isFirstChunk = false;
            _left = long.Parse(_connection.ReadLine().Split(';')[0].Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            _hasEnded = _left == 0;
        }
    }
}
