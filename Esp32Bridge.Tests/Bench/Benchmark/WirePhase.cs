namespace Esp32Bridge.Bench.Benchmark
{
    /// <summary>The purpose of bytes on a line.</summary>
    public enum WirePhase
    {
        /// <summary>Reset into the bootloader, synchronisation, and identification of the part.</summary>
        Identification,

        /// <summary>Reading the old content of the flash.</summary>
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
