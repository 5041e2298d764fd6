using Xunit;

namespace Esp32Bridge.EndToEnd.Campaign
{
    /// <summary>A campaign takes all processors, and what talks to a board in real time would starve beside it.</summary>
    [CollectionDefinition(Name, DisableParallelization = true)]
    public sealed class CampaignCollection
    {
        /// <summary>The name of the collection.</summary>
        public const string Name = "campaign";
    }
}
