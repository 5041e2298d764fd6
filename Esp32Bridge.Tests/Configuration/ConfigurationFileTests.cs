using Esp32Bridge.Board;
using Esp32Bridge.Configuration;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Configuration
{
    [TestClass]
    public class ConfigurationFileTests
    {
        [TestMethod]
        public void Without_a_file_the_board_description_counts_and_one_line_says_so()
        {
            FakeLog log = new FakeLog();

            BoardDescription board = Configurations.Apply(null, log);

            ConfigurationChecks.IsOwn(board);
            Assert.AreEqual(Configurations.OwnKey, board.Key);
            Assert.AreEqual("configuration: there is no esp32bridge.json; the board description counts|", log.Text);
        }

        [TestMethod]
        public void An_empty_object_changes_nothing()
        {
            BoardDescription board = Configurations.Apply("{}", new FakeLog());

            ConfigurationChecks.IsOwn(board);
            Assert.AreEqual(Configurations.OwnKey, board.Key);
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
            Assert.AreEqual(Configurations.Key, board.Key);
            Assert.AreEqual("http://ota.example.com/report?of=pump-17&from=pump-17", board.ReportUrl);
            Assert.AreEqual(Configurations.Certificate, board.RootCertificate);
            Assert.AreEqual(8080, board.HttpPort);
            Assert.AreEqual(2, board.Targets.Length);
            TargetDescription left = board.Targets[0];
            Assert.AreEqual("Left COM3 4 34 13 14 57600 9600", ConfigurationChecks.Describe(left));
            Assert.IsFalse(left.Boot0ActiveHigh);
            Assert.IsTrue(left.ResetActiveHigh);
            Assert.AreEqual("Right COM2 21 22 23 25 115200 115200", ConfigurationChecks.Describe(board.Targets[1]));
            Assert.IsTrue(board.Targets[1].Boot0ActiveHigh);
            Assert.IsFalse(board.Targets[1].ResetActiveHigh);
        }

        [DataRow("device")]
        [DataRow("manifest")]
        [DataRow("interval")]
        [DataRow("key")]
        [DataRow("report")]
        [DataRow("certificate")]
        [DataRow("port")]
        [DataRow("targets")]
        public void A_field_that_is_missing_leaves_what_the_board_description_says_and_the_others_count(string field)
        {
            BoardDescription board = Configurations.Apply(Configurations.With(field, null), new FakeLog());
            string device = field == "device" ? "own-name" : "pump-17";

            Assert.AreEqual(device, board.DeviceName);
            Assert.AreEqual(field == "manifest" ? "http://own/pump-17.json" : "https://ota.example.com/" + device + "/job.json", board.ManifestUrl);
            Assert.AreEqual(field == "interval" ? 7000 : 60000, board.PollInterval);
            Assert.AreEqual(field == "key" ? Configurations.OwnKey : Configurations.Key, board.Key);
            Assert.AreEqual(field == "report" ? "http://own/report/pump-17" : "http://ota.example.com/report?of=" + device + "&from=" + device, board.ReportUrl);
            Assert.AreEqual(field == "certificate" ? Configurations.OwnCertificate : Configurations.Certificate, board.RootCertificate);
            Assert.AreEqual(field == "port" ? 81 : 8080, board.HttpPort);
            Assert.AreEqual(field == "targets" ? "A" : "Left", board.Targets[0].Name);
        }

        [TestMethod]
        public void The_board_description_itself_is_not_changed()
        {
            BoardDescription board = Configurations.Board();
            FakeDrive drive = new FakeDrive();
            drive.Spoil(ConfigurationFile.Name, System.Text.Encoding.UTF8.GetBytes(Configurations.With("certificate", null)));

            ConfigurationFile.Apply(board, drive, new FakeLog());

            Assert.AreEqual("http://own/{device}.json", board.ManifestUrl);
            Assert.AreEqual("http://own/report/{device}", board.ReportUrl);
            Assert.AreEqual(Configurations.OwnKey, board.Key);
            Assert.AreEqual("A", board.Targets[0].Name);
        }

        [TestMethod]
        public void A_board_of_which_nothing_is_said_has_no_key_and_reports_nowhere()
        {
            BoardDescription board = ConfigurationFile.Apply(Configurations.BareBoard(), new FakeDrive(), new FakeLog());

            Assert.AreEqual("esp32bridge", board.DeviceName);
            Assert.AreEqual(60000, board.PollInterval);
            Assert.AreEqual(80, board.HttpPort);
            Assert.IsNull(board.Key);
            Assert.IsNull(board.ReportUrl);
            Assert.IsNull(board.RootCertificate);
        }

        [TestMethod]
        public void A_file_with_an_error_is_not_used_at_all_and_the_device_has_no_key()
        {
            FakeLog log = new FakeLog();

            BoardDescription board = Configurations.Apply(Configurations.With("port", "65536"), log);

            ConfigurationChecks.IsOwn(board);
            Assert.IsNull(board.Key);
            Assert.AreEqual(
                "configuration: esp32bridge.json: port: expected a number of 0 to 65535; got 65536. "
                + "Correct the file on the drive I: and restart the device. Until then it takes no job.|",
                log.Text);
        }

        [TestMethod]
        public void A_file_that_is_cut_short_anywhere_leaves_the_device_without_a_key()
        {
            string text = Configurations.With(null, null);
            for (int length = 0; length < text.Length; length++)
            {
                FakeLog log = new FakeLog();
                Assert.IsNull(Configurations.Apply(text.Substring(0, length), log).Key, "after " + length);
                Assert.StartsWith("configuration: esp32bridge.json: expected a JSON object; got ", log.Text, "after " + length);
            }
        }

        [TestMethod]
        public void A_file_has_its_limits_of_size_and_depth()
        {
            string text = Configurations.With(null, null);
            string largest = text + new string(' ', ConfigurationFile.MaximumSize - text.Length);

            Assert.AreEqual(Configurations.Key, Configurations.Apply(largest, new FakeLog()).Key);
            ConfigurationChecks.Refused("esp32bridge.json: expected at most 4096 bytes; got 4097 bytes. ", largest + " ");
            ConfigurationChecks.Refused("esp32bridge.json: expected at most 3 levels; got more. ", "{\"targets\":[{\"name\":[]}]}");
        }
    }
}
