namespace Esp32Bridge.Network
{
    /// <summary>
    /// The access rules of the device's own web server. Each request has to name the device, by its name or its address. Requests from a page of
    /// another site are refused: a browser can reach devices near it, if necessary under a name of the attacker (DNS rebinding). Requests that change
    /// something need the device's token (RFC 6750 2.1).
    /// </summary>
    public sealed class HttpAccess
    {
        private const string Scheme = "bearer ";

        private readonly string _name;
        private readonly string _token;

        /// <summary>Creates the rules.</summary>
        /// <param name="name">The device's name. Host may have it in either case, with or without ".local".</param>
        /// <param name="token">The token, printable ASCII without blanks; null: no request may change anything.</param>
        public HttpAccess(string name, string token)
        {
            _name = name.ToLower();
            _token = token;
        }

        /// <summary>Admits a request.</summary>
        /// <param name="request">The request. <see cref="HttpRequest.IsRefused"/> is true until it has passed.</param>
        /// <exception cref="RequestException">It is refused: 400, 401, 403 or 421.</exception>
        internal void Admit(HttpRequest request)
        {
            string host = request.Field("host");
            if (host == null)
            {
                throw new RequestException(400, "the device's name or address as Host", "no Host");
            }

            string authority = request.Authority;
            host = host.ToLower();
            if (authority != null && authority != host)
            {
                throw new RequestException(400, "the same host in the request line and as Host", "two different ones");
            }

            CheckHost(WithoutPort(host), request);
            CheckOrigin(host, request);
            if (request.Method != HttpRequest.Reading)
            {
                CheckToken(request);
                return;
            }

            request.IsRefused = false;
        }

        private static string WithoutPort(string host)
        {
            int colon = host.IndexOf(':');
            bool isPort = colon > 0 && colon < host.Length - 1;
            for (int i = colon + 1; isPort && i < host.Length; i++)
            {
                isPort = host[i] >= '0' && host[i] <= '9';
            }

            return isPort ? host.Substring(0, colon) : host;
        }

        // Clients may also use the local address of their connection.
        private void CheckHost(string host, HttpRequest request)
        {
            if (host != _name && host != _name + ".local" && host != request.DeviceAddress)
            {
                throw new RequestException(421, "the device's name or address as Host", "a different name");
            }
        }

        // Browsers send the origin of the page (RFC 6454 7; W3C Fetch Metadata). The device's own page is the same origin.
        private static void CheckOrigin(string host, HttpRequest request)
        {
            string origin = request.Field("origin");
            string site = request.Field("sec-fetch-site");
            bool isForeign = origin != null && origin.ToLower() != "http://" + host;
            if (isForeign || (site != null && site != "same-origin" && site != "none"))
            {
                throw new RequestException(403, "no page of another site", "a request of one");
            }
        }

        // The comparison takes the same time wherever the first difference is. The method sets IsRefused itself: the interpreter can skip a call.
        private void CheckToken(HttpRequest request)
        {
            if (_token == null)
            {
                throw new RequestException(403, "a token in the configuration of the device", "none", "Set one on the device: until then no request changes anything.");
            }

            string given = request.Field("authorization");
            bool isBearer = given != null && given.Length > Scheme.Length && given.Substring(0, Scheme.Length).ToLower() == Scheme;
            if (!isBearer)
            {
                throw Unauthorized("Bearer realm=\"device\"", "no token");
            }

            string token = given.Substring(Scheme.Length).TrimStart(' ');
            int difference = token.Length ^ _token.Length;
            for (int i = 0; i < token.Length; i++)
            {
                difference |= token[i] ^ _token[i % _token.Length];
            }

            if (difference != 0)
            {
                throw Unauthorized("Bearer realm=\"device\", error=\"invalid_token\"", "a wrong token");
            }

            request.IsRefused = false;
        }

        private static RequestException Unauthorized(string challenge, string got)
        {
            return new RequestException(401, "the device's token as Authorization: Bearer TOKEN", got) { Field = "WWW-Authenticate: " + challenge };
        }
    }
}
