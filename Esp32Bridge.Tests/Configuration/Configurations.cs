using System.Text;
using Esp32Bridge.Board;
using Esp32Bridge.Configuration;
using Esp32Bridge.Data;
using Esp32Bridge.Tests.Doubles;

namespace Esp32Bridge.Tests.Configuration
{
    /// <summary>Valid configuration files, files with one error, and a device that reads them.</summary>
    public static class Configurations
    {
        /// <summary>The key of reports in the valid file.</summary>
        public const string Key = "0123456789abcdef-KEY";

        /// <summary>The token in the valid file.</summary>
        public const string Token = "fedcba9876543210_TOKEN";

        /// <summary>The token of the board description.</summary>
        public const string OwnToken = "the-board's-own-token";

        /// <summary>The public key in the valid file.</summary>
        public const string PublicKey = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

        /// <summary>The public key of the board description.</summary>
        public const string OwnPublicKey = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";

        /// <summary>The key of reports of the board description.</summary>
        public const string OwnKey = "the board's own key";

        /// <summary>The certificate of the board description.</summary>
        public const string OwnCertificate = "-----BEGIN CERTIFICATE----- own";

        /// <summary>The certificate in the file root.pem.</summary>
        public const string Certificate = "-----BEGIN CERTIFICATE----- root";

        private static readonly string[] _names = new string[]
        {
            "device", "fleet", "manifest", "interval", "keys", "report", "reportKey", "certificate", "port", "token", "targets", "devices", "bridge", "bridgeClients",
        };

        private static readonly string[] _deviceNames = new string[]
        {
            "id", "name", "flash", "pages", "singleBankPages", "smallBankPages", "secondBankPage", "unit", "ram", "otherRams", "freeRam", "eraseTime", "startTime", "clock",
            "sizeRegister", "options", "emptyFlag", "erasesOnePage", "oneBank", "keepsSecondBank", "erased", "flashAlias", "bootAddress", "writeProtection", "singleBankWriteProtection",
            "i2cAddress", "fastI2c", "spi",
        };

        private static readonly string[] _optionNames = new string[]
        {
            "address", "nSWBOOT0", "nBOOT_SEL", "nBOOT1", "DBANK", "DB1M", "nDBANK", "SWAP_BANK", "nSWAP_BANK", "BFB2", "nBFB2", "BFB2address", "TZEN",
        };

        private static readonly string[] _protectionNames = new string[] { "address", "otherAddress", "pagesOfBit", "stepsOfPage", "lowestBit", "lowestBitOfLast", "bits", "firstPage", "protectsBySet", "SPRMOD" };

        private static readonly string[] _targetNames = new string[]
        {
            "name", "uart", "tx", "rx", "boot0", "reset", "boot0ActiveHigh", "resetActiveHigh", "bootloaderBaud", "applicationBaud", "bridgePort",
        };

        /// <summary>Writes a file with all fields.</summary>
        /// <param name="field">The field that differs, or null.</param>
        /// <param name="json">Its value, or null to leave the field out.</param>
        /// <returns>The text.</returns>
        public static string With(string field, string json)
        {
            string[] values = new string[]
            {
                "\"pump-17\"", "\"pumps\"", "\"https://ota.example.com/{device}/job.json\"", "60", "[\"" + PublicKey + "\"]",
                "\"http://ota.example.com/report?of={device}&from={device}\"", "\"" + Key + "\"",
                "\"root.pem\"", "8080", "\"" + Token + "\"", "[" + Target(1, null, null) + "," + Target(2, null, null) + "]",
                "[" + Device(null, null) + "]", "true", "[\"192.168.1.10\",\"10.0.0.255\"]",
            };
            return Object(_names, values, field, json);
        }

        /// <summary>Writes an element of "targets".</summary>
        /// <param name="number">1 or 2.</param>
        /// <param name="field">The field that differs, or null.</param>
        /// <param name="json">Its value, or null to leave the field out.</param>
        /// <returns>The text.</returns>
        public static string Target(int number, string field, string json)
        {
            string[] values = number == 1
                ? new string[] { "\"Left\"", "\"COM3\"", "4", "34", "13", "14", "false", "true", "57600", "9600", "3001" }
                : new string[] { "\"Right\"", "\"COM2\"", "21", "22", "23", "25", "true", "false", "115200", "115200", "65534" };
            return Object(_targetNames, values, field, json);
        }

        /// <summary>Writes an element of "devices" with all fields.</summary>
        /// <param name="field">The field that differs, or null.</param>
        /// <param name="json">Its value, or null to leave the field out.</param>
        /// <returns>The text.</returns>
        public static string Device(string field, string json)
        {
            string[] values = new string[]
            {
                "\"0x499\"", "\"own part\"", "524288", "[4,16384,1,65536,1,131072]", "[2,262144]", "[4,16384,1,65536]", "128", "16", "98304", "[{\"address\":\"0x10000000\",\"size\":32768},{\"address\":\"0x38000000\",\"size\":4096}]", "\"0x20003100\"", "400", "60", "16000",
                "\"0x1FFF75E0\"", Options(null, null), "true", "true", "false", "true", "\"0x00\"", "\"0x200000\"",
                BootAddress(null, null), "[" + Protection(null, null) + ",{\"address\":\"0x1FFF7804\",\"bits\":7}]",
                "[{\"address\":\"0x1FFF7808\",\"bits\":6}]",
                "\"0x48\"", "true", "true",
            };
            return Object(_deviceNames, values, field, json);
        }

