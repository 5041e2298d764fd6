using Esp32Bridge.Programming;

namespace Esp32Bridge.Jobs
{
    /// <summary>What a job does with a target, in this order.</summary>
    internal enum JobStep
    {
        /// <summary>Looks whether an attempt can be begun.</summary>
        Prepare,

        /// <summary>Begins an attempt: the image is downloaded once and checked. See <see cref="ITargetProgrammer.Check"/>.</summary>
        Check,

        /// <summary>See <see cref="ITargetProgrammer.Enter"/>; <see cref="Release"/> has to follow.</summary>
        Enter,

        /// <summary>Writes all but the start of the image. See <see cref="ITargetSession.Write"/>.</summary>
        Write,

        /// <summary>Makes the image valid and starts the target. See <see cref="ITargetSession.Commit"/>.</summary>
        Commit,

        /// <summary>Waits for the sign of health, where the job asks for one.</summary>
        AwaitHealth,

        /// <summary>Lets go of the target, if it was entered.</summary>
        Release,

        /// <summary>Ends the job for a target that has its image.</summary>
        Succeed,
    }
}
