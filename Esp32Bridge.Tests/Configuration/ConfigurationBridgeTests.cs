using Esp32Bridge.Configuration;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Configuration
{
    /// <summary>The bridge in the file.</summary>
    [TestClass]
    public class ConfigurationBridgeTests
    {
        private const string Addresses = "IPv4 addresses as 192.168.1.10; got ";

        [TestMethod]
        public void The_file_can_set_every_field_of_the_bridge()
        {
            BoardDescription board = Configurations.Apply(Configurations.With(null, null), new FakeLog());

            Assert.IsTrue(board.HasBridge);
            Assert.AreEqual(2, board.BridgeClients.Length);
            Assert.AreEqual("192.168.1.10", board.BridgeClients[0]);
            Assert.AreEqual("10.0.0.255", board.BridgeClients[1]);
            Assert.AreEqual(3001, board.Targets[0].BridgePort);
            Assert.AreEqual(65534, board.Targets[1].BridgePort);
        }

        [TestMethod]
        public void The_bridge_has_defaults()
        {
            BoardDescription board = Configurations.Apply("{}", new FakeLog());

            Assert.IsFalse(board.HasBridge);
            Assert.IsNull(board.BridgeClients);
            Assert.AreEqual(2001, board.Targets[0].BridgePort);
            Assert.AreEqual(2002, board.Targets[1].BridgePort);
        }

        [TestMethod]
        public void A_target_without_a_port_gets_the_default_port_of_its_position()
        {
            string targets = "[" + Configurations.Target(1, "bridgePort", null) + "," + Configurations.Target(2, "bridgePort", null) + "]";

            BoardDescription board = Configurations.Apply(Configurations.With("targets", targets), new FakeLog());

            Assert.AreEqual(2001, board.Targets[0].BridgePort);
            Assert.AreEqual(2002, board.Targets[1].BridgePort);
        }

        [DataRow("\"192.168.1.10\"", "an array of 1 to 8; got '192.168.1.10'")]
        [DataRow("[]", "an array of 1 to 8; got 0 elements")]
        [DataRow("[\"1.1.1.1\",\"1.1.1.2\",\"1.1.1.3\",\"1.1.1.4\",\"1.1.1.5\",\"1.1.1.6\",\"1.1.1.7\",\"1.1.1.8\",\"1.1.1.9\"]", "an array of 1 to 8; got 9 elements")]
        [DataRow("[5]", Addresses + "5")]
        [DataRow("[\"pump-18\"]", Addresses + "'pump-18'")]
        [DataRow("[\"192.168.1\"]", Addresses + "'192.168.1'")]
        [DataRow("[\"192.168.1.1.1\"]", Addresses + "'192.168.1.1.1'")]
        [DataRow("[\"192.168.1.256\"]", Addresses + "'192.168.1.256'")]
        [DataRow("[\"192.168.1.01\"]", Addresses + "'192.168.1.01'")]
        [DataRow("[\"192.168.1.\"]", Addresses + "'192.168.1.'")]
        [DataRow("[\"192.168.1.1 \"]", Addresses + "'192.168.1.1 '")]
        [DataRow("[\"::1\"]", Addresses + "'::1'")]
        public void Clients_that_are_not_addresses_are_refused(string json, string error)
        {
            ConfigurationChecks.Refused("esp32bridge.json: bridgeClients: expected " + error, Configurations.With("bridgeClients", json));
        }

        [DataRow("\"yes\"")]
        [DataRow("1")]
        [DataRow("null")]
        public void The_field_bridge_is_true_or_false(string json)
        {
            ConfigurationChecks.Refused("esp32bridge.json: bridge: expected ", Configurations.With("bridge", json));
        }

        [DataRow("0")]
        [DataRow("65536")]
        [DataRow("\"3002\"")]
        [DataRow("null")]
        public void An_invalid_bridge_port_is_refused(string json)
        {
            Refused(json, "target 2: esp32bridge.json: bridgePort: expected a number of 1 to 65535; got ");
        }

        [TestMethod]
        public void A_port_belongs_to_one_target_and_not_to_the_web_server()
        {
            Refused("3001", "target 2: esp32bridge.json: bridgePort: expected each port once; got 3001 again. ");
            Refused("8080", "target 2: esp32bridge.json: bridgePort: expected another port than the web server's; got 8080. ");
        }

        [TestMethod]
        public void Without_a_bridge_its_ports_are_free_for_others()
        {
            Assert.AreEqual(2001, Configurations.Apply("{\"port\":2001}", new FakeLog()).HttpPort);
            ConfigurationChecks.Refused("target 1: esp32bridge.json: bridgePort: expected another port", "{\"port\":2001,\"bridge\":true}");
        }

        private static void Refused(string port, string error)
        {
            string targets = "[" + Configurations.Target(1, null, null) + "," + Configurations.Target(2, "bridgePort", port) + "]";
            ConfigurationChecks.Refused(error, Configurations.With("targets", targets));
        }
    }
}
