using Esp32Bridge.Configuration;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Configuration
{
    /// <summary>The fields of the file other than the targets.</summary>
    [TestClass]
    public class ConfigurationFieldTests
    {
        [DataRow("null", "1 to 32 printable characters; got null")]
        [DataRow("17", "1 to 32 printable characters; got 17")]
        [DataRow("\"\"", "1 to 32 printable characters; got ''")]
        [DataRow("\"123456789012345678901234567890123\"", "1 to 32 printable characters; got ")]
        [DataRow("\"pump 17\"", "letters and digits and - _ . only; got another character")]
        [DataRow("\"pump/17\"", "letters and digits and - _ . only; got another character")]
        [DataRow("\"{device}\"", "letters and digits and - _ . only; got another character")]
        [DataRow("\"pümp\"", "1 to 32 printable characters; got a character that is not printable ASCII")]
        public void An_invalid_device_name_is_refused(string json, string error)
        {
            Refused("device", json, error);
        }

        [DataRow("x")]
        [DataRow("12345678901234567890123456789012")]
        [DataRow("AZaz-09_.")]
        public void A_device_name_has_letters_and_digits_and_three_signs(string name)
        {
            Assert.AreEqual(name, Configurations.Apply(Configurations.With("device", "\"" + name + "\""), new FakeLog()).DeviceName);
        }

        [DataRow("manifest")]
        [DataRow("report")]
        public void An_invalid_address_is_refused(string field)
        {
            const string Form = "an address of http:// or https:// with a host; got another text";
            const string Text = "an address of 1 to 2048 characters; got ";
            string longest = "http://host/" + new string('a', 2036);

            Refused(field, "null", Text + "no text");
            Refused(field, "5", Text + "no text");
            Refused(field, "\"\"", Text + "0 characters");
            Refused(field, "\"" + longest + "a\"", Text + "2049 characters");
            Refused(field, "\" http://host\"", Text + "a blank as character 1 (write %20)");
            Refused(field, "\"http://host/a b\"", Text + "a blank as character 14 (write %20)");
            Refused(field, "\"http://host/ü\"", Text + "one that is not ASCII as character 13 (write its UTF-8 bytes as %C3%BC)");
            Refused(field, "\"ftp://host/x\"", Form);
            Refused(field, "\"host/x\"", Form);
            Refused(field, "\"http:/host\"", Form);
            Refused(field, "\"http://\"", Form);
            Refused(field, "\"https://\"", Form);
            Refused(field, "\"HTTP://host\"", Form);
            Refused(field, "\"http://host:65536/\"", Form);
            BoardDescription board = Configurations.Apply(Configurations.With(field, "\"" + longest + "\""), new FakeLog());
            Assert.AreEqual(longest, field == "manifest" ? board.ManifestUrl : board.ReportUrl);
        }

        [DataRow("http://h/{device}", "http://h/pump-17")]
        [DataRow("http://{device}/{device}{device}?x={device}&y", "http://pump-17/pump-17pump-17?x=pump-17&y")]
        [DataRow("http://h/{Device}/{device/device}", "http://h/{Device}/{device/device}")]
        [DataRow("http://h/x", "http://h/x")]
        public void The_name_of_the_device_replaces_its_placeholder(string address, string expected)
        {
            Assert.AreEqual(expected, Configurations.Apply(Configurations.With("manifest", "\"" + address + "\""), new FakeLog()).ManifestUrl);
            Assert.AreEqual(expected, Configurations.Apply(Configurations.With("report", "\"" + address + "\""), new FakeLog()).ReportUrl);
        }

        [DataRow("4")]
        [DataRow("86401")]
        [DataRow("-60")]
        [DataRow("60.5")]
        [DataRow("\"60\"")]
        [DataRow("null")]
        [DataRow("9999999999")]
        public void An_invalid_interval_is_refused(string json)
        {
            Refused("interval", json, "a number of 5 to 86400; got ");
        }

        [DataRow("5", 5000)]
        [DataRow("86400", 86400000)]
        public void An_interval_has_its_whole_range(string json, int expected)
        {
            Assert.AreEqual(expected, Configurations.Apply(Configurations.With("interval", json), new FakeLog()).PollInterval);
        }

        [DataRow("-1")]
        [DataRow("65536")]
        [DataRow("\"80\"")]
        [DataRow("true")]
        public void An_invalid_port_is_refused(string json)
        {
            Refused("port", json, "a number of 0 to 65535; got ");
        }

        [DataRow("0", 0)]
        [DataRow("65535", 65535)]
        public void A_port_has_its_whole_range(string json, int expected)
        {
            Assert.AreEqual(expected, Configurations.Apply(Configurations.With("port", json), new FakeLog()).HttpPort);
        }

        [DataRow("null", "1 to 32 printable characters; got null")]
        [DataRow("\"\"", "1 to 32 printable characters; got ''")]
        [DataRow("\"I:\\\\root.pem\"", "letters and digits and - _ . only; got another character")]
        [DataRow("\"certs/root.pem\"", "letters and digits and - _ . only; got another character")]
        [DataRow("\"none.pem\"", "the name of a PEM file on the drive; got no such file")]
        [DataRow("\"key.pem\"", "the name of a PEM file on the drive; got another file")]
        public void A_certificate_that_is_not_a_file_name_is_refused(string json, string error)
        {
            Refused("certificate", json, error);
        }

        [DataRow("null", "no text")]
        [DataRow("1234567890123456", "no text")]
        [DataRow("true", "no text")]
        [DataRow("[\"1234567890123456\"]", "no text")]
        [DataRow("\"\"", "0 characters")]
        [DataRow("\"123456789012345\"", "15 characters")]
        [DataRow("\"12345678901234567890123456789012345678901234567890123456789012345\"", "65 characters")]
        [DataRow("\"0123456789abcdefü\"", "a character that is not printable ASCII")]
        [DataRow("\"0123456789abcdef\\n\"", "a character that is not printable ASCII")]
        public void An_invalid_key_is_refused_and_not_shown(string json, string got)
        {
            FakeLog log = new FakeLog();
            Configurations.Apply(Configurations.With("reportKey", json), log);

            Refused("reportKey", json, "16 to 64 printable characters; got " + got);
            Assert.DoesNotContains("12345678", log.Text);
        }

        [DataRow("1234567890123456")]
        [DataRow("1234567890123456789012345678901234567890123456789012345678901234")]
        [DataRow(" !#$%&'()*+,-./:;<=>?@[]^_`{|}~ ")]
        public void A_key_has_16_to_64_printable_characters(string key)
        {
            FakeLog log = new FakeLog();

            Assert.AreEqual(key, Configurations.Apply(Configurations.With("reportKey", "\"" + key + "\""), log).ReportKey);
            Assert.DoesNotContains(key, log.Text);
        }

        [DataRow("null", "16 to 64 printable characters; got no text")]
        [DataRow("1234567890123456", "16 to 64 printable characters; got no text")]
        [DataRow("\"\"", "16 to 64 printable characters; got 0 characters")]
        [DataRow("\"123456789012345\"", "16 to 64 printable characters; got 15 characters")]
        [DataRow("\"12345678901234567890123456789012345678901234567890123456789012345\"", "16 to 64 printable characters; got 65 characters")]
        [DataRow("\"0123456789abcdef\\u0009\"", "16 to 64 printable characters; got a character that is not printable ASCII")]
        [DataRow("\"0123456789 abcdef\"", "no blanks; got one")]
        [DataRow("\"0123456789abcdef \"", "no blanks; got one")]
        public void An_invalid_token_is_refused_and_not_shown(string json, string error)
        {
            FakeLog log = new FakeLog();
            Configurations.Apply(Configurations.With("token", json), log);

            Refused("token", json, error);
            Assert.DoesNotContains("12345678", log.Text);
        }

        [DataRow("1234567890123456")]
        [DataRow("1234567890123456789012345678901234567890123456789012345678901234")]
        [DataRow("!#$%&'()*+,-./:;<=>?@[]^_`{|}~")]
        public void A_token_has_16_to_64_visible_characters(string token)
        {
            FakeLog log = new FakeLog();

            Assert.AreEqual(token, Configurations.Apply(Configurations.With("token", "\"" + token + "\""), log).Token);
            Assert.DoesNotContains(token, log.Text);
        }

        [DataRow("Device")]
        [DataRow("intervall")]
        [DataRow("job")]
        [DataRow("name")]
        [DataRow("")]
        public void An_unknown_field_is_refused(string field)
        {
            ConfigurationChecks.Refused("esp32bridge.json: expected a field that is known; got '" + field + "'. ", "{\"device\":\"x\",\"" + field + "\":1}");
        }

        [TestMethod]
        public void A_key_used_as_a_field_name_is_not_shown_whole()
        {
            FakeLog log = new FakeLog();
            Configurations.Apply("{\"" + Configurations.Key + "\":\"key\"}", log);

            Assert.StartsWith("configuration: esp32bridge.json: expected a field that is known; got '0123456789abcde...'. ", log.Text);
            Assert.DoesNotContains(Configurations.Key, log.Text);
        }

        private static void Refused(string field, string json, string error)
        {
            ConfigurationChecks.Refused("esp32bridge.json: " + field + ": expected " + error, Configurations.With(field, json));
        }
    }
}
