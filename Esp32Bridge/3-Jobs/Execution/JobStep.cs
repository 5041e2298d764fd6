using Esp32Bridge.Programming;

namespace Esp32Bridge.Jobs
{
    /// <summary>The steps of a job for a target, in their order.</summary>
    internal enum JobStep
    {
        /// <summary>Checks whether an attempt can begin.</summary>
        Prepare,

        /// <summary>Begins an attempt: downloads the image once and checks it. See <see cref="ITargetProgrammer.Check"/>.</summary>
        Check,

        /// <summary>See <see cref="ITargetProgrammer.Enter"/>. <see cref="Release"/> has to follow.</summary>
        Enter,

        /// <summary>Writes everything but the start of the image. See <see cref="ITargetSession.Write"/>.</summary>
        Write,

        /// <summary>Makes the image valid and starts the target. See <see cref="ITargetSession.Commit"/>.</summary>
        Commit,

        /// <summary>Waits for the sign of health if the job defines one.</summary>
        AwaitHealth,

        /// <summary>Releases the target if it was entered.</summary>
        Release,

        /// <summary>Ends the job for a target that has its image.</summary>
        Succeed,
    }
}
