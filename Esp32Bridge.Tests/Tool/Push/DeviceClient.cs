using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;

namespace Esp32Bridge.Tool.Push
{
    /// <summary>The client of a device's web server.</summary>
    public sealed class DeviceClient : IDisposable
    {
        private const int MostAttempts = 5;

        private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);
        private static readonly TimeSpan _pause = TimeSpan.FromSeconds(2);

        private readonly Uri _device;

        // The device is in the local network: no proxy leads to it.
        private readonly HttpClient _client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = _patience };

        /// <summary>Creates the client. Sends nothing yet.</summary>
        /// <param name="host">The address or the name of the device, with a port if it is not 80.</param>
        /// <exception cref="UsageException">It is neither.</exception>
        public DeviceClient(string host)
        {
            string address = host.Contains("://", StringComparison.Ordinal) ? host : "http://" + host;
            _device = Uri.TryCreate(address, UriKind.Absolute, out Uri uri) && uri.Scheme == Uri.UriSchemeHttp && uri.AbsolutePath == "/" && uri.UserInfo.Length == 0
                ? uri
                : throw new UsageException($"'{host}' is no device: give its address, as 192.168.1.20, or its name.");
        }

        /// <summary>Requests the status.</summary>
        /// <param name="stop">Cancels the request.</param>
        /// <returns>The status.</returns>
        /// <exception cref="ToolException">The device does not answer, or is not an Esp32Bridge.</exception>
        public async Task<DeviceStatus> Status(CancellationToken stop)
        {
            using HttpRequestMessage request = new HttpRequestMessage(HttpMethod.Get, new Uri(_device, "status"));
            (HttpStatusCode code, string body) = await Send(request, stop);
            JsonObject fields = code == HttpStatusCode.OK ? Fields(body) : null;
            return fields?["device"] != null
                ? new DeviceStatus(fields)
                : throw new ToolException($"ask {_device} for its status", "the status of a device", code == HttpStatusCode.OK ? "another answer" : ErrorIn(code, body), "Is it an Esp32Bridge?");
        }

        /// <summary>Submits a job.</summary>
        /// <param name="manifest">The bytes of job.json.</param>
        /// <param name="signature">The bytes of job.json.sig.</param>
        /// <param name="token">The device's token, or null.</param>
        /// <param name="stop">Cancels the request.</param>
        /// <exception cref="ToolException">The device refuses it, or does not answer.</exception>
        public async Task Submit(byte[] manifest, byte[] signature, string token, CancellationToken stop)
        {
            (HttpStatusCode code, string body) = await Post(manifest, signature, token, stop);
            for (int i = 1; code == HttpStatusCode.ServiceUnavailable && i < MostAttempts; i++)
            {
                // The device is short of something at the moment, usually memory.
                await Task.Delay(_pause, stop);
                (code, body) = await Post(manifest, signature, token, stop);
            }

            if (code != HttpStatusCode.Accepted)
            {
                throw new ToolException($"hand the job to {_device}", "status 202", ErrorIn(code, body), AdviceFor(code, token));
            }
        }

        /// <summary>Finds the address of this PC at which the device can reach it.</summary>
        /// <returns>The address.</returns>
        /// <exception cref="ToolException">There is no route to the device.</exception>
        public IPAddress LocalAddress()
        {
            try
            {
                // Nothing is sent: a connected UDP socket has the local address of its route.
                using Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
                socket.Connect(Dns.GetHostAddresses(_device.Host, AddressFamily.InterNetwork).First(), _device.Port);
                return ((IPEndPoint)socket.LocalEndPoint).Address;
            }
            catch (Exception error) when (error is SocketException or InvalidOperationException)
            {
                throw Unreachable(error);
            }
        }

        /// <summary>Closes the connections.</summary>
        public void Dispose()
        {
            _client.Dispose();
        }

        private async Task<(HttpStatusCode Code, string Body)> Post(byte[] manifest, byte[] signature, string token, CancellationToken stop)
        {
            using HttpRequestMessage request = new HttpRequestMessage(HttpMethod.Post, new Uri(_device, "job")) { Content = new ByteArrayContent(manifest) };
            request.Headers.Add("X-Signature", Encoding.ASCII.GetString(signature).Trim());
            if (token != null)
            {
                request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
            }

            return await Send(request, stop);
        }

        private async Task<(HttpStatusCode Code, string Body)> Send(HttpRequestMessage request, CancellationToken stop)
        {
            try
            {
                using HttpResponseMessage answer = await _client.SendAsync(request, stop);
                return (answer.StatusCode, await answer.Content.ReadAsStringAsync(stop));
            }
            catch (HttpRequestException error)
            {
                throw Unreachable(error);
            }
            catch (TaskCanceledException) when (!stop.IsCancellationRequested)
            {
                throw Unreachable(new TimeoutException($"none within {_patience.TotalSeconds} s"));
            }
        }

        private ToolException Unreachable(Exception error)
        {
            return new ToolException($"speak to {_device}", "an answer", (error.InnerException ?? error).Message.TrimEnd('.'), "Is the device on, in this network, and does it listen to this port ('port' in its configuration)?", error);
        }

        private static string AdviceFor(HttpStatusCode code, string token)
        {
            return code switch
            {
                HttpStatusCode.Unauthorized when token == null => "Give its token: --config with its esp32bridge.json, --token, or the variable ESP32BRIDGE_TOKEN.",
                HttpStatusCode.Unauthorized => "The token is not that of this device.",
                HttpStatusCode.MisdirectedRequest => "Use its address or its own name.",
                _ => "The device says what is wrong. It changed nothing.",
            };
        }

        private static string ErrorIn(HttpStatusCode code, string body)
        {
            string error = (string)Fields(body)?["error"];
            return error == null ? $"status {(int)code}" : $"status {(int)code}: {error.TrimEnd('.')}";
        }

        private static JsonObject Fields(string body)
        {
            try
            {
                return JsonNode.Parse(body) as JsonObject;
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }
}
