using System;
using System.Net;
using System.Net.Sockets;

namespace Esp32Bridge.Sockets
{
    /// <summary>What all TCP ports of the firmware do with their sockets.</summary>
    internal static class TcpSocket
    {
        /// <summary>Begins to listen.</summary>
        /// <param name="port">The port, 1 to 65535.</param>
        /// <param name="backlog">How many clients may wait to be accepted.</param>
        /// <returns>The socket, to be closed.</returns>
        /// <exception cref="Exception">The port is in use, or there is no network or no socket left.</exception>
        internal static Socket Listen(int port, int backlog)
        {
            Socket listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                // The connections of the socket before it may still be in TIME-WAIT (RFC 9293 3.6.1).
                listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
                listener.Bind(new IPEndPoint(IPAddress.Any, port));
                listener.Listen(backlog);
                return listener;
            }
            catch (Exception error)
            {
                listener.Close();
                throw error;
            }
        }

        /// <summary>Tells who is at the other end.</summary>
        /// <param name="client">A connected socket.</param>
        /// <returns>The IPv4 address.</returns>
        /// <exception cref="Exception">The connection is gone.</exception>
        internal static string AddressOf(Socket client)
        {
            return ((IPEndPoint)client.RemoteEndPoint).Address.ToString();
        }
    }
}
