using System;
using System.Collections;
using System.Text;
using Esp32Bridge.Data;
using Esp32Bridge.Json;
using Esp32Bridge.Logging;
using Esp32Bridge.Signatures;
using Esp32Bridge.Storage;

namespace Esp32Bridge.Configuration
{
    /// <summary>
    /// The configuration file on the internal drive: what distinguishes this device from others with the same firmware. The README describes it. A
    /// file with an error is ignored completely.
    /// </summary>
    public static class ConfigurationFile
    {
        /// <summary>The file's name.</summary>
        public const string Name = "esp32bridge.json";

        /// <summary>The largest file, in bytes.</summary>
        public const int MaximumSize = 4 * 1024;

        // An object in an array in an object in an array in an object: the write protection of a device.
        private const int MaximumDepth = 5;

        private const int MinimumKeyLength = 16;
        private const int MaximumKeyLength = 64;
        private const int LongestKey = 128;
        private const int MinimumTokenLength = 16;
        private const int MaximumTokenLength = 64;
        private const int MaximumHawkBitToken = 128;
        private const int LongestDevice = 32;
        private const int LongestTenant = 40;
        private const int LongestController = 128;
        private const int MinimumInterval = 5;
        private const int MaximumInterval = 24 * 60 * 60;
        private const int MaximumClients = 8;
        private const int LongestAddress = 15;
        private const string Advice = "Correct the file on the drive I: and restart the device. Until then it takes no job.";
        private const string DeviceMark = "{device}";

        /// <summary>Reads the file. Errors are logged.</summary>
        /// <param name="board">The defaults for fields that the file does not have; it is not changed.</param>
        /// <param name="drive">The internal drive.</param>
        /// <param name="log">The log for the result.</param>
        /// <returns>The configuration of the device. If the file has an error or cannot be read, it has neither keys nor a token, so that no job is accepted.</returns>
        public static BoardDescription Apply(BoardDescription board, IDrive drive, ILog log)
        {
            BoardDescription result;
            try
            {
                result = Read(board, drive, log);
            }
            catch (Exception error)
            {
                log.Write("configuration: " + (error is JsonException ? string.Empty : error.GetType().Name + " ") + error.Message);
                result = board.Copy();
                result.Keys = new byte[0][];
                result.Token = null;
            }

            result.ManifestUrl = WithDevice(result.ManifestUrl, result.DeviceName);
            result.HawkBitUrl = WithDevice(result.HawkBitUrl, result.DeviceName);
            result.ReportUrl = WithDevice(result.ReportUrl, result.DeviceName);
            return result;
        }

        /// <summary>Reads the file. Errors are thrown.</summary>
        /// <param name="board">The defaults for fields that the file does not have; it is not changed.</param>
        /// <param name="drive">The internal drive.</param>
        /// <param name="log">The log for the result.</param>
        /// <returns>The configuration of the device.</returns>
        /// <exception cref="JsonException">The file has an error.</exception>
        /// <exception cref="Exception">The file cannot be read.</exception>
        public static BoardDescription Read(BoardDescription board, IDrive drive, ILog log)
        {
            byte[] bytes = drive.Read(Name);
            if (bytes == null)
            {
                log.Write("configuration: there is no " + Name + "; the board description counts");
                return board.Copy();
            }

            if (bytes.Length > MaximumSize)
            {
                throw new JsonException(Name, "at most " + MaximumSize + " bytes", bytes.Length + " bytes", Advice);
            }

            BoardDescription result = Parse(JsonReader.Parse(bytes, MaximumDepth, Name, Advice), board, drive, log);
            log.Write("configuration: " + Name + " of device " + result.DeviceName);
            return result;
        }

