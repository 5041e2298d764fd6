using Esp32Bridge.Json;

namespace Esp32Bridge.Network
{
    /// <summary>A request to this device, and its answer.</summary>
    public sealed class HttpRequest
    {
        /// <summary>The method of a request that only reads. All others need the token of the device, see <see cref="HttpAccess"/>.</summary>
        public const string Reading = "GET";

        private readonly HttpExchange _exchange;
        private readonly HttpRequestHead _head;

        /// <summary>Creates a request of which the head has come.</summary>
        /// <param name="exchange">Where it came from.</param>
        /// <param name="head">The head.</param>
        internal HttpRequest(HttpExchange exchange, HttpRequestHead head)
        {
            _exchange = exchange;
            _head = head;
        }

        /// <summary>
        /// Gets the path without a query, "/status" for instance, as it was sent: upper and lower case differ, and neither "%2F"
        /// nor "//" nor ".." mean anything but themselves.
        /// </summary>
        public string Path
        {
            get { return _head.Path; }
        }

        /// <summary>Gets the method, "GET" for instance.</summary>
        internal string Method
        {
            get { return _head.Method; }
        }

        /// <summary>Gets the host in the request line, in lower case, or null.</summary>
        internal string Authority
        {
            get { return _head.Authority; }
        }

        /// <summary>Gets the IPv4 address of this device that the client has connected to.</summary>
        internal string DeviceAddress
        {
            get { return _exchange.DeviceAddress; }
        }

        /// <summary>Gets or sets whether nobody has let it in yet.</summary>
        internal bool IsRefused { get; set; } = true;

        /// <summary>Gets the client's IPv4 address.</summary>
        public string ClientAddress
        {
            get { return _exchange.ClientAddress; }
        }

        /// <summary>Gets a field of the head.</summary>
        /// <param name="name">Its name in lower case.</param>
        /// <returns>Its value, printable; null when there is none, or an empty one.</returns>
        /// <exception cref="RequestException">It is there twice, or not printable.</exception>
        public string Field(string name)
        {
            return _head.Field(name);
        }

        /// <summary>Goes on only with a certain method.</summary>
        /// <param name="allowed">The method, "GET" for instance.</param>
        /// <exception cref="RequestException">The request has another one.</exception>
        public void CheckMethod(string allowed)
        {
            if (_head.Method != allowed)
            {
                throw new RequestException(405, allowed, "another method") { Field = "Allow: " + allowed };
            }
        }

        /// <summary>Goes on only with a body for which there is room.</summary>
        /// <param name="maximum">Its most bytes.</param>
        /// <exception cref="RequestException">Its length is not known, or it is larger.</exception>
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

        /// <summary>Reads the body, behind <see cref="CheckBody"/>.</summary>
        /// <returns>The body.</returns>
        /// <exception cref="RequestException">It is not complete, or too slow.</exception>
        /// <exception cref="System.Exception">The connection failed.</exception>
        public byte[] ReadBody()
        {
            return _exchange.ReadBody(_head);
        }

        /// <summary>Answers with what was asked for.</summary>
        /// <param name="json">The bytes of a JSON text.</param>
        /// <exception cref="System.Exception">The connection failed.</exception>
        public void Answer(byte[] json)
        {
            _exchange.Answer(200, null, json);
        }

        /// <summary>Answers with what is larger: it is sent as the client takes it.</summary>
        /// <param name="content">The body.</param>
        /// <exception cref="System.Exception">The connection failed.</exception>
        public void Answer(IHttpContent content)
        {
            _exchange.Answer(content);
        }

        /// <summary>Answers that what was asked for is being done.</summary>
        /// <exception cref="System.Exception">The connection failed.</exception>
        public void Accept()
        {
            _exchange.Answer(202, null, new JsonWriter().Finish());
        }
    }
}
