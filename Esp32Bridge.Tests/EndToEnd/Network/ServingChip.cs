using System;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.EndToEnd.StandIns;
using Esp32Bridge.Logging;
using Esp32Bridge.Network;
using Esp32Bridge.Ota;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Timing;

namespace Esp32Bridge.EndToEnd.Network
{
    /// <summary>A virtual ESP32 that runs only the job server.</summary>
    public sealed class ServingChip : IDisposable
    {
        /// <summary>The name of the device, not all of it ASCII.</summary>
        public const string Device = "wärts";

        /// <summary>The token of the device.</summary>
        public const string Token = TestBoard.Token;

        private const int DevicePort = 8080;

        private readonly FakeWires _wires = new FakeWires();
        private readonly HttpAccess _access;
        private readonly IHttpResource[] _resources;
        private int _number;

        /// <summary>Switches it on.</summary>
        /// <param name="timeScale">How many times faster its time runs.</param>
        /// <param name="name">The name of the device.</param>
        /// <param name="token">Its token, or null.</param>
        /// <param name="more">Another resource, or null.</param>
        public ServingChip(double timeScale = 1, string name = "pump-17", string token = Token, IHttpResource more = null)
        {
            IHttpResource jobs = new JobResource(Device, Jobs.Intake, Jobs.Queue, more is IStatusPart part ? new[] { part } : new IStatusPart[0]);
            _resources = more == null ? new[] { jobs } : new[] { jobs, more };
            _access = new HttpAccess(name, token);
            _wires.Esp32.TimeScale = timeScale;
            _wires.Esp32.LineWritten += Lines.Enqueue;
            PowerOn();
        }

        /// <summary>Gets the job queue behind the server.</summary>
        public JobTable Jobs { get; } = new JobTable();

        /// <summary>Gets the lines of the firmware.</summary>
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
            Esp32.PowerOn(() => new HttpServer(DevicePort, _access, _resources, new SystemClock(), new PrefixedLog("job server: ", new ConsoleLog())).Start());
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

        /// <summary>Creates the next job.</summary>
        /// <returns>Its manifest.</returns>
        public string NextJob()
        {
            _number++;
            return Manifests.Good(_number);
        }

        /// <summary>Creates the request that pushes a manifest, up to its body.</summary>
        /// <param name="text">The manifest.</param>
        /// <param name="more">Additional fields of the head, each with its line end.</param>
        /// <returns>The head.</returns>
        public static string HeadOf(string text, string more = "")
        {
            return $"POST /job HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {Token}\r\nX-Signature: {Sign(text)}\r\nContent-Length: {text.Length}\r\n{more}\r\n";
        }

        /// <summary>Signs a manifest with the key of the device.</summary>
        /// <param name="text">The manifest.</param>
        /// <returns>The signature.</returns>
        public static string Sign(string text)
        {
            return FakeSignature.Of(text);
        }

        /// <summary>Pushes a manifest.</summary>
        /// <param name="text">The manifest.</param>
        /// <param name="signature">Its signature, or null.</param>
        /// <returns>The answer.</returns>
        public HttpResponseMessage Post(string text, string signature)
        {
            using HttpClient client = new HttpClient();
            HttpRequestMessage request = new HttpRequestMessage(HttpMethod.Post, Url + "/job") { Content = new StringContent(text) };
            request.Headers.Add("Authorization", "Bearer " + Token);
            if (signature != null)
            {
                request.Headers.Add("X-Signature", signature);
            }

            return client.Send(request);
        }

        /// <summary>Pushes the next job correctly.</summary>
        /// <returns>The status of the answer.</returns>
        public HttpStatusCode PostNext()
        {
            string text = NextJob();
            using HttpResponseMessage answer = Post(text, Sign(text));
            return answer.StatusCode;
        }

        /// <summary>Gets the last accepted manifest.</summary>
        /// <returns>Its text, or null.</returns>
        public string LastManifest()
        {
            byte[] manifest = Jobs.Store.ReadManifest(0);
            return manifest == null ? null : Encoding.UTF8.GetString(manifest);
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
