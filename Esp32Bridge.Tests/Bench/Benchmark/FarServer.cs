using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace Esp32Bridge.Bench.Benchmark
{
    /// <summary>
    /// A server that is far away: what it says comes 200 ms later, and one window of 5760 bytes, that of lwIP on an ESP32, each
    /// 200 ms at most. It stands before a near server, on loopback.
    /// </summary>
    public sealed class FarServer : IDisposable
    {
        /// <summary>How many bytes are under way at most.</summary>
        public const int Window = 4 * 1440;

        private const int RoundTrip = 200;

        private readonly TcpListener _listener = new TcpListener(IPAddress.Loopback, 0);
        private readonly int _near;

        /// <summary>Starts it on a free port.</summary>
        /// <param name="near">The port of the near server.</param>
        public FarServer(int near)
        {
            _near = near;

            // Connections inherit it; what waits in this PC's buffers has no way to go.
            _listener.Server.SendBufferSize = Window;
            _listener.Start();
            Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
            _ = AcceptAsync();
        }

        /// <summary>Gets the port.</summary>
        public int Port { get; }

        /// <summary>Stops it.</summary>
        public void Dispose()
        {
            _listener.Dispose();
        }

        private async Task AcceptAsync()
        {
            try
            {
                for (;;)
                {
                    _ = ServeAsync(await _listener.AcceptTcpClientAsync());
                }
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                // Stopped.
            }
        }

        private async Task ServeAsync(TcpClient client)
        {
            using CancellationTokenSource end = new CancellationTokenSource();
            using (client)
            using (TcpClient near = new TcpClient())
            {
                try
                {
                    await near.ConnectAsync(IPAddress.Loopback, _near);
                    Task there = client.GetStream().CopyToAsync(near.GetStream(), end.Token);
                    await Task.WhenAny(there, CarryBackAsync(near.GetStream(), client.GetStream(), end.Token));
                }
                catch (Exception error) when (error is System.IO.IOException or SocketException)
                {
                    // One of the two is gone.
                }
            }

            await end.CancelAsync();
        }

        private static async Task CarryBackAsync(NetworkStream from, NetworkStream to, CancellationToken end)
        {
            byte[] window = new byte[Window];
            int count;
            while ((count = await from.ReadAsync(window, end)) > 0)
            {
                await Task.Delay(RoundTrip, end);
                await to.WriteAsync(window.AsMemory(0, count), end);
            }
        }
    }
}
