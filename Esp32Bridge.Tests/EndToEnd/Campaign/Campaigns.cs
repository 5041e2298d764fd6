using System;

namespace Esp32Bridge.EndToEnd.Campaign
{
    /// <summary>The campaigns of the bench.</summary>
    [Flags]
    public enum Campaigns
    {
        /// <summary>That with faults.</summary>
        Faults = 1,

        /// <summary>That with power cuts.</summary>
        Power = 2,

        /// <summary>Both.</summary>
        Both = Faults | Power,
    }
}
