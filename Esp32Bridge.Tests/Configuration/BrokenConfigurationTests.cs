using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Configuration
{
    [TestClass]
    public class BrokenConfigurationTests
    {
        [TestMethod]
        public void A_broken_configuration_is_refused_as_documented_or_obeys_the_ranges()
        {
            int accepted = BrokenConfigurations.Read(1, 2000);

            Assert.IsTrue(accepted > 10 && accepted < 1500, accepted + " accepted");
        }
    }
}
