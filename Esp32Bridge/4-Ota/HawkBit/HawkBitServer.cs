using Esp32Bridge.Data;
using Esp32Bridge.Errors;
using Esp32Bridge.Json;
using Esp32Bridge.Network;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Ota
{
    /// <summary>Eclipse hawkBit for a device: the resources of its Direct Device Integration API, version 1.</summary>
    public sealed class HawkBitServer : IHawkBit
    {
        private const int TimeLimit = 60 * 1000;

        // The links of an artifact, in the list of artifacts of a chunk, in the list of chunks of a deployment.
        private const int Depth = 8;

        private const int Gone = 410;
        private const string Advice = "Check 'hawkbit' in the configuration and its token first. Then check the server and the address that it has for devices.";

        private readonly string _url;
        private readonly HttpsTrust _trust;
        private readonly IClock _clock;

        /// <summary>Creates the server; nothing is sent.</summary>
        /// <param name="url">The device's own address on the server, "https://host/DEFAULT/controller/v1/bridge-1".</param>
        /// <param name="trust">Which https servers are trusted, and the credentials for this one.</param>
        /// <param name="clock">The clock.</param>
        public HawkBitServer(string url, HttpsTrust trust, IClock clock)
        {
            _url = url;
            _trust = trust;
            _clock = clock;
        }

        /// <inheritdoc/>
        /// <remarks>
        /// HawkBit builds its links from the header Host of the request, in which the runtime omits the port. So a link to the same host without a
        /// port means this server.
        /// </remarks>
        public string Follow(string link)
        {
            int path = _url.IndexOf('/', _url.IndexOf("://") + 3);
            int port = _url.Substring(0, path).LastIndexOf(':');
            return link.StartsWith(_url.Substring(0, port) + "/") ? _url.Substring(0, path) + link.Substring(port) : link;
        }

        /// <inheritdoc/>
        public JsonFields Get(string url, int longest)
        {
            string address = url == null ? _url : url;
            HttpFile file = new HttpFile(address, longest, Advice, _trust, _clock);
            byte[] answer = file.Fetch(null, _clock.Milliseconds + TimeLimit);
            return JsonReader.Parse(answer, Depth, UrlText.Shown(address), Advice);
        }

        /// <inheritdoc/>
        public void Put(string url, byte[] json)
        {
            new HttpUpload("PUT", url, Advice, _trust).Send(json, null);
        }

        /// <inheritdoc/>
        public void PostFeedback(string url, byte[] json)
        {
            HttpUpload upload = new HttpUpload("POST", UrlText.WithoutQuery(url) + "/feedback", Advice, _trust);
            try
            {
                upload.Send(json, null);
            }
            catch (BridgeException error)
            {
                // The action is already closed: an earlier response was lost, or it was closed on the server. There is nothing more to report.
                if (upload.StatusCode != Gone)
                {
                    throw error;
                }
            }
        }

        /// <inheritdoc/>
        public IManifestSource ManifestAt(string url)
        {
            return new HttpManifestSource(url, _trust, _clock);
        }
    }
}
