using Esp32Bridge.Board;
using Esp32Bridge.Devices;

namespace Esp32Bridge.Configuration
{
    /// <summary>The board in one place: which targets it has, how they are wired, and where its jobs come from.</summary>
    public sealed class BoardDescription
    {
        /// <summary>The most keys: one can be replaced by another.</summary>
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

        /// <summary>Gets or sets the figures of parts that the device table does not have, or has otherwise.</summary>
        public Stm32Device[] OwnDevices { get; set; }

        /// <summary>Gets or sets the name of this device: 1 to 32 letters, digits, '-', '_' and '.'.</summary>
        public string DeviceName { get; set; }

        /// <summary>
        /// Gets or sets the address of job.json, http or https; null where jobs come from <see cref="HawkBitUrl"/>. "{device}" in it
        /// stands for <see cref="DeviceName"/>.
        /// </summary>
        public string ManifestUrl { get; set; }

        /// <summary>
        /// Gets or sets the address that the device has in the Direct Device Integration API of hawkBit,
        /// "https://hawkbit.example.com/DEFAULT/controller/v1/{device}", or null. "{device}" in it stands for <see cref="DeviceName"/>.
        /// </summary>
        public string HawkBitUrl { get; set; }

        /// <summary>Gets or sets how the device shows hawkBit who it is: "TargetToken " or "GatewayToken ", and the token; null: it does not.</summary>
        public string HawkBitAuthorization { get; set; }

        /// <summary>Gets or sets the time between two looks for a job, in milliseconds; with hawkBit until that names another.</summary>
        public int PollInterval { get; set; }

        /// <summary>Gets or sets the fleet that this device belongs to, a name like that of a device, or null: a job can be for a fleet.</summary>
        public string Fleet { get; set; }

        /// <summary>
        /// Gets or sets the public keys (Ed25519, RFC 8032) of those who may sign jobs, 32 bytes each, at most
        /// <see cref="MostKeys"/>. Where there is none, no job is accepted.
        /// </summary>
        public byte[][] Keys { get; set; }

        /// <summary>
        /// Gets or sets the key with which reports are signed: 16 to 64 printable ASCII characters, the raw key of the HMAC
        /// (RFC 2104), as "openssl dgst -sha256 -hmac KEY" takes it. Null: they are not signed.
        /// </summary>
        public string ReportKey { get; set; }

        /// <summary>
        /// Gets or sets the address to which results are reported, http or https; null: they are not. "{device}" in it
        /// stands for <see cref="DeviceName"/>.
        /// </summary>
        public string ReportUrl { get; set; }

        /// <summary>
        /// Gets or sets the root certificate of the https servers as PEM ("-----BEGIN CERTIFICATE-----" and so on), or null:
        /// then the roots that are stored in the device count.
        /// </summary>
        public string RootCertificate { get; set; }

        /// <summary>Gets or sets the TCP port of the device's own web server; 0: there is none.</summary>
        public int HttpPort { get; set; }

        /// <summary>
        /// Gets or sets the token without which nobody can have the device do something by its own web server (RFC 6750): 16 to 64
        /// printable ASCII characters without blanks. Null: nobody can.
        /// </summary>
        public string Token { get; set; }

        /// <summary>Gets or sets whether others on the network can talk to the targets through this device, see <see cref="TargetDescription.BridgePort"/>.</summary>
        public bool HasBridge { get; set; }

        /// <summary>Gets or sets the IPv4 addresses of those who may use the bridge, or null for everybody.</summary>
        public string[] BridgeClients { get; set; }

        /// <summary>Copies the description.</summary>
        /// <returns>A description that can be changed without changing this one; the targets are the same.</returns>
        public BoardDescription Copy()
        {
            return (BoardDescription)MemberwiseClone();
        }
    }
}
