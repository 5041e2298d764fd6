using Esp32Bridge.Json;

namespace Esp32Bridge.Network
{
    /// <summary>A request to this device, and its response.</summary>
    public sealed class HttpRequest
    {
        /// <summary>The method of requests that only read. All others need the device's token, see <see cref="HttpAccess"/>.</summary>
        public const string Reading = "GET";

        private readonly HttpExchange _exchange;
        private readonly HttpRequestHead _head;

        /// <summary>Creates a request whose head has arrived.</summary>
        /// <param name="exchange">The exchange of the request.</param>
        /// <param name="head">The head.</param>
        internal HttpRequest(HttpExchange exchange, HttpRequestHead head)
        {
            _exchange = exchange;
            _head = head;
        }

        /// <summary>
        /// Gets the path without the query, for example "/status". It is not normalized: it is case-sensitive, and "%2F", "//" and ".." are kept as
        /// they are.
        /// </summary>
        public string Path
        {
            get { return _head.Path; }
        }

        /// <summary>Gets the method, for example "GET".</summary>
        internal string Method
        {
            get { return _head.Method; }
        }

        /// <summary>Gets the host in the request line, in lower case, or null.</summary>
        internal string Authority
        {
            get { return _head.Authority; }
        }

        /// <summary>Gets the IPv4 address of this device to which the client has connected.</summary>
        internal string DeviceAddress
        {
            get { return _exchange.DeviceAddress; }
        }

        /// <summary>Gets or sets whether the request has not been admitted yet.</summary>
        internal bool IsRefused { get; set; } = true;

        /// <summary>Gets the client's IPv4 address.</summary>
        public string ClientAddress
        {
            get { return _exchange.ClientAddress; }
        }

        /// <summary>Gets a header field.</summary>
        /// <param name="name">The name in lower case.</param>
        /// <returns>The value, printable; null if the field is missing or empty.</returns>
        /// <exception cref="RequestException">The field occurs twice, or is not printable.</exception>
        public string Field(string name)
        {
            return _head.Field(name);
        }

        /// <summary>Checks the method.</summary>
        /// <param name="allowed">The allowed method, for example "GET".</param>
        /// <exception cref="RequestException">The request has another one.</exception>
        public void CheckMethod(string allowed)
        {
            if (_head.Method != allowed)
            {
                throw new RequestException(405, allowed, "another method") { Field = "Allow: " + allowed };
            }
        }

        /// <summary>Checks that the length of the body is known and not too large.</summary>
        /// <param name="maximum">The largest body in bytes.</param>
        /// <exception cref="RequestException">The length is not known, or larger.</exception>
        public void CheckBody(int maximum)
        {
            if (_head.HasTransferEncoding || _head.ContentLength == HttpRequestHead.NoLength)
            {
                throw new RequestException(411, "a Content-Length", "none");
            }

            if (_head.ContentLength > maximum)
            {
                throw new RequestException(413, "at most " + maximum + " bytes", _head.ContentLength + " bytes");
            }
        }

        /// <summary>Reads the body. Call <see cref="CheckBody"/> first.</summary>
        /// <returns>The body.</returns>
        /// <exception cref="RequestException">The body is incomplete or too slow.</exception>
        /// <exception cref="System.Exception">The connection failed.</exception>
        public byte[] ReadBody()
        {
            return _exchange.ReadBody(_head);
        }

        /// <summary>Answers with status 200 and a JSON text.</summary>
        /// <param name="json">The bytes of a JSON text.</param>
        /// <exception cref="System.Exception">The connection failed.</exception>
        public void Answer(byte[] json)
        {
            _exchange.Answer(200, null, json);
        }

        /// <summary>Answers with status 200 and a larger body, which is sent as the client accepts it.</summary>
        /// <param name="content">The body.</param>
        /// <exception cref="System.Exception">The connection failed.</exception>
        public void Answer(IHttpContent content)
        {
            _exchange.Answer(content);
        }

        /// <summary>Answers with status 202: the request was accepted.</summary>
        /// <exception cref="System.Exception">The connection failed.</exception>
        public void Accept()
        {
            _exchange.Answer(202, null, new JsonWriter().Finish());
        }
    }
}
