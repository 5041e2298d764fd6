namespace Esp32Bridge.Bench.Benchmark
{
    /// <summary>What the bytes on a line are for.</summary>
    public enum WirePhase
    {
        /// <summary>Reset into the bootloader, synchronisation, and what the part tells of itself.</summary>
        Identification,

        /// <summary>Reading what the flash holds before it is written.</summary>
        Comparison,

        /// <summary>Erasing.</summary>
        Erase,

        /// <summary>Writing all but the start of the image.</summary>
        Write,

        /// <summary>Reading back what was written.</summary>
        ReadBack,

        /// <summary>Writing the start of the image, and reading it back.</summary>
        Commit,

        /// <summary>Starting the part, and what follows.</summary>
        Start,
    }
}
