using Xunit;

namespace Esp32Bridge.EndToEnd
{
    /// <summary>
    /// Tests that have the machine for themselves: campaigns, which take all processors, so that what talks to a board in real
    /// time would starve beside them; servers and clients whose slowness is measured in seconds; and what counts memory.
    /// </summary>
    [CollectionDefinition(Name, DisableParallelization = true)]
    public sealed class AloneCollection
    {
        /// <summary>The name of the collection.</summary>
        public const string Name = "alone";
    }
}
