namespace Esp32Bridge.Bench.Chip
{
    /// <summary>The drive of a pin.</summary>
    public enum PinDrive
    {
        /// <summary>None: an input, or an open drain that is off.</summary>
        None,

        /// <summary>A weak pull-up.</summary>
        PullUp,

        /// <summary>A weak pull-down.</summary>
        PullDown,

        /// <summary>Low.</summary>
        Low,

        /// <summary>High.</summary>
        High,
    }
}
