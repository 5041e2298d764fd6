extern alias pc;

using System.IO;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Tasks;
using Esp32Bridge.Bench.Chip;
using PcSocket = pc::System.Net.Sockets.Socket;

namespace System.Net
{
    /// <summary>The connection of one request. The virtual network resolves names, and leads to this PC only.</summary>
    internal sealed class HttpConnection : IDisposable
    {
        private readonly Session _session;
        private readonly PcSocket _socket;
        private readonly byte[] _buffer = new byte[256];
        private Stream _stream;
        private int _start;
        private int _end;
        private bool _isDisposed;

        /// <summary>Connects.</summary>
        /// <param name="session">The session.</param>
        /// <param name="uri">The address.</param>
        /// <param name="timeout">The timeout for bytes in milliseconds, or -1 for no timeout.</param>
        /// <exception cref="WebException">There is no such host, or it refuses the connection.</exception>
        internal HttpConnection(Session session, Uri uri, int timeout)
        {
            _session = session;
            EndPoint endPoint = Resolve(uri);
            _socket = new PcSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
            {
                NoDelay = true,
                ReceiveTimeout = session.ToRealTime(timeout),
                SendTimeout = session.ToRealTime(timeout),
            };
            session.Sockets.Add(_socket);
            try
            {
                _socket.Connect(endPoint);
            }
            catch (Exception error) when (error is SocketException || error is ObjectDisposedException)
            {
                session.StopIfEnded();
                Dispose();
                throw Failed("connection failed", error is SocketException cause ? cause.SocketErrorCode : SocketError.NotSocket);
            }

            _stream = new pc::System.Net.Sockets.NetworkStream(_socket, true);
            if (session.Chip.RoundTrip > 0)
            {
                Task.Delay(session.Chip.RoundTrip).Wait();
                _stream = new FarStream(_stream, session.Chip.RoundTrip);
            }
        }

        /// <summary>Starts TLS.</summary>
        /// <param name="host">The server's name.</param>
        /// <param name="verification">Whether to verify the certificate.</param>
        /// <param name="protocols">The versions of TLS.</param>
        /// <param name="authority">The root certificates in addition to the device's own, or null.</param>
        /// <exception cref="SocketException">It failed.</exception>
        internal void Secure(string host, SslVerification verification, SslProtocols protocols, X509Certificate authority)
        {
            (int receiveTimeout, int sendTimeout) = (_socket.ReceiveTimeout, _socket.SendTimeout);
            (_socket.ReceiveTimeout, _socket.SendTimeout) = (0, 0);
            _stream = TlsClient.Connect(_stream, host, verification, protocols, authority, _session);
            (_socket.ReceiveTimeout, _socket.SendTimeout) = (receiveTimeout, sendTimeout);
        }

        /// <summary>Writes bytes.</summary>
        /// <param name="bytes">The bytes.</param>
        /// <param name="offset">The first one.</param>
        /// <param name="count">How many.</param>
        /// <exception cref="SocketException">The connection failed, or is too slow.</exception>
        internal void Write(byte[] bytes, int offset, int count)
        {
            CheckOpen();
            Guard(() =>
            {
                _stream.Write(bytes, offset, count);
                return count;
            });
        }

        /// <summary>Reads the available bytes, at least one.</summary>
        /// <param name="bytes">Where the bytes go.</param>
        /// <param name="offset">The first place.</param>
        /// <param name="count">The largest number of bytes.</param>
        /// <returns>The number of bytes; 0 at the end of the connection.</returns>
        /// <exception cref="SocketException">The connection failed, or nothing came in time.</exception>
        internal int Read(byte[] bytes, int offset, int count)
        {
            CheckOpen();
            if (_start == _end)
            {
                return Guard(() => _stream.Read(bytes, offset, count));
            }

            int buffered = Math.Min(count, _end - _start);
            Array.Copy(_buffer, _start, bytes, offset, buffered);
            _start += buffered;
            return buffered;
        }

        /// <summary>Reads a line.</summary>
        /// <returns>The line without its end.</returns>
        /// <exception cref="SocketException">The connection ended before the end of the line.</exception>
        /// <exception cref="WebException">The line has 4000 bytes or more.</exception>
        internal string ReadLine()
        {
            const int MaximumLength = 4000;
            StringBuilder line = new StringBuilder();
            for (;;)
            {
                if (_start == _end)
                {
                    _start = 0;
                    _end = 0;
                    _end = Read(_buffer, 0, _buffer.Length);
                    if (_end == 0)
                    {
                        throw new LwipException(SocketError.ConnectionAborted);
                    }
                }

                char character = (char)_buffer[_start++];
                if (character == '\n')
                {
                    return line.ToString().TrimEnd('\r');
                }

                line.Append(character);
                if (line.Length >= MaximumLength)
                {
                    throw new WebException("Line too long", WebExceptionStatus.ServerProtocolViolation);
                }
            }
        }

        /// <summary>Closes the socket, which ends a wait for it.</summary>
        internal void Abort()
        {
            _socket.Dispose();
        }

        /// <summary>Closes the connection.</summary>
        public void Dispose()
        {
            _isDisposed = true;
            _session.Sockets.Remove(_socket);
            _socket.Dispose();
        }

        private EndPoint Resolve(Uri uri)
        {
            VirtualEsp32 chip = _session.Chip;
            bool isAddress = IPAddress.TryParse(uri.Host, out IPAddress address);
            if (!chip.IsNetworkUp)
            {
                throw isAddress ? Failed("connection failed", SocketError.NetworkDown) : Failed("host not available", SocketError.HostNotFound);
            }

            if (chip.Hosts.TryGetValue(uri.Host, out int port))
            {
                return new IPEndPoint(IPAddress.Loopback, port);
            }

            return isAddress && IPAddress.IsLoopback(address) ? new IPEndPoint(address, uri.Port)
                : throw (isAddress ? Failed("connection failed", SocketError.HostUnreachable) : Failed("host not available", SocketError.HostNotFound));
        }

        private static WebException Failed(string message, SocketError error)
        {
            return new WebException(message, new LwipException(error), WebExceptionStatus.ConnectFailure, null);
        }

        private void CheckOpen()
        {
            _session.Step();
            if (_isDisposed)
            {
                throw new ObjectDisposedException(string.Empty);
            }
        }

        // Below a stream of nanoFramework there is a socket, which throws. If the supply was lost meanwhile, this does not return.
        private int Guard(Func<int> transfer)
        {
            try
            {
                int count = transfer();
                _session.StopIfEnded();
                return count;
            }
            catch (Exception error) when (error is IOException || error is ObjectDisposedException)
            {
                _session.StopIfEnded();
                throw new LwipException(error.InnerException is SocketException cause ? cause.SocketErrorCode : SocketError.SocketError);
            }
        }
    }
}
