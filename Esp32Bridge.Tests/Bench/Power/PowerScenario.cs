namespace Esp32Bridge.Bench.Power
{
    /// <summary>The kind of job during which a plug is pulled.</summary>
    public enum PowerScenario
    {
        /// <summary>Two independent targets.</summary>
        Apart,

        /// <summary>Two targets that get their images together or not at all.</summary>
        Together,

        /// <summary>As before, but the program of the second one never reports its health: both have to be restored.</summary>
        Sick,

        /// <summary>As the first, but the first target gets data next to its program.</summary>
        Data,
    }
}
