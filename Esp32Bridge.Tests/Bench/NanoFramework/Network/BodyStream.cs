using System.IO;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading;
using Esp32Bridge.Bench.Chip;

namespace System.Net
{
    /// <summary>
    /// The body of an answer as nanoFramework's stream delivers it: what is there, in pieces of any size; and 0 at the
    /// end, whether the body is complete or the connection was dropped.
    /// </summary>
    internal sealed class BodyStream : Stream
    {
        private readonly Stream _body;
        private readonly int _readTimeout;

        /// <summary>Creates the stream.</summary>
        /// <param name="body">The body.</param>
        /// <param name="readTimeout">The time to wait for bytes, in milliseconds.</param>
        internal BodyStream(Stream body, int readTimeout)
        {
            _body = body;
            _readTimeout = readTimeout;
        }

        /// <inheritdoc/>
        public override bool CanRead
        {
            get { return true; }
        }

        /// <inheritdoc/>
        public override bool CanSeek
        {
            get { return false; }
        }

        /// <inheritdoc/>
        public override bool CanWrite
        {
            get { return false; }
        }

        /// <inheritdoc/>
        public override long Length
        {
            get { throw new NotSupportedException(); }
        }

        /// <inheritdoc/>
        public override long Position
        {
            get { throw new NotSupportedException(); }
            set { throw new NotSupportedException(); }
        }

        /// <inheritdoc/>
        public override int Read(byte[] buffer, int offset, int count)
        {
            Session.Current.Step();
            using CancellationTokenSource timeout = new CancellationTokenSource(_readTimeout);
            try
            {
                return _body.ReadAsync(buffer, offset, count, timeout.Token).GetAwaiter().GetResult();
            }
            catch (HttpIOException error) when (error.HttpRequestError == HttpRequestError.ResponseEnded)
            {
                return 0;
            }
            catch (OperationCanceledException)
            {
                throw new IOException("the connection timed out", new SocketException((int)SocketError.TimedOut));
            }
        }

        /// <inheritdoc/>
        public override void Flush()
        {
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
        public override void Write(byte[] buffer, int offset, int count)
        {
            throw new NotSupportedException();
        }

        /// <inheritdoc/>
        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _body.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
