using Esp32Bridge.Configuration;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Configuration
{
    /// <summary>Jobs from hawkBit instead of a manifest.</summary>
    [TestClass]
    public class ConfigurationHawkBitTests
    {
        private const string Token = "\"token\":\"bH7XXAprK1ChnLfKSdtlsp7NOlPnZAYY\"";
        private const string Server = "\"url\":\"https://hawkbit.example.com\"";

        [DataRow("{" + Server + "," + Token + "}", "https://hawkbit.example.com/DEFAULT/controller/v1/pump-17", "TargetToken bH7XXAprK1ChnLfKSdtlsp7NOlPnZAYY")]
        [DataRow("{" + Server + ",\"gatewayToken\":\"3nkswAZhX81oDtktq0FF9Pn0Tc0UGXPW\"}", "https://hawkbit.example.com/DEFAULT/controller/v1/pump-17", "GatewayToken 3nkswAZhX81oDtktq0FF9Pn0Tc0UGXPW")]
        [DataRow("{\"url\":\"http://host:8080/\",\"tenant\":\"PUMPS\",\"controller\":\"{device}\"," + Token + "}", "http://host:8080/PUMPS/controller/v1/pump-17", "TargetToken bH7XXAprK1ChnLfKSdtlsp7NOlPnZAYY")]
        [DataRow("{\"url\":\"http://host/hawkbit\",\"tenant\":\"DEFAULT\",\"controller\":\"p.17\"," + Token + "}", "http://host/hawkbit/DEFAULT/controller/v1/p.17", "TargetToken bH7XXAprK1ChnLfKSdtlsp7NOlPnZAYY")]
        public void HawkBit_replaces_the_manifest(string json, string url, string authorization)
        {
            FakeLog log = new FakeLog();
            BoardDescription board = Configurations.Apply("{\"device\":\"pump-17\",\"hawkbit\":" + json + "}", log);

            Assert.AreEqual(url, board.HawkBitUrl);
            Assert.AreEqual(authorization, board.HawkBitAuthorization);
            Assert.IsNull(board.ManifestUrl);
        }

        [TestMethod]
        public void Without_the_field_hawkBit_is_off_and_a_manifest_replaces_that_of_the_board()
        {
            BoardDescription board = Configurations.Apply(Configurations.With(null, null), new FakeLog());

            Assert.IsNull(board.HawkBitUrl);
            Assert.AreEqual("https://ota.example.com/pump-17/job.json", board.ManifestUrl);
        }

        [DataRow("{" + Server + "}", "hawkbit: token: expected a value; got none")]
        [DataRow("{" + Server + "," + Token + ",\"gatewayToken\":\"3nkswAZhX81oDtktq0FF9Pn0Tc0UGXPW\"}", "hawkbit: token: expected either 'token' or 'gatewayToken'; got both")]
        [DataRow("{" + Server + ",\"token\":\"123456789012345\"}", "hawkbit: token: expected 16 to 128 printable characters; got 15 characters")]
        [DataRow("{" + Server + ",\"token\":\"1234567890 1234567890\"}", "hawkbit: token: expected no blanks; got one")]
        [DataRow("{" + Token + "}", "hawkbit: url: expected a value; got none")]
        [DataRow("{\"url\":\"hawkbit.example.com\"," + Token + "}", "hawkbit: url: expected an address of http:// or https:// with a host; got another text")]
        [DataRow("{\"url\":\"https://hawkbit.example.com?a=1\"," + Token + "}", "hawkbit: url: expected an address without ? and #; got one with it")]
        [DataRow("{" + Server + "," + Token + ",\"tenant\":\"a/b\"}", "hawkbit: tenant: expected letters and digits and - _ . only; got another character")]
        [DataRow("{" + Server + "," + Token + ",\"controller\":\"a b\"}", "hawkbit: controller: expected letters and digits and - _ . only; got another character")]
        [DataRow("{" + Server + "," + Token + ",\"poll\":5}", "hawkbit: expected a field that is known; got 'poll'")]
        [DataRow("\"https://hawkbit.example.com\"", "hawkbit: expected an object; got 'https://hawkbit.example.com'")]
        public void Invalid_fields_are_refused(string json, string error)
        {
            FakeLog log = new FakeLog();
            BoardDescription board = Configurations.Apply("{\"hawkbit\":" + json + "}", log);

            ExpectRefusal(board, log, error);
        }

        [TestMethod]
        public void HawkBit_together_with_a_manifest_is_refused()
        {
            FakeLog log = new FakeLog();
            BoardDescription board = Configurations.Apply("{\"manifest\":\"http://host/job.json\",\"hawkbit\":{" + Server + "," + Token + "}}", log);

            ExpectRefusal(board, log, "hawkbit: expected either 'manifest' or 'hawkbit'; got both");
        }

        private static void ExpectRefusal(BoardDescription board, FakeLog log, string error)
        {
            string expected = "configuration: esp32bridge.json: " + error + ". Correct the file";
            Assert.AreEqual(expected, log.Text.Length < expected.Length ? log.Text : log.Text.Substring(0, expected.Length));
            Assert.AreEqual(0, board.Keys.Length);
            Assert.IsNull(board.HawkBitUrl);
        }
    }
}
