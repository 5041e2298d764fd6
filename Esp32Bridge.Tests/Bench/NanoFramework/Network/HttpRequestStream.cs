namespace System.Net
{
    /// <summary>The body of a request as nanoFramework's stream takes it: each byte is sent at once, and whoever closes the stream closes the connection.</summary>
    internal sealed class HttpRequestStream : NetworkBodyStream
    {
        private readonly HttpConnection _connection;

        /// <summary>Creates the stream.</summary>
        /// <param name="connection">The connection.</param>
        internal HttpRequestStream(HttpConnection connection)
        {
            _connection = connection;
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
            if (disposing)
            {
                _connection.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
