using Esp32Bridge.Board;
using Esp32Bridge.Configuration;
using Esp32Bridge.Devices;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Configuration
{
    /// <summary>The fields of the targets in the file.</summary>
    [TestClass]
    public class ConfigurationTargetTests
    {
        private const string NoFreePin = "a pin that is free; got ";

        [DataRow("null", "an array of 1 to 8; got null")]
        [DataRow("\"A\"", "an array of 1 to 8; got 'A'")]
        [DataRow("{}", "an array of 1 to 8; got ")]
        [DataRow("[]", "an array of 1 to 8; got ")]
        public void Targets_that_are_not_a_list_are_refused(string json, string error)
        {
            ConfigurationChecks.Refused("esp32bridge.json: targets: expected " + error, Configurations.With("targets", json));
        }

        [TestMethod]
        public void More_targets_than_UARTs_are_refused()
        {
            string three = Configurations.Target(1, null, null) + "," + Configurations.Target(2, null, null) + "," + Configurations.Target(2, "name", "\"C\"");

            ConfigurationChecks.Refused("target 3: esp32bridge.json: uart: expected each UART once; got COM2 again. ", Configurations.With("targets", "[" + three + "]"));
        }

        [TestMethod]
        public void One_target_is_enough()
        {
            Assert.AreEqual(1, Configurations.Apply(Configurations.With("targets", "[" + Configurations.Target(1, null, null) + "]"), new FakeLog()).Targets.Length);
        }

        [DataRow("boot0", "12", "a strapping pin of the ESP32; what is wired to it must not change its level at power-on")]
        [DataRow("reset", "0", "a strapping pin of the ESP32; what is wired to it must not change its level at power-on")]
        [DataRow("rx", "16", "the PSRAM has it on modules with PSRAM")]
        [DataRow("tx", "17", "the PSRAM has it on modules with PSRAM")]
        public void A_pin_with_a_risk_is_accepted_and_logged(string field, string pin, string risk)
        {
            FakeLog log = new FakeLog();

            Configurations.Apply(Configurations.With("targets", "[" + Configurations.Target(1, field, pin) + "]"), log);

            Assert.AreEqual("configuration: Left: " + field + " is GPIO" + pin + ": " + risk + "|configuration: esp32bridge.json of device pump-17|", log.Text);
        }

        [TestMethod]
        public void A_pin_without_a_risk_is_not_logged()
        {
            FakeLog log = new FakeLog();

            Configurations.Apply(Configurations.With("targets", "[" + Configurations.Target(1, "tx", "32") + "]"), log);

            Assert.AreEqual("configuration: esp32bridge.json of device pump-17|", log.Text);
        }

        [DataRow("5")]
        [DataRow("null")]
        [DataRow("\"A\"")]
        public void A_target_that_is_not_an_object_is_refused(string json)
        {
            string targets = "[" + Configurations.Target(1, null, null) + "," + json + "]";

            ConfigurationChecks.Refused("target 2: esp32bridge.json: targets: expected an object; got something else. ", Configurations.With("targets", targets));
        }

        [DataRow("name")]
        [DataRow("uart")]
        [DataRow("tx")]
        [DataRow("rx")]
        [DataRow("boot0")]
        [DataRow("reset")]
        public void A_missing_field_of_a_target_is_named(string field)
        {
            Refused(1, field, null, field + ": expected a value; got none. ");
            Refused(2, field, null, field + ": expected a value; got none. ");
        }

        [TestMethod]
        public void A_target_has_default_polarities_and_rates()
        {
            string target = "{\"name\":\"C\",\"uart\":\"COM2\",\"tx\":32,\"rx\":39,\"boot0\":0,\"reset\":33}";

            TargetDescription c = Configurations.Apply("{\"targets\":[" + target + "]}", new FakeLog()).Targets[0];

            Assert.AreEqual("C", c.Name);
            Assert.AreEqual("COM2", c.Uart.PortName);
            Assert.AreEqual(32, c.Uart.TransmitPin);
            Assert.AreEqual(39, c.Uart.ReceivePin);
            Assert.AreEqual(0, c.Boot0Pin);
            Assert.AreEqual(33, c.ResetPin);
            Assert.IsTrue(c.Boot0ActiveHigh);
            Assert.IsFalse(c.ResetActiveHigh);
            Assert.AreEqual(115200, c.BootloaderBaudRate);
            Assert.AreEqual(115200, c.ApplicationBaudRate);
        }

        [TestMethod]
        public void The_board_keeps_its_own_device_figures()
        {
            Stm32Device device = new Stm32Devices().Find(0x435);
            BoardDescription board = Configurations.Board();
            board.OwnDevices = new Stm32Device[] { device };
            FakeDrive drive = new FakeDrive();
            drive.Spoil("root.pem", System.Text.Encoding.UTF8.GetBytes(Configurations.Certificate));
            string targets = Configurations.Target(1, "name", "\"B\"") + "," + Configurations.Target(2, null, null);
            drive.Spoil(ConfigurationFile.Name, System.Text.Encoding.UTF8.GetBytes("{\"targets\":[" + targets + "]}"));

            BoardDescription result = ConfigurationFile.Apply(board, drive, new FakeLog());

            Assert.AreEqual("Right", result.Targets[1].Name);
            Assert.IsTrue(result.OwnDevices[0] == device);
        }

        [TestMethod]
        public void A_name_a_UART_and_a_pin_are_used_once()
        {
            Refused(2, "name", "\"Left\"", "name: expected each target once; got 'Left' again. ");
            Refused(2, "uart", "\"COM3\"", "uart: expected each UART once; got COM3 again. ");
            Refused(2, "tx", "4", "tx: expected each pin once; got 4 again. ");
            Refused(2, "rx", "34", "rx: expected each pin once; got 34 again. ");
            Refused(2, "boot0", "13", "boot0: expected each pin once; got 13 again. ");
            Refused(2, "reset", "14", "reset: expected each pin once; got 14 again. ");
            Refused(1, "rx", "4", "rx: expected each pin once; got 4 again. ");
            Refused(1, "boot0", "4", "boot0: expected each pin once; got 4 again. ");
            Refused(1, "reset", "13", "reset: expected each pin once; got 13 again. ");
        }

        [DataRow("\"COM1\"", "COM2 or COM3; got 'COM1'")]
        [DataRow("\"com2\"", "COM2 or COM3; got 'com2'")]
        [DataRow("\"COM2,\"", "COM2 or COM3; got 'COM2.'")]
        [DataRow("2", "1 to 32 printable characters; got 2")]
        public void Another_UART_is_refused(string json, string error)
        {
            Refused(1, "uart", json, "uart: expected " + error);
        }

        [DataRow(1)]
        [DataRow(3)]
        [DataRow(6)]
        [DataRow(7)]
        [DataRow(8)]
        [DataRow(9)]
        [DataRow(10)]
        [DataRow(11)]
        [DataRow(24)]
        [DataRow(28)]
        [DataRow(31)]
        public void A_pin_of_COM1_or_of_the_flash_or_that_is_missing_is_refused(int pin)
        {
            Refused(1, "tx", pin.ToString(), "tx: expected " + NoFreePin + pin);
            Refused(1, "rx", pin.ToString(), "rx: expected " + NoFreePin + pin);
            Refused(1, "boot0", pin.ToString(), "boot0: expected " + NoFreePin + pin);
            Refused(1, "reset", pin.ToString(), "reset: expected " + NoFreePin + pin);
        }

        [DataRow("-1")]
        [DataRow("34")]
        [DataRow("39")]
        [DataRow("256")]
        [DataRow("\"4\"")]
        [DataRow("4.5")]
        [DataRow("null")]
        public void An_output_on_a_pin_that_cannot_be_one_is_refused(string json)
        {
            Refused(1, "tx", json, "tx: expected a number of 0 to 33; got ");
            Refused(1, "boot0", json, "boot0: expected a number of 0 to 33; got ");
            Refused(1, "reset", json, "reset: expected a number of 0 to 33; got ");
        }

        [DataRow("-1")]
        [DataRow("40")]
        public void An_input_on_a_pin_that_cannot_be_one_is_refused(string json)
        {
            Refused(1, "rx", json, "rx: expected a number of 0 to 39; got ");
        }

        [DataRow("bootloaderBaud")]
        [DataRow("applicationBaud")]
        public void A_rate_out_of_range_is_refused(string field)
        {
            Refused(1, field, "1199", field + ": expected a number of 1200 to 921600; got 1199. ");
            Refused(1, field, "921601", field + ": expected a number of 1200 to 921600; got 921601. ");
            Refused(1, field, "\"9600\"", field + ": expected a number of 1200 to 921600; got '9600' in quotation marks. ");
        }

        [DataRow("boot0ActiveHigh")]
        [DataRow("resetActiveHigh")]
        public void A_polarity_is_true_or_false(string field)
        {
            Refused(1, field, "1", field + ": expected true or false; got 1. ");
            Refused(1, field, "null", field + ": expected true or false; got null. ");
        }

        [DataRow("null", "null")]
        [DataRow("\"\"", "''")]
        [DataRow("\"123456789012345678901234567890123\"", "'123")]
        public void An_invalid_target_name_is_refused(string json, string got)
        {
            Refused(1, "name", json, "name: expected 1 to 32 printable characters; got " + got);
        }

        [TestMethod]
        public void An_unknown_field_of_a_target_is_refused()
        {
            string target = Configurations.Target(1, null, null);
            string extended = target.Substring(0, target.Length - 1) + ",\"boot\":27}";

            ConfigurationChecks.Refused("target 1: esp32bridge.json: expected a field that is known; got 'boot'. ", Configurations.With("targets", "[" + extended + "]"));
        }

        private static void Refused(int number, string field, string json, string error)
        {
            string targets = "[" + Configurations.Target(1, number == 1 ? field : null, json) + "," + Configurations.Target(2, number == 2 ? field : null, json) + "]";
            ConfigurationChecks.Refused("target " + number + ": esp32bridge.json: " + error, Configurations.With("targets", targets));
        }
    }
}
