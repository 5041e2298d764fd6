namespace Esp32Bridge.Bench.Benchmark
{
    /// <summary>The cases of the firmware.</summary>
    public enum SideBySideCase
    {
        /// <summary>One part gets a completely new image.</summary>
        OnePart,

        /// <summary>Two parts get such an image by one job.</summary>
        TwoParts,

        /// <summary>5 % of the pages differ, spread over the image.</summary>
        FewChanges,

        /// <summary>The part already holds the image.</summary>
        Unchanged,

        /// <summary>The ESP32 loses its supply at 60 %, and goes on. Only the time after that counts.</summary>
        Resumed,

        /// <summary>A part with pages larger than a TCP window, with a near server.</summary>
        NearServer,

        /// <summary>The same part, with a server that is far away.</summary>
        FarServer,
    }
}
