namespace Esp32Bridge.Bench.Power
{
    /// <summary>What job is under way when a plug is pulled.</summary>
    public enum PowerScenario
    {
        /// <summary>Two targets that have nothing to do with each other.</summary>
        Apart,

        /// <summary>Two targets that get their images together or not at all.</summary>
        Together,

        /// <summary>As before, but the program of the second one never says that it is well: both have to be put back.</summary>
        Sick,

        /// <summary>As the first, but what the first target gets is data beside its program.</summary>
        Data,
    }
}
