using Xunit;

namespace Esp32Bridge.EndToEnd
{
    /// <summary>
    /// Tests that run alone: campaigns, which use all processors, so that tests that talk to a board in real time would starve
    /// next to them; servers and clients whose slowness is measured in seconds; and tests that measure memory.
    /// </summary>
    [CollectionDefinition(Name, DisableParallelization = true)]
    public sealed class AloneCollection
    {
        /// <summary>The name of the collection.</summary>
        public const string Name = "alone";
    }
}
