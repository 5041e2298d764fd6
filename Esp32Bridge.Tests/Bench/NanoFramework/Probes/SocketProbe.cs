using System;
using System.Net;
using System.Net.Sockets;

namespace Esp32Bridge.Bench.Probes
{
    /// <summary>Gives tests access to Socket, which is not visible to them.</summary>
    public sealed class SocketProbe : IDisposable
    {
        private readonly Socket _socket;

        /// <summary>Creates a socket.</summary>
        /// <param name="protocol">The protocol.</param>
        public SocketProbe(ProtocolType protocol = ProtocolType.Tcp)
            : this(new Socket(AddressFamily.InterNetwork, SocketType.Stream, protocol))
        {
        }

        private SocketProbe(Socket socket)
        {
            _socket = socket;
        }

        /// <summary>Gets whether it reports to be connected.</summary>
        public bool Connected
        {
            get { return _socket.Connected; }
        }

        /// <summary>Gets how many bytes can be read without waiting.</summary>
        public int Available
        {
            get { return _socket.Available; }
        }

        /// <summary>Gets the remote address.</summary>
        public EndPoint RemoteEndPoint
        {
            get { return _socket.RemoteEndPoint; }
        }

        /// <summary>Binds it to a port.</summary>
        /// <param name="port">The port.</param>
        /// <param name="reuses">Whether ReuseAddress is set.</param>
        /// <returns>The socket.</returns>
        public SocketProbe Bind(int port, bool reuses = false)
        {
            _socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, reuses);
            _socket.Bind(new IPEndPoint(IPAddress.Any, port));
            return this;
        }

        /// <summary>Makes it listen.</summary>
        /// <returns>The socket.</returns>
        public SocketProbe Listen()
        {
            _socket.Listen(5);
            return this;
        }

        /// <summary>Waits for a connection.</summary>
        /// <returns>The connection.</returns>
        public SocketProbe Accept()
        {
            return new SocketProbe(_socket.Accept());
        }

        /// <summary>Waits until there is something to read.</summary>
        /// <param name="microSeconds">The timeout.</param>
        /// <returns>Whether there is.</returns>
        public bool Poll(int microSeconds)
        {
            return _socket.Poll(microSeconds, SelectMode.SelectRead);
        }

        /// <summary>Reads the available bytes.</summary>
        /// <param name="buffer">Where it goes.</param>
        /// <param name="timeout">The timeout in milliseconds.</param>
        /// <returns>The number of received bytes.</returns>
        public int Receive(byte[] buffer, int timeout)
        {
            _socket.ReceiveTimeout = timeout;
            return _socket.Receive(buffer, 0, buffer.Length, SocketFlags.None);
        }

        /// <summary>Sends all bytes.</summary>
        /// <param name="bytes">The bytes.</param>
        /// <param name="timeout">The timeout in milliseconds.</param>
        /// <returns>The number of sent bytes.</returns>
        public int Send(byte[] bytes, int timeout)
        {
            _socket.SendTimeout = timeout;
            return _socket.Send(bytes, 0, bytes.Length, SocketFlags.None);
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _socket.Close();
        }
    }
}