        private static BoardDescription Parse(JsonFields fields, BoardDescription board, IDrive drive, ILog log)
        {
            fields.Allow(new string[] { "device", "fleet", "manifest", "hawkbit", "interval", "keys", "key", "report", "reportKey", "certificate", "port", "token", "targets", "devices", "bridge", "bridgeClients" });
            BoardDescription result = board.Copy();
            result.DeviceName = fields.Has("device") ? Word(fields, "device") : board.DeviceName;
            result.ManifestUrl = fields.Has("manifest") ? Url(fields, "manifest") : board.ManifestUrl;
            if (fields.Has("hawkbit"))
            {
                ReadHawkBit(fields, result);
            }
            else if (fields.Has("manifest"))
            {
                result.HawkBitUrl = null;
            }

            result.PollInterval = fields.Has("interval") ? 1000 * fields.Number("interval", MinimumInterval, MaximumInterval) : board.PollInterval;
            result.Fleet = fields.Has("fleet") ? Word(fields, "fleet") : board.Fleet;
            result.Keys = fields.Has("keys") || fields.Has("key") ? Keys(fields, log) : board.Keys;
            result.ReportKey = fields.Has("reportKey") ? fields.Secret("reportKey", MinimumKeyLength, MaximumKeyLength) : board.ReportKey;
            result.ReportUrl = fields.Has("report") ? Url(fields, "report") : board.ReportUrl;
            result.RootCertificate = fields.Has("certificate") ? Certificate(fields, drive) : board.RootCertificate;
            result.HttpPort = fields.Has("port") ? fields.Number("port", 0, ushort.MaxValue) : board.HttpPort;
            result.Token = fields.Has("token") ? Token(fields, "token", MaximumTokenLength) : board.Token;
            result.Targets = fields.Has("targets") ? new TargetReader(log).Read(fields) : board.Targets;
            result.OwnDevices = fields.Has("devices") ? new DeviceReader().Read(fields) : board.OwnDevices;
            result.HasBridge = fields.Flag("bridge", board.HasBridge);
            result.BridgeClients = fields.Has("bridgeClients") ? Clients(fields) : board.BridgeClients;
            CheckBridgePorts(fields, result);
            return result;
        }

        // Builds the controller's address in hawkBit, and the value of Authorization for one of hawkBit's two kinds of tokens.
        private static void ReadHawkBit(JsonFields fields, BoardDescription board)
        {
            if (fields.Has("manifest"))
            {
                throw fields.Error("hawkbit", "either 'manifest' or 'hawkbit'", "both");
            }

            JsonFields server = fields.Object("hawkbit");
            server.Allow(new string[] { "url", "tenant", "controller", "token", "gatewayToken" });
            bool isGateway = server.Has("gatewayToken");
            if (isGateway && server.Has("token"))
            {
                throw server.Error("token", "either 'token' or 'gatewayToken'", "both");
            }

            string url = Url(server, "url");
            if (UrlText.WithoutQuery(url) != url)
            {
                throw server.Error("url", "an address without ? and #", "one with it");
            }

            string name = isGateway ? "gatewayToken" : "token";
            string controller = server.Has("controller") && server.Text("controller", LongestController) != DeviceMark ? Word(server, "controller", LongestController) : DeviceMark;
            board.HawkBitUrl = url.TrimEnd('/') + "/" + (server.Has("tenant") ? Word(server, "tenant", LongestTenant) : "DEFAULT") + "/controller/v1/" + controller;
            board.HawkBitAuthorization = (isGateway ? "GatewayToken " : "TargetToken ") + Token(server, name, MaximumHawkBitToken);
            board.ManifestUrl = null;
        }

        private static string Word(JsonFields fields, string name, int longest = LongestDevice)
        {
            const string Allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";
            string word = fields.Text(name, longest);
            for (int i = 0; i < word.Length; i++)
            {
                if (Allowed.IndexOf(word[i]) < 0)
                {
                    throw fields.Error(name, "letters and digits and - _ . only", "another character");
                }
            }

            return word;
        }