        /// <summary>Writes an element of "devices" with its mandatory fields only.</summary>
        /// <param name="field">One more field, or null.</param>
        /// <param name="json">Its value.</param>
        /// <returns>The text.</returns>
        public static string BareDevice(string field, string json)
        {
            return "{\"id\":\"0x7FF\",\"name\":\"x\",\"flash\":65536,\"pages\":[32,2048],\"unit\":8,\"ram\":8192,\"eraseTime\":40,\"startTime\":1"
                + (field == null ? string.Empty : ",\"" + field + "\":" + json) + "}";
        }

        /// <summary>Writes the options of a device with all fields.</summary>
        /// <param name="field">The field that differs, or null.</param>
        /// <param name="json">Its value, or null to leave the field out.</param>
        /// <returns>The text.</returns>
        public static string Options(string field, string json)
        {
            return Object(_optionNames, new string[] { "\"0x1FFF7800\"", "26", "24", "23", "22", "21", "0", "19", "31", "20", "2", "\"0x1FFF7804\"", "1" }, field, json);
        }

        /// <summary>Writes the boot address of a device with all fields.</summary>
        /// <param name="field">The field that differs, or null.</param>
        /// <param name="json">Its value, or null to leave the field out.</param>
        /// <returns>The text.</returns>
        public static string BootAddress(string field, string json)
        {
            return Object(new string[] { "address", "name", "mask", "shift" }, new string[] { "\"0x40022044\"", "\"BOOT_ADD0\"", "\"0xFFFF\"", "14" }, field, json);
        }

        /// <summary>Writes a word of write protection with all fields.</summary>
        /// <param name="field">The field that differs, or null.</param>
        /// <param name="json">Its value, or null to leave the field out.</param>
        /// <returns>The text.</returns>
        public static string Protection(string field, string json)
        {
            return Object(_protectionNames, new string[] { "\"0x1FFF7818\"", "\"0x1FFF7800\"", "2", "3", "8", "17", "12", "6", "true", "31" }, field, json);
        }

        /// <summary>Describes a board with the targets A and B, wired like the shipped one, and no other settings.</summary>
        /// <returns>The description.</returns>
        public static BoardDescription BareBoard()
        {
            TargetDescription a = new TargetDescription("A", new UartWiring("COM2", 25, 26), 27, 33) { BootloaderBaudRate = 921600, BridgePort = 2001 };
            TargetDescription b = new TargetDescription("B", new UartWiring("COM3", 18, 19), 21, 22) { BootloaderBaudRate = 921600, BridgePort = 2002 };
            return new BoardDescription(new TargetDescription[] { a, b }, "http://ota.example.com/job.json");
        }

        /// <summary>Describes the board that reads the files, with all settings that a file can change.</summary>
        /// <returns>The description.</returns>
        public static BoardDescription Board()
        {
            BoardDescription board = BareBoard();
            board.DeviceName = "own-name";
            board.ManifestUrl = "http://own/{device}.json";
            board.PollInterval = 7000;
            board.Fleet = "own-fleet";
            board.Keys = new byte[][] { HexText.Parse(OwnPublicKey) };
            board.ReportKey = OwnKey;
            board.ReportUrl = "http://own/report/{device}";
            board.RootCertificate = OwnCertificate;
            board.HttpPort = 81;
            board.Token = OwnToken;
            return board;
        }

        /// <summary>Reads a file with <see cref="Board"/>.</summary>
        /// <param name="text">The text; null if there is no file.</param>
        /// <param name="log">The log.</param>
        /// <returns>The resulting description.</returns>
        public static BoardDescription Apply(string text, FakeLog log)
        {
            return ApplyBytes(text == null ? null : Encoding.UTF8.GetBytes(text), log);
        }

        /// <summary>Reads a file with <see cref="Board"/>.</summary>
        /// <param name="bytes">Its bytes; null if there is no file.</param>
        /// <param name="log">The log.</param>
        /// <returns>The resulting description.</returns>
        public static BoardDescription ApplyBytes(byte[] bytes, FakeLog log)
        {
            FakeDrive drive = new FakeDrive();
            drive.Spoil("root.pem", Encoding.UTF8.GetBytes(Certificate));
            drive.Spoil("key.pem", Encoding.UTF8.GetBytes("-----BEGIN PRIVATE KEY-----"));
            if (bytes != null)
            {
                drive.Spoil(ConfigurationFile.Name, bytes);
            }

            return ConfigurationFile.Apply(Board(), drive, log);
        }

        private static string Object(string[] names, string[] values, string field, string json)
        {
            string text = string.Empty;
            for (int i = 0; i < names.Length; i++)
            {
                string value = names[i] == field ? json : values[i];
                if (!string.IsNullOrEmpty(value))
                {
                    text += (text.Length == 0 ? "{" : ",") + "\"" + names[i] + "\":" + value;
                }
            }

            return text + "}";
        }
    }
}
