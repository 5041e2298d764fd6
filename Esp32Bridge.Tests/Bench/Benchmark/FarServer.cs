using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;

namespace Esp32Bridge.Bench.Benchmark
{
    /// <summary>
    /// A server that is far away: what it says comes 200 ms later, and one window of 5760 bytes, that of lwIP on an ESP32, each
    /// 200 ms at most. It stands before a near server, on loopback. The next window sets out when no more of the one before is left
    /// than the ESP32's half window holds; on Linux, where that can be asked for.
    /// </summary>
    public sealed class FarServer : IDisposable
    {
        /// <summary>How many bytes are under way at most.</summary>
        public const int Window = 4 * 1440;

        /// <summary>How many bytes wait in the ESP32 at most, for whoever reads them.</summary>
        public const int HalfWindow = Window / 2;

        private const int RoundTrip = 200;
        private const int PollInterval = 5;
        private const int BytesUnderWay = 0x5411;

        private readonly TcpListener _listener = new TcpListener(IPAddress.Loopback, 0);
        private readonly int _near;

        /// <summary>Starts it on a free port.</summary>
        /// <param name="near">The port of the near server.</param>
        public FarServer(int near)
        {
            _near = near;

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
                    await Task.WhenAny(there, CarryBackAsync(near.GetStream(), client, end.Token));
                }
                catch (Exception error) when (error is IOException or SocketException)
                {
                    // One of the two is gone.
                }
            }

            await end.CancelAsync();
        }

        private static async Task CarryBackAsync(NetworkStream from, TcpClient to, CancellationToken end)
        {
            byte[] window = new byte[Window];
            int count;
            while ((count = await from.ReadAsync(window, end)) > 0)
            {
                await Task.Delay(RoundTrip, end);
                await to.GetStream().WriteAsync(window.AsMemory(0, count), end);
                while (IsUnderWay(to.Client))
                {
                    await Task.Delay(PollInterval, end);
                }
            }
        }

        // Whether the other side's buffer has not taken all yet.
        private static bool IsUnderWay(Socket socket)
        {
            int count = 0;
            return OperatingSystem.IsLinux() && ioctl((int)socket.Handle, BytesUnderWay, ref count) == 0 && count > 0;
        }

#pragma warning disable SA1300, IDE1006 // The name is that of the C library.
        [DllImport("libc")]
        private static extern int ioctl(int descriptor, nuint request, ref int value);
#pragma warning restore SA1300, IDE1006
    }
}
