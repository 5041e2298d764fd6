namespace Esp32Bridge.Bench.Benchmark
{
    /// <summary>What the firmware does next to another program.</summary>
    public enum SideBySideCase
    {
        /// <summary>One part gets an image of which nothing is there.</summary>
        OnePart,

        /// <summary>Two parts get such an image by one job.</summary>
        TwoParts,

        /// <summary>5 % of the pages differ, spread over the image.</summary>
        FewChanges,

        /// <summary>The part holds the image already.</summary>
        Unchanged,

        /// <summary>The ESP32 loses its supply at 60 %, and goes on; what was before does not count.</summary>
        Resumed,

        /// <summary>A part with larger pages than a window of the network, with a server that is near.</summary>
        NearServer,

        /// <summary>The same part, with a server that is far away.</summary>
        FarServer,
    }
}
