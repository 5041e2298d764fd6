using System.Net;
using System.Net.Sockets;

namespace Esp32Bridge.Network
{
    /// <summary>The connection of a client. What fails throws whatever the network stack throws: then the client is gone.</summary>
    public sealed class TcpConnection
    {
        // These options of lwIP have no names in nanoFramework, which hands their numbers through.
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

        /// <summary>Gets the IPv4 address of this device that the client has connected to.</summary>
        public string DeviceAddress
        {
            get { return ((IPEndPoint)_socket.LocalEndPoint).Address.ToString(); }
        }

        /// <summary>Gets whether it takes bytes now: 2 KB without waiting.</summary>
        public bool IsWritable
        {
            get { return _socket.Poll(0, SelectMode.SelectWrite); }
        }

        /// <summary>Sets how long a call may take.</summary>
        /// <param name="receive">The most time for <see cref="Receive"/>, in milliseconds.</param>
        /// <param name="send">The most time for <see cref="Send"/>, in milliseconds.</param>
        public void SetTimeouts(int receive, int send)
        {
            _socket.ReceiveTimeout = receive;
            _socket.SendTimeout = send;
        }

        /// <summary>Sends each byte at once, and does not wait for more.</summary>
        public void SetNoDelay()
        {
            _socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.NoDelay, true);
        }

        /// <summary>Asks a silent client now and then whether it is still there; lwIP's own default is after two hours.</summary>
        /// <param name="idle">After how many seconds of silence.</param>
        /// <param name="interval">How many seconds between two questions.</param>
        /// <param name="count">How many questions without an answer end the connection.</param>
        public void SetKeepAlive(int idle, int interval, int count)
        {
            _socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            _socket.SetSocketOption(SocketOptionLevel.Tcp, KeepAliveIdle, idle);
            _socket.SetSocketOption(SocketOptionLevel.Tcp, KeepAliveInterval, interval);
            _socket.SetSocketOption(SocketOptionLevel.Tcp, KeepAliveCount, count);
        }

        /// <summary>Waits for bytes, or for the end of the connection.</summary>
        /// <param name="timeout">For how many milliseconds.</param>
        /// <returns>False when there was nothing in time.</returns>
        public bool WaitForBytes(int timeout)
        {
            return _socket.Poll(timeout * 1000, SelectMode.SelectRead);
        }

        /// <summary>Reads what is there, waiting for at least one byte.</summary>
        /// <param name="buffer">Where it goes.</param>
        /// <param name="offset">The first place.</param>
        /// <param name="count">How many bytes at most.</param>
        /// <returns>How many bytes came; 0 when the client has closed.</returns>
        public int Receive(byte[] buffer, int offset, int count)
        {
            return _socket.Receive(buffer, offset, count, SocketFlags.None);
        }

        /// <summary>Sends bytes.</summary>
        /// <param name="buffer">The bytes.</param>
        /// <param name="offset">The first one.</param>
        /// <param name="count">How many.</param>
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
