namespace Esp32Bridge.Bench.Power
{
    /// <summary>What loses the supply.</summary>
    public enum PowerVictim
    {
        /// <summary>The ESP32; the parts go on.</summary>
        Esp32,

        /// <summary>Target A.</summary>
        A,

        /// <summary>Target B.</summary>
        B,

        /// <summary>Everything.</summary>
        All,
    }
}
