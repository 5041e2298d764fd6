using Esp32Bridge.Bench.Chip;

namespace System.Net
{
    /// <summary>The body of a request, as nanoFramework's stream sends it: each byte at once. Closing the stream closes the connection, even by the garbage collector.</summary>
    internal sealed class HttpRequestStream : NetworkBodyStream
    {
        private readonly HttpConnection _connection;
        private readonly Session _session;
        private bool _isClosed;

        /// <summary>Creates the stream.</summary>
        /// <param name="connection">The connection.</param>
        /// <param name="session">Counts the stream until it is closed.</param>
        internal HttpRequestStream(HttpConnection connection, Session session)
        {
            _connection = connection;
            _session = session;
            _session.AddRequestStreams(1);
        }

        /// <summary>Closes the connection.</summary>
        ~HttpRequestStream()
        {
            _connection.Dispose();
        }

        /// <inheritdoc/>
        public override bool CanWrite
        {
            get { return true; }
        }

        /// <inheritdoc/>
        public override void Write(byte[] buffer, int offset, int count)
        {
            _connection.Write(buffer, offset, count);
        }

        /// <inheritdoc/>
        protected override void Dispose(bool disposing)
        {
            if (disposing && !_isClosed)
            {
                _isClosed = true;
                _session.AddRequestStreams(-1);
                _connection.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
