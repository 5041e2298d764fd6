using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Jobs
{
    [TestClass]
    public class BrokenManifestTests
    {
        [TestMethod]
        public void A_broken_manifest_is_refused_as_documented_or_obeys_the_ranges()
        {
            int accepted = BrokenManifests.Read(1, 400);

            Assert.IsTrue(accepted > 5 && accepted < 300, accepted + " accepted");
        }
    }
}
