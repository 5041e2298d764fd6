namespace Esp32Bridge.Programming
{
    /// <summary>What the flash of a target is known to hold. See <see cref="TargetFlash"/>.</summary>
    public enum FlashState
    {
        /// <summary>The program from before the job: still, or again.</summary>
        OldProgram,

        /// <summary>Not known: something is being changed.</summary>
        AtRisk,

        /// <summary>No program that could start: the target waits in its bootloader and must be programmed.</summary>
        NoProgram,

        /// <summary>The image of the job.</summary>
        NewProgram,

        /// <summary>The content from before the job, which is not known: its record is lost.</summary>
        Unknown,
    }
}
