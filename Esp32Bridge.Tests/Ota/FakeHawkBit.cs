using System;
using System.Text;
using Esp32Bridge.Json;
using Esp32Bridge.Ota;
using Esp32Bridge.Tests.Doubles;

namespace Esp32Bridge.Tests.Ota
{
    /// <summary>A hawkBit server with one controller: its open action, and the feedback that it received.</summary>
    public sealed class FakeHawkBit : IHawkBit
    {
        /// <summary>The address of the controller.</summary>
        public const string Url = "https://host/DEFAULT/controller/v1/bridge-1";

        /// <summary>The address of the artifacts.</summary>
        public const string Artifacts = Url + "/softwaremodules/3/artifacts/";

        /// <summary>Gets or sets the interval between two polls.</summary>
        public string Sleep { get; set; } = "00:05:00";

        /// <summary>Gets or sets the action that is open, or null.</summary>
        public string Action { get; set; }

        /// <summary>Gets or sets whether it is to be cancelled.</summary>
        public bool IsCancelling { get; set; }

        /// <summary>Gets or sets whether the server asks for the attributes of the device.</summary>
        public bool WantsAttributes { get; set; }

        /// <summary>Gets or sets the fields of the deployment other than its chunks, each followed by a comma.</summary>
        public string Handling { get; set; } = "\"download\":\"forced\",\"update\":\"forced\",";

        /// <summary>Gets or sets the names of the artifacts.</summary>
        public string[] Names { get; set; } = new string[] { "a.bin", "job.json", "job.json.sig" };

        /// <summary>Gets the manifests.</summary>
        public FakeManifests Manifests { get; } = new FakeManifests();

        /// <summary>Gets the addresses from which manifests were requested.</summary>
        public FakeLog Places { get; } = new FakeLog();

        /// <summary>Gets the feedback, each after the last part of its path.</summary>
        public FakeLog Told { get; } = new FakeLog();

        /// <summary>Gets or sets the error that is thrown instead of each answer, or null.</summary>
        public Exception Error { get; set; }

        /// <summary>Gets or sets whether feedback is lost on its way.</summary>
        public bool IsDeaf { get; set; }

        /// <summary>Gets how many requests it received.</summary>
        public int Requests { get; private set; }

        /// <inheritdoc/>
        public string Follow(string link)
        {
            return link;
        }

        /// <inheritdoc/>
        public JsonFields Get(string url, int longest)
        {
            Requests++;
            if (Error != null)
            {
                throw Error;
            }

            string text = url == null ? Device() : url.IndexOf("cancelAction") >= 0 ? Cancellation() : Deployment();
            return JsonReader.Parse(Encoding.UTF8.GetBytes(text), 8, "hawkBit", "Check it.");
        }

        /// <inheritdoc/>
        public void Put(string url, byte[] json)
        {
            Requests++;
            Hear(url, json);
            WantsAttributes = false;
        }

        /// <inheritdoc/>
        public void PostFeedback(string url, byte[] json)
        {
            Requests++;
            Hear(url, json);
            string text = Encoding.UTF8.GetString(json, 0, json.Length);
            bool isClosed = text.IndexOf("\"closed\"") >= 0;
            Action = isClosed ? null : Action;
            IsCancelling = false;
        }

        /// <inheritdoc/>
        public IManifestSource ManifestAt(string url)
        {
            Places.Write(url);
            return Manifests;
        }

        private void Hear(string url, byte[] json)
        {
            if (IsDeaf)
            {
                throw new InvalidOperationException("lost");
            }

            Told.Write(url.Substring(Url.Length + 1) + " " + Encoding.UTF8.GetString(json, 0, json.Length));
        }

        private string Device()
        {
            string link = Action == null ? null : IsCancelling ? Link("cancelAction", Url + "/cancelAction/" + Action) : Link("deploymentBase", Url + "/deploymentBase/" + Action + "?c=-2129030598");
            string data = WantsAttributes ? Link("configData", Url + "/configData") : null;
            string links = link == null || data == null ? link + data : link + "," + data;
            return "{\"config\":{\"polling\":{\"sleep\":\"" + Sleep + "\"}}" + (links.Length == 0 ? string.Empty : ",\"_links\":{" + links + "}") + "}";
        }

        private string Cancellation()
        {
            return "{\"id\":\"" + Action + "\",\"cancelAction\":{\"stopId\":\"" + Action + "\"}}";
        }

        private string Deployment()
        {
            string artifacts = string.Empty;
            for (int i = 0; i < Names.Length; i++)
            {
                artifacts += (i == 0 ? string.Empty : ",") + "{\"filename\":\"" + Names[i] + "\",\"hashes\":{\"sha1\":\"00\"},\"size\":1,\"_links\":{" + Link("download-http", Artifacts + Names[i]) + "}}";
            }

            return "{\"id\":\"" + Action + "\",\"deployment\":{" + Handling + "\"chunks\":[{\"part\":\"os\",\"version\":\"1\",\"name\":\"empty\",\"artifacts\":[]},"
                + "{\"part\":\"os\",\"version\":\"7\",\"name\":\"pumps\",\"artifacts\":[" + artifacts + "]}]}}";
        }

        private static string Link(string name, string url)
        {
            return "\"" + name + "\":{\"href\":\"" + url + "\"}";
        }
    }
}
