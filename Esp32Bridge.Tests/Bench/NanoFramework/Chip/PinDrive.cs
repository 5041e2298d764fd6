namespace Esp32Bridge.Bench.Chip
{
    /// <summary>What a pin does to its line.</summary>
    public enum PinDrive
    {
        /// <summary>Nothing: an input, or an open drain that is off.</summary>
        None,

        /// <summary>It pulls up weakly.</summary>
        PullUp,

        /// <summary>It pulls down weakly.</summary>
        PullDown,

        /// <summary>It drives low.</summary>
        Low,

        /// <summary>It drives high.</summary>
        High,
    }
}
