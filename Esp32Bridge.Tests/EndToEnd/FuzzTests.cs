using Esp32Bridge.Tests.Configuration;
using Esp32Bridge.Tests.Jobs;
using Xunit;

namespace Esp32Bridge.EndToEnd
{
    /// <summary>Broken input for the parsers of external data: either the documented error, or values within the ranges.</summary>
    public class FuzzTests
    {
        private const int Count = 25000;

        [Theory]
        [InlineData(1)]
        [InlineData(2)]
        [InlineData(3)]
        [InlineData(4)]
        public void A_broken_manifest_is_refused_as_documented_or_obeys_the_ranges(uint seed)
        {
            Assert.InRange(BrokenManifests.Read(seed, Count), Count / 50, Count / 2);
        }

        [Theory]
        [InlineData(1)]
        [InlineData(2)]
        [InlineData(3)]
        [InlineData(4)]
        public void A_broken_configuration_is_refused_as_documented_or_obeys_the_ranges(uint seed)
        {
            Assert.InRange(BrokenConfigurations.Read(seed, Count), Count / 50, Count / 2);
        }
    }
}
