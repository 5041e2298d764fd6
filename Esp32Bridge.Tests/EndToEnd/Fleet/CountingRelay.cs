using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace Esp32Bridge.EndToEnd.Fleet
{
    /// <summary>A relay between devices and a server on loopback. It counts connections and bytes.</summary>
    internal sealed class CountingRelay : IDisposable
    {
        private readonly TcpListener _listener = new TcpListener(IPAddress.Loopback, 0);
        private readonly int _server;
        private long _up;
        private long _down;
        private int _connections;

        /// <summary>Starts the relay.</summary>
        /// <param name="server">The server's port.</param>
        public CountingRelay(int server)
        {
            _server = server;
            _listener.Start();
            Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
            _ = AcceptAll();
        }

        /// <summary>Gets the port that devices connect to.</summary>
        public int Port { get; }

        /// <summary>Gets the number of connections, of bytes to the server, and of bytes from it.</summary>
        public (int Connections, long Up, long Down) Counts
        {
            get { return (_connections, Interlocked.Read(ref _up), Interlocked.Read(ref _down)); }
        }

        /// <summary>Stops the relay.</summary>
        public void Dispose()
        {
            _listener.Dispose();
        }

        private async Task AcceptAll()
        {
            try
            {
                for (;;)
                {
                    _ = Serve(await _listener.AcceptTcpClientAsync());
                }
            }
            catch (Exception error) when (error is ObjectDisposedException or SocketException)
            {
                // The relay was stopped.
            }
        }

        private async Task Serve(TcpClient device)
        {
            Interlocked.Increment(ref _connections);
            using (device)
            using (TcpClient server = new TcpClient())
            {
                await server.ConnectAsync(IPAddress.Loopback, _server);
                Task up = Pump(device, server, count => Interlocked.Add(ref _up, count));
                await Pump(server, device, count => Interlocked.Add(ref _down, count));
                device.Close();
                await up;
            }
        }

        private static async Task Pump(TcpClient from, TcpClient to, Action<int> count)
        {
            byte[] buffer = new byte[4096];
            try
            {
                int got;
                while ((got = await from.GetStream().ReadAsync(buffer)) > 0)
                {
                    count(got);
                    await to.GetStream().WriteAsync(buffer.AsMemory(0, got));
                }

                to.Client.Shutdown(SocketShutdown.Send);
            }
            catch (Exception error) when (error is System.IO.IOException or ObjectDisposedException or InvalidOperationException or SocketException)
            {
                // One side has closed it.
            }
        }
    }
}
