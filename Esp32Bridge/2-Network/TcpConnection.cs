using System.Net;
using System.Net.Sockets;

namespace Esp32Bridge.Network
{
    /// <summary>The connection of a client. Its methods throw the exceptions of the network stack: then the client is gone.</summary>
    public sealed class TcpConnection
    {
        // These lwIP options have no names in nanoFramework, which passes their numbers through.
        private const SocketOptionName KeepAliveIdle = (SocketOptionName)3;
        private const SocketOptionName KeepAliveInterval = (SocketOptionName)4;
        private const SocketOptionName KeepAliveCount = (SocketOptionName)5;

        private readonly Socket _socket;

        /// <summary>Creates a connection.</summary>
        /// <param name="socket">Its socket.</param>
        internal TcpConnection(Socket socket)
        {
            _socket = socket;
        }

        /// <summary>Gets the client's IPv4 address.</summary>
        public string Address
        {
            get { return ((IPEndPoint)_socket.RemoteEndPoint).Address.ToString(); }
        }

        /// <summary>Gets the IPv4 address of this device to which the client has connected.</summary>
        public string DeviceAddress
        {
            get { return ((IPEndPoint)_socket.LocalEndPoint).Address.ToString(); }
        }

        /// <summary>Gets whether 2 KB can be sent now without blocking.</summary>
        public bool IsWritable
        {
            get { return _socket.Poll(0, SelectMode.SelectWrite); }
        }

        /// <summary>Sets the timeouts.</summary>
        /// <param name="receive">The timeout of <see cref="Receive"/>, in milliseconds.</param>
        /// <param name="send">The timeout of <see cref="Send"/>, in milliseconds.</param>
        public void SetTimeouts(int receive, int send)
        {
            _socket.ReceiveTimeout = receive;
            _socket.SendTimeout = send;
        }

        /// <summary>Disables the Nagle algorithm: each byte is sent at once.</summary>
        public void SetNoDelay()
        {
            _socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.NoDelay, true);
        }

        /// <summary>Enables keepalive probes. lwIP's own default is two hours.</summary>
        /// <param name="idle">The silence before the first probe, in seconds.</param>
        /// <param name="interval">The time between two probes, in seconds.</param>
        /// <param name="count">How many unanswered probes end the connection.</param>
        public void SetKeepAlive(int idle, int interval, int count)
        {
            _socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            _socket.SetSocketOption(SocketOptionLevel.Tcp, KeepAliveIdle, idle);
            _socket.SetSocketOption(SocketOptionLevel.Tcp, KeepAliveInterval, interval);
            _socket.SetSocketOption(SocketOptionLevel.Tcp, KeepAliveCount, count);
        }

        /// <summary>Waits for bytes, or for the end of the connection.</summary>
        /// <param name="timeout">The timeout in milliseconds.</param>
        /// <returns>False if nothing came in time.</returns>
        public bool WaitForBytes(int timeout)
        {
            return _socket.Poll(timeout * 1000, SelectMode.SelectRead);
        }

        /// <summary>Reads the bytes that are available. Waits for at least one byte.</summary>
        /// <param name="buffer">The buffer for the bytes.</param>
        /// <param name="offset">The index of the first byte.</param>
        /// <param name="count">The most bytes to read.</param>
        /// <returns>The number of bytes; 0 if the client has closed.</returns>
        public int Receive(byte[] buffer, int offset, int count)
        {
            return _socket.Receive(buffer, offset, count, SocketFlags.None);
        }

        /// <summary>Sends bytes.</summary>
        /// <param name="buffer">The buffer with the bytes.</param>
        /// <param name="offset">The index of the first byte.</param>
        /// <param name="count">The number of bytes.</param>
        public void Send(byte[] buffer, int offset, int count)
        {
            _socket.Send(buffer, offset, count, SocketFlags.None);
        }

        /// <summary>Closes it.</summary>
        public void Close()
        {
            _socket.Close();
        }
    }
}
