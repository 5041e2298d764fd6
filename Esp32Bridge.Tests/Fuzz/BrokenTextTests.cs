using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Fuzz
{
    /// <summary>The real JSON library of the device gets broken texts; many more are tried on a PC.</summary>
    [TestClass]
    public class BrokenTextTests
    {
        [TestMethod]
        public void A_broken_manifest_is_refused_as_documented_or_obeys_the_ranges()
        {
            int accepted = BrokenTexts.ReadManifests(1, 400);

            Assert.IsTrue(accepted > 20 && accepted < 300, accepted + " accepted");
        }

        [TestMethod]
        public void A_broken_configuration_is_refused_as_documented_or_obeys_the_ranges()
        {
            int accepted = BrokenTexts.ReadConfigurations(1, 400);

            Assert.IsTrue(accepted > 10 && accepted < 300, accepted + " accepted");
        }
    }
}
