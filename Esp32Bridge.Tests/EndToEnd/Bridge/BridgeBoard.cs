using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using Esp32Bridge.Bench.Board;
using Xunit;

namespace Esp32Bridge.EndToEnd.Bridge
{
    /// <summary>A running board whose targets are reachable at the ports 2001 and 2002.</summary>
    public sealed class BridgeBoard : IDisposable
    {
        /// <summary>The port of target A.</summary>
        public const int PortA = 2001;

        /// <summary>The port of target B.</summary>
        public const int PortB = 2002;

        private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);
        private static readonly HttpClient _http = new HttpClient();

        /// <summary>Switches a board on and waits for its ports.</summary>
        /// <param name="clients">The clients that may use the bridge; null for all.</param>
        /// <param name="timeScale">How many times faster the firmware's time runs.</param>
        /// <param name="partA">Target A.</param>
        /// <param name="hasBridge">Whether there is a bridge.</param>
        /// <param name="baudRate">The rate of target A's application.</param>
        /// <param name="token">The token of the device, or null.</param>
        public BridgeBoard(string[] clients = null, double timeScale = 1, string partA = "L432", bool hasBridge = true, int baudRate = 115200, string token = TestBoard.Token)
        {
            Test = new TestBoard(partA);
            Test.Description.Targets[0].ApplicationBaudRate = baudRate;
            Test.Description.HasBridge = hasBridge;
            Test.Description.BridgeClients = clients;
            Test.Description.Token = token;
            Test.Board.Esp32.TimeScale = timeScale;
            Test.Board.PowerOn();
            if (hasBridge)
            {
                WaitForPort(PortA);
                WaitForPort(PortB);
            }
        }

        /// <summary>Gets the board.</summary>
        public TestBoard Test { get; }

        /// <summary>Connects to a port of the device.</summary>
        /// <param name="port">The port.</param>
        /// <returns>The connection; a read waits for 20 seconds at most.</returns>
        public TcpClient Connect(int port = PortA)
        {
            TcpClient client = new TcpClient(AddressFamily.InterNetwork) { NoDelay = true, ReceiveTimeout = 20 * 1000 };
            Assert.True(SpinWait.SpinUntil(() => TryConnect(client, port), _patience), port + " accepts no connection");
            return client;
        }

        /// <summary>Connects to a port of the device and waits until the device reports the client.</summary>
        /// <param name="port">The port.</param>
        /// <returns>The connection.</returns>
        public TcpClient Enter(int port = PortA)
        {
            int from = Test.Board.Log.Count;
            TcpClient client = Connect(port);
            Test.Wait((port == PortA ? "A" : "B") + ": bridge: 127.0.0.1 is connected", from);
            return client;
        }

        /// <summary>Posts to the device's own server.</summary>
        /// <param name="path">The path.</param>
        /// <returns>The status.</returns>
        public HttpStatusCode Post(string path)
        {
            WaitForPort(Test.Description.HttpPort);
            using HttpRequestMessage request = new HttpRequestMessage(HttpMethod.Post, "http://127.0.0.1:" + Test.Board.Esp32.Ports[Test.Description.HttpPort] + path);
            request.Headers.Add("Authorization", "Bearer " + TestBoard.Token);
            using HttpResponseMessage answer = _http.Send(request);
            return answer.StatusCode;
        }

        /// <summary>Reads bytes from a connection.</summary>
        /// <param name="client">The connection.</param>
        /// <param name="count">How many.</param>
        /// <returns>The bytes; fewer if the connection ends.</returns>
        public static byte[] Read(TcpClient client, int count)
        {
            byte[] buffer = new byte[count];
            int got = 0;
            int more = -1;
            while (got < count && more != 0)
            {
                try
                {
                    more = client.GetStream().Read(buffer, got, count - got);
                }
                catch (IOException error) when (error.InnerException is SocketException { SocketErrorCode: SocketError.TimedOut })
                {
                    throw new TimeoutException($"{count} bytes were expected, {Convert.ToHexString(buffer, 0, got)} came");
                }

                got += more;
            }

            return buffer.AsSpan(0, got).ToArray();
        }

        /// <summary>Reads until some bytes have come.</summary>
        /// <param name="client">The connection.</param>
        /// <param name="end">The last bytes to read, as hexadecimal digits.</param>
        /// <returns>All bytes that came, as hexadecimal digits.</returns>
        public static string ReadTo(TcpClient client, string end)
        {
            StringBuilder got = new StringBuilder();
            while (got.Length < end.Length || got.ToString(got.Length - end.Length, end.Length) != end)
            {
                byte[] next = client.Client.Poll(_patience, SelectMode.SelectRead) ? Read(client, 1) : Array.Empty<byte>();
                Assert.True(next.Length == 1, $"{end} was expected, {got.ToString(0, Math.Min(400, got.Length))} came");
                got.Append(Convert.ToHexString(next));
            }

            return got.ToString();
        }

        /// <summary>Waits for a state of a part.</summary>
        /// <param name="target">The target.</param>
        /// <param name="state">The version that it runs, or its state.</param>
        public void WaitFor(string target, string state)
        {
            Assert.True(SpinWait.SpinUntil(() => Test.Runs(target) == state, _patience), $"{target} is {Test.Runs(target)}, not {state}");
        }

        /// <summary>Replaces a part, which loses its supply. No client may be connected. Earlier bytes of the part are discarded.</summary>
        /// <param name="target">The target.</param>
        /// <returns>The replacement.</returns>
        public StrangePart Replace(string target)
        {
            StrangePart part = new StrangePart(Test.Board, target);
            part.Say(Encoding.ASCII.GetBytes("\nreplaced\n"));
            Test.Wait(target + "> replaced");
            return part;
        }

        /// <summary>Switches everything off.</summary>
        public void Dispose()
        {
            Test.Dispose();
        }

        // A port is known a moment before it accepts connections.
        private bool TryConnect(TcpClient client, int port)
        {
            try
            {
                client.Connect(IPAddress.Loopback, Test.Board.Esp32.Ports[port]);
                return true;
            }
            catch (SocketException error) when (error.SocketErrorCode == SocketError.ConnectionRefused)
            {
                return false;
            }
        }

        private void WaitForPort(int port)
        {
            Assert.True(SpinWait.SpinUntil(() => Test.Board.Esp32.Ports.ContainsKey(port), _patience), $"{port} does not open: {string.Join('\n', Test.Board.Log.Lines)}");
        }
    }
}