        // The field of devices whose jobs had an HMAC. Everyone who can read the key could sign, so it is not used any more.
        private static byte[][] Keys(JsonFields fields, ILog log)
        {
            if (!fields.Has("keys"))
            {
                log.Write("configuration: 'key' is an HMAC key and no longer signs jobs. Make a key pair (openssl genpkey -algorithm ed25519 -out job.pem) and put the public key (openssl pkey -in job.pem -pubout) into 'keys'. Until then the device takes no job.");
                return new byte[0][];
            }

            string[] texts = fields.Texts("keys", BoardDescription.MostKeys, LongestKey);
            byte[][] keys = new byte[texts.Length][];
            for (int i = 0; i < keys.Length; i++)
            {
                keys[i] = Key(fields, texts[i]);
            }

            return keys;
        }

        private static byte[] Key(JsonFields fields, string text)
        {
            try
            {
                return KeyText.Parse(text);
            }
            catch (SignatureFormatException error)
            {
                throw fields.Error("keys", error.Expected, error.Got);
            }
        }

        // HTTP would strip a blank at the end (RFC 9110 5.5).
        private static string Token(JsonFields fields, string name, int longest)
        {
            string token = fields.Secret(name, MinimumTokenLength, longest);
            return token.IndexOf(' ') < 0 ? token : throw fields.Error(name, "no blanks", "one");
        }

        private static string Certificate(JsonFields fields, IDrive drive)
        {
            string name = Word(fields, "certificate");
            byte[] bytes = drive.Read(name);
            string text = bytes == null ? string.Empty : Encoding.UTF8.GetString(bytes, 0, bytes.Length);
            if (text.IndexOf("-----BEGIN CERTIFICATE-----") < 0)
            {
                throw fields.Error("certificate", "the name of a PEM file on the drive", bytes == null ? "no such file" : "another file");
            }

            return text;
        }

        private static string Url(JsonFields fields, string name)
        {
            string url = fields.Address(name);
            return UrlText.IsOfWeb(url) ? url : throw fields.Error(name, "an address of http:// or https:// with a host", "another text");
        }

        private static string[] Clients(JsonFields fields)
        {
            ArrayList list = fields.List("bridgeClients", MaximumClients);
            string[] clients = new string[list.Count];
            for (int i = 0; i < clients.Length; i++)
            {
                string client = list[i] as string;
                if (client == null || !IsAddress(client))
                {
                    throw fields.Error("bridgeClients", "IPv4 addresses as 192.168.1.10", ValueText.Of(list[i]));
                }

                clients[i] = client;
            }

            return clients;
        }

        // Four numbers without leading zeros, because addresses are compared as text.
        private static bool IsAddress(string text)
        {
            string[] parts = text.Length > LongestAddress ? new string[0] : text.Split('.');
            bool isAddress = parts.Length == 4;
            for (int i = 0; isAddress && i < parts.Length; i++)
            {
                isAddress = IsByte(parts[i]);
            }

            return isAddress;
        }

        private static bool IsByte(string text)
        {
            int number = 0;
            for (int i = 0; i < text.Length; i++)
            {
                int digit = text[i] - '0';
                if (digit < 0 || digit > 9 || text.Length > 3)
                {
                    return false;
                }

                number = (number * 10) + digit;
            }

            return number <= byte.MaxValue && text == number.ToString();
        }

        private static void CheckBridgePorts(JsonFields fields, BoardDescription board)
        {
            for (int i = 0; board.HasBridge && i < board.Targets.Length; i++)
            {
                int port = board.Targets[i].BridgePort;
                if (port != 0 && port == board.HttpPort)
                {
                    JsonException problem = fields.Error("bridgePort", "another port than the web server's", port.ToString());
                    problem.Target = "target " + (i + 1);
                    throw problem;
                }
            }
        }

        private static string WithDevice(string url, string device)
        {
            if (url == null)
            {
                return null;
            }

            string result = string.Empty;
            int done = 0;
            int place;
            while ((place = url.IndexOf(DeviceMark, done)) >= 0)
            {
                result += url.Substring(done, place - done) + device;
                done = place + DeviceMark.Length;
            }

            return result + url.Substring(done);
        }
    }
}
