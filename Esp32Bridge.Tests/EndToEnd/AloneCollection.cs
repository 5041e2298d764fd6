using Xunit;

namespace Esp32Bridge.EndToEnd
{
    /// <summary>
    /// Tests that have the machine for themselves: campaigns, which take all processors, so that what talks to a board in real
    /// time would starve beside them; servers whose slowness is measured in a time that runs faster; and what counts memory.
    /// </summary>
    [CollectionDefinition(Name, DisableParallelization = true)]
    public sealed class AloneCollection
    {
        /// <summary>The name of the collection.</summary>
        public const string Name = "alone";
    }
}
