namespace Esp32Bridge.Programming
{
    /// <summary>The phases of programming a target, in their order.</summary>
    public enum ProgrammingPhase
    {
        /// <summary>The image is downloaded once and held against its SHA-256; the target still runs.</summary>
        Checking,

        /// <summary>The target is put into its bootloader and identified.</summary>
        Entering,

        /// <summary>The pages that the image covers are erased.</summary>
        Erasing,

        /// <summary>The image is written and read back.</summary>
        Writing,

        /// <summary>The start of the image, which makes it valid, is written.</summary>
        Committing,

        /// <summary>The target is started.</summary>
        Starting,

        /// <summary>The target runs the image.</summary>
        Done,
    }
}
