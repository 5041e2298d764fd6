using Esp32Bridge.Board;
using Esp32Bridge.Devices;

namespace Esp32Bridge.Configuration
{
    /// <summary>The description of the board: its targets, their wiring, and the source of its jobs.</summary>
    public sealed class BoardDescription
    {
        /// <summary>The most keys. Two allow one to replace the other.</summary>
        public const int MostKeys = 2;

        /// <summary>Creates a description.</summary>
        /// <param name="targets">The targets.</param>
        /// <param name="manifestUrl">The address of job.json.</param>
        public BoardDescription(TargetDescription[] targets, string manifestUrl)
        {
            Targets = targets;
            ManifestUrl = manifestUrl;
            DeviceName = "esp32bridge";
            PollInterval = 60 * 1000;
            HttpPort = 80;
            OwnDevices = new Stm32Device[0];
            Keys = new byte[0][];
        }

        /// <summary>Gets or sets the targets.</summary>
        public TargetDescription[] Targets { get; set; }

        /// <summary>Gets or sets devices that the device table does not have, or that override its rows.</summary>
        public Stm32Device[] OwnDevices { get; set; }

        /// <summary>Gets or sets the name of this device: 1 to 32 letters, digits, '-', '_' and '.'.</summary>
        public string DeviceName { get; set; }

        /// <summary>
        /// Gets or sets the address of job.json, http or https; null if jobs come from <see cref="HawkBitUrl"/>. "{device}" in it stands for <see
        /// cref="DeviceName"/>.
        /// </summary>
        public string ManifestUrl { get; set; }

        /// <summary>
        /// Gets or sets the address of the device in hawkBit's Direct Device Integration API,
        /// "https://hawkbit.example.com/DEFAULT/controller/v1/{device}", or null. "{device}" in it stands for <see cref="DeviceName"/>.
        /// </summary>
        public string HawkBitUrl { get; set; }

        /// <summary>Gets or sets how the device authenticates itself to hawkBit: "TargetToken " or "GatewayToken ", and the token; null: not at all.</summary>
        public string HawkBitAuthorization { get; set; }

        /// <summary>Gets or sets the poll interval in milliseconds. hawkBit can override it.</summary>
        public int PollInterval { get; set; }

        /// <summary>Gets or sets the fleet of this device, a name with the same characters as the device's, or null. A job can address a fleet.</summary>
        public string Fleet { get; set; }

        /// <summary>
        /// Gets or sets the public keys (Ed25519, RFC 8032) of those who may sign jobs, 32 bytes each, at most <see cref="MostKeys"/>. Without a key,
        /// no job is accepted.
        /// </summary>
        public byte[][] Keys { get; set; }

        /// <summary>
        /// Gets or sets the key that signs reports: 16 to 64 printable ASCII characters, the raw key of the HMAC (RFC 2104), as "openssl dgst -sha256
        /// -hmac KEY" takes it. Null: reports are not signed.
        /// </summary>
        public string ReportKey { get; set; }

        /// <summary>Gets or sets the address for reports, http or https; null: there are none. "{device}" in it stands for <see cref="DeviceName"/>.</summary>
        public string ReportUrl { get; set; }

        /// <summary>
        /// Gets or sets the root certificate of the https servers as PEM ("-----BEGIN CERTIFICATE-----" and so on); null: the roots that are stored
        /// in the device.
        /// </summary>
        public string RootCertificate { get; set; }

        /// <summary>Gets or sets the TCP port of the device's own web server; 0: no web server.</summary>
        public int HttpPort { get; set; }

        /// <summary>
        /// Gets or sets the token of requests that change something (RFC 6750): 16 to 64 printable ASCII characters without blanks. Null: all such
        /// requests are refused.
        /// </summary>
        public string Token { get; set; }

        /// <summary>Gets or sets whether clients on the network can access the targets through this device, see <see cref="TargetDescription.BridgePort"/>.</summary>
        public bool HasBridge { get; set; }

        /// <summary>Gets or sets the IPv4 addresses of the clients that may use the bridge; null: every client.</summary>
        public string[] BridgeClients { get; set; }

        /// <summary>Copies the description.</summary>
        /// <returns>A copy whose properties can be changed without changing this one; the targets are shared.</returns>
        public BoardDescription Copy()
        {
            return (BoardDescription)MemberwiseClone();
        }
    }
}
