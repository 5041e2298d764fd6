using System.IO;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using Esp32Bridge.Bench.Chip;

namespace System.Net
{
    /// <summary>
    /// Stands in for nanoFramework's type of this name, as far as the firmware uses it. Unlike .NET's, it follows no
    /// redirections, and throws for no status. It wraps any failure in GetResponse into one WebException, but none in
    /// GetRequestStream. Its Timeout covers only the wait for the head of the answer. It sends no port in Host. It
    /// accepts every certificate by default.
    /// </summary>
    internal sealed class HttpWebRequest : WebRequest
    {
        private static readonly string[] _restricted =
        {
            "Accept", "Connection", "Content-Length", "Expect", "Host", "If-Modified-Since", "Proxy-Connection", "Range",
            "Referer", "Transfer-Encoding", "User-Agent",
        };

        private readonly Uri _uri;
        private readonly Session _session = Session.Current;
        private string _range;
        private string _contentType;
        private string _method = "GET";
        private long _contentLength = -1;
        private HttpConnection _connection;
        private bool _hasResponse;

        /// <summary>Creates a request.</summary>
        /// <param name="uri">The address.</param>
        internal HttpWebRequest(Uri uri)
        {
            _uri = uri;
            KeepAlive = true;
            Timeout = 100 * 1000;
            ReadWriteTimeout = 5 * 60 * 1000;
        }

        /// <summary>Gets or sets the method.</summary>
        public string Method
        {
            get { return _method; }
            set { _method = string.IsNullOrWhiteSpace(value) ? throw new ArgumentException("Blank Method Set: " + value) : value; }
        }

        /// <summary>Gets or sets the type of the request's body.</summary>
        public string ContentType
        {
            get { return _contentType; }
            set { _contentType = value; }
        }

        /// <summary>Gets or sets the length of the request's body, -1 when it has none.</summary>
        public long ContentLength
        {
            get
            {
                return _contentLength;
            }

            set
            {
                _contentLength = _connection != null ? throw new InvalidOperationException() : value >= 0 ? value : throw new ArgumentOutOfRangeException();
            }
        }

        /// <summary>Gets or sets the timeout for the head of the answer, in milliseconds.</summary>
        public int Timeout { get; set; }

        /// <summary>Gets or sets the timeout for bytes of the body, in milliseconds.</summary>
        public int ReadWriteTimeout { get; set; }

        /// <summary>Gets or sets whether the connection may be reused; here it never is.</summary>
        public bool KeepAlive { get; set; }

        /// <summary>Gets or sets a root certificate in addition to the device's own.</summary>
        public X509Certificate HttpsAuthentCert { get; set; }

        /// <summary>Gets or sets whether to verify the server's certificate.</summary>
        public SslVerification SslVerification { get; set; }

        /// <summary>Gets or sets the versions of TLS.</summary>
        public SslProtocols SslProtocols { get; set; }

        /// <summary>Gets the fields of the head.</summary>
        public WebHeaderCollection Headers { get; } = new WebHeaderCollection();

        /// <summary>Requests a part of the body.</summary>
        /// <param name="range">The first byte.</param>
        public void AddRange(int range)
        {
            _range = "bytes=" + range + "-";
        }

        /// <inheritdoc/>
        public override Stream GetRequestStream()
        {
            if (_method == "GET" || _method == "HEAD")
            {
                throw new ProtocolViolationException("HTTP Method is incorrect: " + _method);
            }

            if (_contentLength < 0 && (_method == "PUT" || _method == "POST"))
            {
                throw new ProtocolViolationException("Content length must be present for this request");
            }

            Submit();
            return new HttpRequestStream(_connection, _session);
        }

        /// <inheritdoc/>
        public override WebResponse GetResponse()
        {
            _session.Step();
            try
            {
                if (_connection == null)
                {
                    Submit();
                }

                HttpConnection connection = _connection;
                using Timer timer = new Timer(_ => connection.Abort(), null, _session.ToRealTime(Timeout), System.Threading.Timeout.Infinite);
                HttpWebResponse response = new HttpWebResponse(connection, _session);
                _hasResponse = true;
                return response;
            }
            catch (Exception error)
            {
                throw new WebException("GetResponse() failed", error);
            }
        }

        /// <summary>Closes the connection, unless there is an answer: then the answer owns it.</summary>
        public override void Dispose()
        {
            if (!_hasResponse && _connection != null)
            {
                _connection.Dispose();
            }
        }

        // Connects and sends the head.
        private void Submit()
        {
            HttpConnection connection = new HttpConnection(_session, _uri, ReadWriteTimeout);
            try
            {
                if (_uri.Scheme == "https")
                {
                    connection.Secure(_uri.Host, SslVerification, SslProtocols, HttpsAuthentCert);
                }

                byte[] head = Encoding.ASCII.GetBytes(Head());
                connection.Write(head, 0, head.Length);
            }
            catch (Exception)
            {
                connection.Dispose();
                throw;
            }

            _connection = connection;
        }

        private string Head()
        {
            StringBuilder head = new StringBuilder();
            head.Append(_method).Append(' ').Append(_uri.PathAndQuery).Append(" HTTP/1.1\r\n");
            foreach (string name in Headers.AllKeys)
            {
                AddField(head, Array.Exists(_restricted, restricted => restricted.Equals(name, StringComparison.OrdinalIgnoreCase))
                    ? throw new ArgumentException("Cannot update restricted header: " + name) : name, Headers[name]);
            }

            AddField(head, "Range", _range);
            AddField(head, "Content-Type", _contentType);
            AddField(head, "Content-Length", _contentLength < 0 ? null : _contentLength.ToString());
            AddField(head, "Connection", KeepAlive ? "keep-alive" : "close");
            AddField(head, "Host", _uri.Host);
            return head.Append("\r\n").ToString();
        }

        private static void AddField(StringBuilder head, string name, string value)
        {
            if (value != null)
            {
                head.Append(name).Append(": ").Append(value).Append("\r\n");
            }
        }
    }
}
