using System;
using System.Net;
using System.Net.Sockets;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Network
{
    /// <summary>A TCP port of this device.</summary>
    public sealed class TcpPort
    {
        // The network may need this long after the start.
        private const int UsualStart = 60 * 1000;

        private readonly int _number;
        private readonly int _backlog;
        private readonly IClock _clock;
        private long _quietUntil;
        private Socket _listener;

        /// <summary>Creates a closed port.</summary>
        /// <param name="number">Its number, 1 to 65535.</param>
        /// <param name="backlog">How many clients may wait to be accepted.</param>
        /// <param name="clock">The clock.</param>
        public TcpPort(int number, int backlog, IClock clock)
        {
            _number = number;
            _backlog = backlog;
            _clock = clock;
            _quietUntil = clock.Milliseconds + UsualStart;
        }

        /// <summary>Gets whether the port listens.</summary>
        public bool IsOpen
        {
            get { return _listener != null; }
        }

        /// <summary>Gets whether a client waits to be accepted.</summary>
        /// <exception cref="Exception">The network is gone.</exception>
        public bool HasClient
        {
            get
            {
                // Without a network, a port may open and fail here.
                bool hasClient = _listener.Poll(0, SelectMode.SelectRead);
                _quietUntil = 0;
                return hasClient;
            }
        }

        /// <summary>Starts to listen.</summary>
        /// <exception cref="Exception">The port is in use, or there is no network or no socket left.</exception>
        public void Open()
        {
            Socket listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                // Connections of the previous socket may still be in TIME-WAIT (RFC 9293 3.6.1).
                listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
                listener.Bind(new IPEndPoint(IPAddress.Any, _number));
                listener.Listen(_backlog);
                _listener = listener;
            }
            catch (Exception error)
            {
                listener.Close();
                throw error;
            }
        }

        /// <summary>Returns the log line for an error of this port.</summary>
        /// <param name="error">The error.</param>
        /// <returns>The text; null within a minute of the start if the port has not worked yet: there may be no network.</returns>
        public string TroubleOf(Exception error)
        {
            return _clock.Milliseconds < _quietUntil ? null : "port " + _number + " does not open yet: " + NetworkError.TextOf(error);
        }

        /// <summary>Stops listening.</summary>
        public void Close()
        {
            Socket listener = _listener;
            _listener = null;
            if (listener != null)
            {
                listener.Close();
            }
        }

        /// <summary>Waits for the next client.</summary>
        /// <returns>The connection. The caller closes it.</returns>
        /// <exception cref="Exception">The network is gone, or there is no socket left.</exception>
        public TcpConnection Accept()
        {
            return new TcpConnection(_listener.Accept());
        }
    }
}
