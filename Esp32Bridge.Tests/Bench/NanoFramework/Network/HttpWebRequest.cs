using System.IO;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Esp32Bridge.Bench.Chip;

namespace System.Net
{
    /// <summary>
    /// Stands in for nanoFramework's type of this name, as far as the firmware uses it. Unlike .NET's, it follows no
    /// redirections, throws for no status, wraps whatever fails before the body into one WebException, and its Timeout
    /// covers the head of the answer only. Names are resolved by the virtual network.
    /// </summary>
    internal sealed class HttpWebRequest : WebRequest
    {
        private const int HeaderKilobytes = 4;

        private readonly Uri _uri;
        private readonly Session _session = Session.Current;
        private readonly SocketsHttpHandler _handler;
        private readonly HttpMessageInvoker _invoker;

        /// <summary>Creates a request.</summary>
        /// <param name="uri">The address.</param>
        internal HttpWebRequest(Uri uri)
        {
            _uri = uri;
            _handler = new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                AutomaticDecompression = DecompressionMethods.None,
                UseProxy = false,
                UseCookies = false,
                MaxResponseHeadersLength = HeaderKilobytes,
                ConnectCallback = Connect,
            };
            _invoker = new HttpMessageInvoker(_handler, true);
            KeepAlive = true;
            Timeout = 100 * 1000;
            ReadWriteTimeout = 5 * 60 * 1000;
        }

        /// <summary>Gets or sets the time to wait for the head of the answer, in milliseconds.</summary>
        public int Timeout { get; set; }

        /// <summary>Gets or sets the time to wait for bytes of the body, in milliseconds.</summary>
        public int ReadWriteTimeout { get; set; }

        /// <summary>Gets or sets whether the connection may be used again.</summary>
        public bool KeepAlive { get; set; }

        /// <summary>Gets the fields of the head.</summary>
        public WebHeaderCollection Headers { get; } = new WebHeaderCollection();

        /// <summary>Asks for a part of the body.</summary>
        /// <param name="range">The first byte.</param>
        public void AddRange(int range)
        {
            Headers.Add("Range", "bytes=" + range + "-");
        }

        /// <inheritdoc/>
        public override WebResponse GetResponse()
        {
            _session.Step();
            try
            {
                HttpRequestMessage message = new HttpRequestMessage(HttpMethod.Get, _uri);
                message.Headers.ConnectionClose = !KeepAlive;
                foreach (string name in Headers.AllKeys)
                {
                    message.Headers.TryAddWithoutValidation(name, Headers[name]);
                }

                using CancellationTokenSource timeout = new CancellationTokenSource(Timeout);
                HttpResponseMessage response = _invoker.SendAsync(message, timeout.Token).GetAwaiter().GetResult();
                return new HttpWebResponse(response, ReadWriteTimeout);
            }
            catch (Exception error)
            {
                throw new WebException("GetResponse() failed", error);
            }
        }

        /// <inheritdoc/>
        public override void Dispose()
        {
            _invoker.Dispose();
        }

        private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken token)
        {
            if (!_session.Chip.IsNetworkUp)
            {
                throw new SocketException((int)SocketError.NetworkUnreachable);
            }

            DnsEndPoint wanted = context.DnsEndPoint;
            EndPoint endPoint = wanted;
            if (_session.Chip.Hosts.TryGetValue(wanted.Host, out int port))
            {
                endPoint = new IPEndPoint(IPAddress.Loopback, port);
            }
            else if (!IPAddress.TryParse(wanted.Host, out IPAddress address) || !IPAddress.IsLoopback(address))
            {
                throw new SocketException((int)SocketError.HostNotFound);
            }

            Socket socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(endPoint, token);
                return new NetworkStream(socket, true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }
}
