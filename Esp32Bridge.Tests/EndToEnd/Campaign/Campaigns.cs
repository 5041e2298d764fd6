using System;

namespace Esp32Bridge.EndToEnd.Campaign
{
    /// <summary>The campaigns of the bench.</summary>
    [Flags]
    public enum Campaigns
    {
        /// <summary>The campaign with faults.</summary>
        Faults = 1,

        /// <summary>The campaign with power cuts.</summary>
        Power = 2,

        /// <summary>Both campaigns.</summary>
        Both = Faults | Power,
    }
}
