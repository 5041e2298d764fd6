namespace Esp32Bridge.Programming
{
    /// <summary>What the flash of a target holds, as far as a job knows it. See <see cref="TargetFlash"/>.</summary>
    public enum FlashState
    {
        /// <summary>The program that it had before the job, or again.</summary>
        OldProgram,

        /// <summary>Something is being changed: nobody knows.</summary>
        AtRisk,

        /// <summary>Nothing that could start: it waits in its bootloader and has to be programmed.</summary>
        NoProgram,

        /// <summary>The image of the job.</summary>
        NewProgram,

        /// <summary>What it had before the job, and nobody knows what that is: the record that told it is lost.</summary>
        Unknown,
    }
}
