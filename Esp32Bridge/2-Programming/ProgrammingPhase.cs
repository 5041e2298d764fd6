namespace Esp32Bridge.Programming
{
    /// <summary>The phases of programming a target, in their order.</summary>
    public enum ProgrammingPhase
    {
        /// <summary>The image is downloaded once and compared with its SHA-256; the target still runs.</summary>
        Checking,

        /// <summary>The target is put into its bootloader and identified.</summary>
        Entering,

        /// <summary>The image is compared, written and read back, page by page.</summary>
        Writing,

        /// <summary>Everything that was sent is compared with the SHA-256 of the image.</summary>
        Verifying,

        /// <summary>The start of the image, which makes it valid, is written.</summary>
        Committing,

        /// <summary>The target is started.</summary>
        Starting,

        /// <summary>The target runs the image.</summary>
        Done,

        /// <summary>The target's program must send its sign of health.</summary>
        AwaitingHealth,

        /// <summary>The target's own program is asked to take the image; instead of <see cref="Entering"/>.</summary>
        Asking,

        /// <summary>The target's own program receives the image; instead of <see cref="Writing"/>.</summary>
        Sending,
    }
}
