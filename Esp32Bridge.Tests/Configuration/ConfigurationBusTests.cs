using Esp32Bridge.Board;
using Esp32Bridge.Configuration;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Configuration
{
    /// <summary>The buses of the targets in the file.</summary>
    [TestClass]
    public class ConfigurationBusTests
    {
        private const string A = "{\"name\":\"A\",\"boot0\":27,\"reset\":33";
        private const string B = "{\"name\":\"B\",\"boot0\":32,\"reset\":4";
        private const string I2c = ",\"bus\":\"I2C1\",\"sda\":21,\"scl\":22";
        private const string Spi = ",\"bus\":\"SPI2\",\"mosi\":23,\"miso\":39,\"sck\":18,\"nss\":13";

        [TestMethod]
        public void A_target_can_be_on_I2C_without_a_UART()
        {
            TargetDescription target = Read(A + I2c + "}")[0];

            Assert.IsNull(target.Uart);
            Assert.IsNull(target.Spi);
            Assert.AreEqual("I2C1 21 22 100000 0", Describe(target.I2c));
            Assert.AreEqual(0, target.BridgePort);
        }

        [TestMethod]
        public void A_target_can_be_on_SPI_without_a_UART()
        {
            TargetDescription target = Read(A + Spi + "}")[0];

            Assert.IsNull(target.Uart);
            Assert.IsNull(target.I2c);
            Assert.AreEqual("SPI2 23 39 18 13 500000", Describe(target.Spi));
        }

        [TestMethod]
        public void A_target_on_a_bus_can_have_a_UART_for_its_program()
        {
            TargetDescription target = Read(A + I2c + ",\"uart\":\"COM2\",\"tx\":25,\"rx\":26}")[0];

            Assert.AreEqual("COM2", target.Uart.PortName);
            Assert.AreEqual("I2C1", target.I2c.BusName);
            Assert.AreEqual(2001, target.BridgePort);
        }

        [TestMethod]
        public void A_bus_has_an_address_and_a_rate()
        {
            Assert.AreEqual("I2C2 21 22 1000000 90", Describe(Read(A + ",\"bus\":\"I2C2\",\"sda\":21,\"scl\":22,\"rate\":1000000,\"address\":\"0x5A\"}")[0].I2c));
            Assert.AreEqual("SPI2 23 39 18 13 8000000", Describe(Read(A + Spi + ",\"rate\":8000000}")[0].Spi));
        }

        [TestMethod]
        public void Targets_share_a_bus_with_the_same_pins()
        {
            TargetDescription[] i2c = Read(A + I2c + "}," + B + I2c + ",\"rate\":400000}");
            TargetDescription[] spi = Read(A + Spi + "}," + B + ",\"bus\":\"SPI2\",\"mosi\":23,\"miso\":39,\"sck\":18,\"nss\":14}");

            Assert.AreEqual("I2C1 21 22 400000 0", Describe(i2c[1].I2c));
            Assert.AreEqual("SPI2 23 39 18 14 500000", Describe(spi[1].Spi));
        }

        [DataRow(",\"bus\":\"I2C1\",\"sda\":21,\"scl\":25", "scl: expected 22 as the other target on this bus; got 25. ")]
        [DataRow(",\"bus\":\"I2C2\",\"sda\":21,\"scl\":22", "sda: expected each pin once; got 21 again. ")]
        [DataRow(",\"bus\":\"I2C2\",\"sda\":25,\"scl\":33", "scl: expected each pin once; got 33 again. ")]
        [DataRow(",\"bus\":\"SPI1\",\"mosi\":21,\"miso\":39,\"sck\":18,\"nss\":13", "mosi: expected each pin once; got 21 again. ")]
        public void Pins_that_do_not_fit_another_target_are_refused(string bus, string error)
        {
            Refused("target 2", error, A + I2c + "}," + B + bus + "}");
        }

        [DataRow(",\"bus\":\"I2C1\",\"sda\":21,\"scl\":22,\"rate\":\"400k\"", "rate: expected a number of 100000 to 1000000; got '400k' in quotation marks. ")]
        [DataRow(",\"bus\":\"I2C3\",\"sda\":21,\"scl\":22", "bus: expected I2C1 or I2C2 or SPI1 or SPI2; got 'I2C3'. ")]
        [DataRow(",\"bus\":\"spi1\"", "bus: expected I2C1 or I2C2 or SPI1 or SPI2; got 'spi1'. ")]
        [DataRow(",\"bus\":\"I2C1\",\"sda\":34,\"scl\":22", "sda: expected a number of 0 to 33; got 34. ")]
        [DataRow(",\"bus\":\"I2C1\",\"sda\":21", "scl: expected a value; got none. ")]
        [DataRow(",\"bus\":\"I2C1\",\"sda\":21,\"scl\":22,\"nss\":13", "nss: expected a bus SPI1 or SPI2; got I2C1. ")]
        [DataRow(",\"bus\":\"SPI1\",\"mosi\":23,\"miso\":19,\"sck\":18,\"nss\":13,\"address\":\"0x43\"", "address: expected a bus I2C1 or I2C2; got SPI1. ")]
        [DataRow(",\"bus\":\"SPI1\",\"mosi\":23,\"miso\":19,\"sck\":18", "nss: expected a value; got none. ")]
        [DataRow(",\"bus\":\"SPI1\",\"mosi\":34,\"miso\":19,\"sck\":18,\"nss\":13", "mosi: expected a number of 0 to 33; got 34. ")]
        [DataRow(",\"bus\":\"SPI1\",\"mosi\":23,\"miso\":19,\"sck\":18,\"nss\":13,\"rate\":8000001", "rate: expected a number of 100000 to 8000000; got 8000001. ")]
        [DataRow(",\"bus\":\"I2C1\",\"sda\":21,\"scl\":22,\"rate\":200000", "rate: expected 100000 or 400000 or 1000000 (Hz); got 200000. ")]
        [DataRow(",\"bus\":\"I2C1\",\"sda\":21,\"scl\":22,\"address\":\"0x07\"", "address: expected 0x08 to 0x7F: 7 bits without that of reading; got 0x07. ")]
        [DataRow(",\"bus\":\"I2C1\",\"sda\":21,\"scl\":22,\"address\":67", "address: expected a text of ")]
        [DataRow(",\"bus\":\"I2C1\",\"sda\":21,\"scl\":22,\"bridgePort\":2001", "bridgePort: expected a target with a UART; got a target without one. ")]
        [DataRow(",\"bus\":\"I2C1\",\"sda\":21,\"scl\":22,\"tx\":25", "tx: expected a target with a UART; got a target without one. ")]
        [DataRow(",\"uart\":\"COM2\",\"tx\":25,\"rx\":26,\"rate\":400000", "rate: expected a bus; got a target without one. ")]
        [DataRow(",\"sda\":21", "uart: expected a value; got none. ")]
        public void A_wrong_bus_is_refused(string bus, string error)
        {
            Refused("target 1", error, A + bus + "}");
        }

        [TestMethod]
        public void An_address_is_used_once_on_a_bus()
        {
            string both = A + I2c + ",\"address\":\"0x43\"}," + B + ",\"bus\":\"I2C2\",\"sda\":25,\"scl\":26,\"address\":\"0x43\"}";
            Assert.AreEqual(0x43, Read(both)[1].I2c.Address);

            Refused("target 2", "address: expected each address once on a bus; got 0x43 again. ", A + I2c + ",\"address\":\"0x43\"}," + B + I2c + ",\"address\":\"0x43\"}");
        }

        private static TargetDescription[] Read(string targets)
        {
            FakeLog log = new FakeLog();
            BoardDescription board = Configurations.Apply("{\"targets\":[" + targets + "]}", log);
            Assert.AreEqual("configuration: esp32bridge.json of device own-name|", log.Text);
            return board.Targets;
        }

        private static void Refused(string target, string error, string targets)
        {
            ConfigurationChecks.Refused(target + ": esp32bridge.json: " + error, "{\"targets\":[" + targets + "]}");
        }

        private static string Describe(I2cWiring bus)
        {
            return bus.BusName + " " + bus.DataPin + " " + bus.ClockPin + " " + bus.Rate + " " + bus.Address;
        }

        private static string Describe(SpiWiring bus)
        {
            return bus.BusName + " " + bus.MosiPin + " " + bus.MisoPin + " " + bus.ClockPin + " " + bus.SelectPin + " " + bus.Rate;
        }
    }
}
