using System;
using System.Net;
using System.Net.Sockets;

namespace Esp32Bridge.Network
{
    /// <summary>A TCP port of this device.</summary>
    public sealed class TcpPort
    {
        private readonly int _number;
        private readonly int _backlog;
        private Socket _listener;

        /// <summary>Creates a closed port.</summary>
        /// <param name="number">Its number, 1 to 65535.</param>
        /// <param name="backlog">How many clients may wait to be accepted.</param>
        public TcpPort(int number, int backlog)
        {
            _number = number;
            _backlog = backlog;
        }

        /// <summary>Gets whether it listens.</summary>
        public bool IsOpen
        {
            get { return _listener != null; }
        }

        /// <summary>Gets whether a client waits to be accepted.</summary>
        /// <exception cref="Exception">The network went.</exception>
        public bool HasClient
        {
            get { return _listener.Poll(0, SelectMode.SelectRead); }
        }

        /// <summary>Begins to listen.</summary>
        /// <exception cref="Exception">The port is in use, or there is no network or no socket left.</exception>
        public void Open()
        {
            Socket listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                // The connections of the socket before it may still be in TIME-WAIT (RFC 9293 3.6.1).
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

        /// <summary>Stops to listen, if it does.</summary>
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
        /// <returns>The connection, to be closed.</returns>
        /// <exception cref="Exception">The network went, or there is no socket left.</exception>
        public TcpConnection Accept()
        {
            return new TcpConnection(_listener.Accept());
        }
    }
}
