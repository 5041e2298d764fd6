using Esp32Bridge.Board;
using Esp32Bridge.Configuration;
using Esp32Bridge.Data;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Configuration
{
    [TestClass]
    public class ConfigurationFileTests
    {
        [TestMethod]
        public void Without_a_file_the_board_description_applies_and_one_log_line_says_so()
        {
            FakeLog log = new FakeLog();

            BoardDescription board = Configurations.Apply(null, log);

            ConfigurationChecks.IsOwn(board);
            Assert.AreEqual(Configurations.OwnKey, board.ReportKey);
            Assert.AreEqual(Configurations.OwnPublicKey, HexText.Of(board.Keys[0]));
            Assert.AreEqual("configuration: there is no esp32bridge.json; the board description counts|", log.Text);
        }

        [TestMethod]
        public void An_empty_object_changes_nothing()
        {
            BoardDescription board = Configurations.Apply("{}", new FakeLog());

            ConfigurationChecks.IsOwn(board);
            Assert.AreEqual(Configurations.OwnKey, board.ReportKey);
            Assert.AreEqual(Configurations.OwnPublicKey, HexText.Of(board.Keys[0]));
        }

        [TestMethod]
        public void A_file_with_all_fields_replaces_all_of_the_board_description()
        {
            FakeLog log = new FakeLog();

            BoardDescription board = Configurations.Apply(Configurations.With(null, null), log);

            Assert.AreEqual("configuration: esp32bridge.json of device pump-17|", log.Text);
            Assert.AreEqual("pump-17", board.DeviceName);
            Assert.AreEqual("https://ota.example.com/pump-17/job.json", board.ManifestUrl);
            Assert.AreEqual(60000, board.PollInterval);
            Assert.AreEqual("pumps", board.Fleet);
            Assert.AreEqual(1, board.Keys.Length);
            Assert.AreEqual(Configurations.PublicKey, HexText.Of(board.Keys[0]));
            Assert.AreEqual(Configurations.Key, board.ReportKey);
            Assert.AreEqual("http://ota.example.com/report?of=pump-17&from=pump-17", board.ReportUrl);
            Assert.AreEqual(Configurations.Certificate, board.RootCertificate);
            Assert.AreEqual(8080, board.HttpPort);
            Assert.AreEqual(Configurations.Token, board.Token);
            Assert.AreEqual(2, board.Targets.Length);
            TargetDescription left = board.Targets[0];
            Assert.AreEqual("Left COM3 4 34 13 14 57600 9600", ConfigurationChecks.Describe(left));
            Assert.IsFalse(left.Boot0ActiveHigh);
            Assert.IsTrue(left.ResetActiveHigh);
            Assert.AreEqual("Right COM2 21 22 23 25 115200 115200", ConfigurationChecks.Describe(board.Targets[1]));
            Assert.IsTrue(board.Targets[1].Boot0ActiveHigh);
            Assert.IsFalse(board.Targets[1].ResetActiveHigh);
            Assert.AreEqual(1, board.OwnDevices.Length);
            Assert.AreEqual(0x499, (int)board.OwnDevices[0].Id);
        }

        [DataRow("device")]
        [DataRow("manifest")]
        [DataRow("interval")]
        [DataRow("fleet")]
        [DataRow("keys")]
        [DataRow("reportKey")]
        [DataRow("report")]
        [DataRow("certificate")]
        [DataRow("port")]
        [DataRow("token")]
        [DataRow("targets")]
        [DataRow("devices")]
        public void A_missing_field_keeps_the_value_of_the_board_description_and_the_others_apply(string field)
        {
            BoardDescription board = Configurations.Apply(Configurations.With(field, null), new FakeLog());
            string device = field == "device" ? "own-name" : "pump-17";

            Assert.AreEqual(device, board.DeviceName);
            Assert.AreEqual(field == "manifest" ? "http://own/pump-17.json" : "https://ota.example.com/" + device + "/job.json", board.ManifestUrl);
            Assert.AreEqual(field == "interval" ? 7000 : 60000, board.PollInterval);
            Assert.AreEqual(field == "fleet" ? "own-fleet" : "pumps", board.Fleet);
            Assert.AreEqual(field == "keys" ? Configurations.OwnPublicKey : Configurations.PublicKey, HexText.Of(board.Keys[0]));
            Assert.AreEqual(field == "reportKey" ? Configurations.OwnKey : Configurations.Key, board.ReportKey);
            Assert.AreEqual(field == "report" ? "http://own/report/pump-17" : "http://ota.example.com/report?of=" + device + "&from=" + device, board.ReportUrl);
            Assert.AreEqual(field == "certificate" ? Configurations.OwnCertificate : Configurations.Certificate, board.RootCertificate);
            Assert.AreEqual(field == "port" ? 81 : 8080, board.HttpPort);
            Assert.AreEqual(field == "token" ? Configurations.OwnToken : Configurations.Token, board.Token);
            Assert.AreEqual(field == "targets" ? "A" : "Left", board.Targets[0].Name);
            Assert.AreEqual(field == "devices" ? 0 : 1, board.OwnDevices.Length);
        }

        [TestMethod]
        public void The_given_board_description_is_not_changed()
        {
            BoardDescription board = Configurations.Board();
            FakeDrive drive = new FakeDrive();
            drive.Spoil(ConfigurationFile.Name, System.Text.Encoding.UTF8.GetBytes(Configurations.With("certificate", null)));

            ConfigurationFile.Apply(board, drive, new FakeLog());

            Assert.AreEqual("http://own/{device}.json", board.ManifestUrl);
            Assert.AreEqual("http://own/report/{device}", board.ReportUrl);
            Assert.AreEqual(Configurations.OwnKey, board.ReportKey);
            Assert.AreEqual(Configurations.OwnPublicKey, HexText.Of(board.Keys[0]));
            Assert.AreEqual("A", board.Targets[0].Name);
        }

        [TestMethod]
        public void A_board_without_settings_has_no_key_and_sends_no_reports()
        {
            BoardDescription board = ConfigurationFile.Apply(Configurations.BareBoard(), new FakeDrive(), new FakeLog());

            Assert.AreEqual("esp32bridge", board.DeviceName);
            Assert.AreEqual(60000, board.PollInterval);
            Assert.AreEqual(80, board.HttpPort);
            Assert.IsNull(board.Fleet);
            Assert.AreEqual(0, board.Keys.Length);
            Assert.IsNull(board.ReportKey);
            Assert.IsNull(board.ReportUrl);
            Assert.IsNull(board.RootCertificate);
        }

        [TestMethod]
        public void A_file_with_an_error_is_ignored_as_a_whole_and_the_device_has_no_key()
        {
            FakeLog log = new FakeLog();

            BoardDescription board = Configurations.Apply(Configurations.With("port", "65536"), log);

            ConfigurationChecks.IsOwn(board);
            Assert.AreEqual(0, board.Keys.Length);
            Assert.AreEqual(
                "configuration: esp32bridge.json: port: expected a number of 0 to 65535; got 65536. "
                + "Correct the file on the drive I: and restart the device. Until then it takes no job.|",
                log.Text);
        }

        [TestMethod]
        public void A_file_truncated_at_any_byte_leaves_the_device_without_a_key()
        {
            string text = Configurations.With(null, null);
            for (int length = 0; length < text.Length; length++)
            {
                FakeLog log = new FakeLog();
                Assert.AreEqual(0, Configurations.Apply(text.Substring(0, length), log).Keys.Length, "after " + length);
                Assert.StartsWith("configuration: esp32bridge.json: expected ", log.Text, "after " + length);
            }
        }

        [TestMethod]
        public void An_unreadable_file_leaves_the_device_without_a_key()
        {
            FakeLog log = new FakeLog();
            FakeDrive drive = new FakeDrive() { ReadError = new System.InvalidOperationException("broken") };

            BoardDescription board = ConfigurationFile.Apply(Configurations.Board(), drive, log);

            ConfigurationChecks.IsOwn(board);
            Assert.AreEqual(0, board.Keys.Length);
            Assert.AreEqual("configuration: InvalidOperationException broken|", log.Text);
        }

        [TestMethod]
        public void The_key_field_of_earlier_firmware_is_ignored_and_all_else_applies()
        {
            FakeLog log = new FakeLog();

            BoardDescription board = Configurations.Apply("{\"device\":\"pump-17\",\"key\":\"0123456789abcdef\",\"interval\":60}", log);

            Assert.AreEqual(0, board.Keys.Length);
            Assert.AreEqual("pump-17", board.DeviceName);
            Assert.AreEqual(60000, board.PollInterval);
            Assert.StartsWith("configuration: 'key' is an HMAC key and no longer signs jobs. Make a key pair (openssl genpkey -algorithm ed25519", log.Text);
            Assert.DoesNotContains("0123456789abcdef", log.Text);
            board = Configurations.Apply("{\"key\":\"0123456789abcdef\",\"keys\":\"" + Configurations.PublicKey + "\"}", new FakeLog());
            Assert.AreEqual(Configurations.PublicKey, HexText.Of(board.Keys[0]));
        }

        [DataRow("\"d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a\"")]
        [DataRow("[\"11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\"]")]
        [DataRow("[\"MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\",\"3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c\"]")]
        public void A_public_key_is_read_as_hexadecimal_digits_as_base64_and_as_openssl_writes_it(string json)
        {
            Assert.AreEqual(Configurations.PublicKey, HexText.Of(Configurations.Apply(Configurations.With("keys", json), new FakeLog()).Keys[0]));
        }

        [DataRow("[]", "keys: expected an array of 1 to 2; got 0 elements")]
        [DataRow("7", "keys: expected an array of 1 to 2; got 7")]
        [DataRow("[\"a\",\"b\",\"c\"]", "keys: expected an array of 1 to 2; got 3 elements")]
        [DataRow("\"0123456789abcdef\"", "keys: expected 64 hexadecimal digits or base64 of 32 bytes or the base64 line of 'openssl pkey -pubout'; got 16 characters")]
        public void An_invalid_public_key_is_refused(string json, string error)
        {
            ConfigurationChecks.Refused("esp32bridge.json: " + error + ". ", Configurations.With("keys", json));
        }

        [TestMethod]
        public void A_file_has_its_limits_of_size_and_depth()
        {
            string text = Configurations.With(null, null);
            string largest = text + new string(' ', ConfigurationFile.MaximumSize - text.Length);

            Assert.AreEqual(Configurations.Key, Configurations.Apply(largest, new FakeLog()).ReportKey);
            ConfigurationChecks.Refused("esp32bridge.json: expected at most 4096 bytes; got 4097 bytes. ", largest + " ");
            ConfigurationChecks.Refused("esp32bridge.json: expected at most 5 levels; got more. ", "{\"devices\":[{\"writeProtection\":[{\"address\":[]}]}]}");
        }
    }
}
