using System.IO;
using Esp32Bridge.Bench.Chip;

namespace System.Net
{
    /// <summary>Stands in for nanoFramework's type of this name, as far as the firmware uses it. Its Dispose does not suppress finalization.</summary>
    internal sealed class HttpWebResponse : WebResponse
    {
        private const int MaximumHeadLength = 4 * 1024;

        private readonly HttpConnection _connection;
        private readonly Session _session;
        private long _contentLength = -1;
        private bool _isChunked;

        /// <summary>Waits for the head of an answer.</summary>
        /// <param name="connection">The connection.</param>
        /// <param name="session">Counts the answer when it is finalized.</param>
        internal HttpWebResponse(HttpConnection connection, Session session)
        {
            const int Continue = 100;
            _connection = connection;
            _session = session;
            ReadHead();
            if ((int)StatusCode == Continue)
            {
                ReadHead();
            }
        }

        /// <summary>Finalizes an instance of the <see cref="HttpWebResponse"/> class: counts it.</summary>
        ~HttpWebResponse()
        {
            _session.AddFinalizedResponse();
        }

        /// <summary>Gets the status.</summary>
        public HttpStatusCode StatusCode { get; private set; }

        /// <inheritdoc/>
        public override long ContentLength
        {
            get { return _contentLength; }
        }

        /// <summary>Gets the fields of the head.</summary>
        public WebHeaderCollection Headers { get; private set; }

        /// <inheritdoc/>
        public override Stream GetResponseStream()
        {
            return new BodyStream(_connection, _contentLength, _isChunked);
        }

        /// <inheritdoc/>
        public override void Dispose()
        {
            _connection.Dispose();
        }

        private void ReadHead()
        {
            string[] parts = _connection.ReadLine().Split(' ', 3);
            if (parts.Length < 2 || !parts[0].StartsWith("HTTP/1.", StringComparison.OrdinalIgnoreCase) || !int.TryParse(parts[1], out int status))
            {
                throw new WebException("no HTTP reply", WebExceptionStatus.ServerProtocolViolation);
            }

            StatusCode = (HttpStatusCode)status;
            Headers = new WebHeaderCollection();
            int length = 0;
            string line;
            while ((line = _connection.ReadLine()).Length > 0)
            {
                length += line.Length;
                int colon = line.IndexOf(':');
                if (length > MaximumHeadLength || colon < 0)
                {
                    throw new WebException("bad headers", WebExceptionStatus.ServerProtocolViolation);
                }

                AddField(line.Substring(0, colon), line.Substring(colon + 1).TrimStart());
            }
        }

        private void AddField(string name, string value)
        {
            Headers.Add(name, value);
            switch (name.ToLowerInvariant())
            {
                case "content-length":
                    _contentLength = int.Parse(value);
                    break;
                case "transfer-encoding":
                    _isChunked |= value.Contains("chunked", StringComparison.OrdinalIgnoreCase);
                    break;
            }
        }
    }
}
