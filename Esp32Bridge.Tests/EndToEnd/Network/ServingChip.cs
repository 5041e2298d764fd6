using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using Esp32Bridge.EndToEnd.StandIns;
using Esp32Bridge.Logging;
using Esp32Bridge.Network;
using Esp32Bridge.Ota;
using Esp32Bridge.Timing;

namespace Esp32Bridge.EndToEnd.Network
{
    /// <summary>A virtual ESP32 on which nothing but the job server runs.</summary>
    public sealed class ServingChip : IDisposable
    {
        private const int DevicePort = 8080;

        private readonly FakeWires _wires = new FakeWires();

        /// <summary>Switches it on.</summary>
        /// <param name="timeScale">How many times faster its time runs.</param>
        public ServingChip(double timeScale = 1)
        {
            _wires.Esp32.TimeScale = timeScale;
            _wires.Esp32.LineWritten += Lines.Enqueue;
            PowerOn();
        }

        /// <summary>Gets what the server hands jobs to.</summary>
        public FakeDesk Desk { get; } = new FakeDesk();

        /// <summary>Gets what the firmware wrote.</summary>
        public ConcurrentQueue<string> Lines { get; } = new ConcurrentQueue<string>();

        /// <summary>Gets the chip.</summary>
        public Bench.Chip.VirtualEsp32 Esp32
        {
            get { return _wires.Esp32; }
        }

        /// <summary>Gets the server's port on this PC.</summary>
        public int Port
        {
            get { return Esp32.Ports[DevicePort]; }
        }

        /// <summary>Gets the server's address on this PC.</summary>
        public string Url
        {
            get { return "http://127.0.0.1:" + Port; }
        }

        /// <summary>Switches it on and waits for the server.</summary>
        public void PowerOn()
        {
            Esp32.PowerOn(() => new HttpServer(DevicePort, new IHttpResource[] { new JobResource(Desk) }, new SystemClock(), new PrefixedLog("job server: ", new ConsoleLog())).Start());
            if (!SpinWait.SpinUntil(() => Esp32.Ports.ContainsKey(DevicePort) && IsReachable(), TimeSpan.FromSeconds(30)))
            {
                throw new TimeoutException("no server: " + string.Join('\n', Lines));
            }
        }

        /// <summary>Connects to the server.</summary>
        /// <returns>The connection.</returns>
        public TcpClient Connect()
        {
            TcpClient client = new TcpClient(AddressFamily.InterNetwork);
            client.Connect(IPAddress.Loopback, Port);
            client.ReceiveTimeout = 30 * 1000;
            return client;
        }

        /// <summary>Sends bytes and reads the answer to its end.</summary>
        /// <param name="request">The bytes, one for each character.</param>
        /// <returns>The answer, or nothing.</returns>
        public string Talk(string request)
        {
            using TcpClient client = Connect();
            client.GetStream().Write(Encoding.Latin1.GetBytes(request));
            return ReadAnswer(client.GetStream());
        }

        /// <summary>Reads an answer to its end.</summary>
        /// <param name="stream">The connection.</param>
        /// <returns>The answer, or nothing.</returns>
        public static string ReadAnswer(NetworkStream stream)
        {
            StringBuilder answer = new StringBuilder();
            byte[] buffer = new byte[1000];
            int got;
            while ((got = stream.Read(buffer)) > 0)
            {
                answer.Append(Encoding.UTF8.GetString(buffer, 0, got));
            }

            return answer.ToString();
        }

        /// <summary>Makes a request that hands a job in as it should be done.</summary>
        /// <param name="text">The manifest.</param>
        /// <param name="signature">Its signature, or null.</param>
        /// <returns>The request.</returns>
        public HttpRequestMessage Job(string text, string signature = FakeDesk.Signature)
        {
            HttpRequestMessage request = new HttpRequestMessage(HttpMethod.Post, Url + "/job") { Content = new StringContent(text) };
            if (signature != null)
            {
                request.Headers.Add("X-Signature", signature);
            }

            return request;
        }

        /// <summary>Hands a job in as it should be done.</summary>
        /// <param name="text">The manifest.</param>
        /// <param name="signature">Its signature, or null.</param>
        /// <returns>The answer.</returns>
        public HttpResponseMessage Post(string text, string signature = FakeDesk.Signature)
        {
            using HttpClient client = new HttpClient();
            return client.Send(Job(text, signature));
        }

        /// <summary>Tells the last manifest that came.</summary>
        /// <returns>Its text.</returns>
        public string LastManifest()
        {
            return Encoding.UTF8.GetString(Desk.Manifests.Last());
        }

        /// <summary>Switches it off.</summary>
        public void Dispose()
        {
            _wires.Dispose();
        }

        private bool IsReachable()
        {
            try
            {
                using TcpClient client = Connect();
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        }
    }
}
