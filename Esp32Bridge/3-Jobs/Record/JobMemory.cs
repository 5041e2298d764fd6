using System.Collections;

namespace Esp32Bridge.Jobs
{
    /// <summary>What is known of jobs after a restart.</summary>
    internal sealed class JobMemory
    {
        /// <summary>Gets or sets the number of the last job that ended, 0 when there was none.</summary>
        internal int LastFinished { get; set; }

        /// <summary>Gets or sets the SHA-256 of the manifest of that job, as 64 hexadecimal digits, or null when it is not known.</summary>
        internal string LastManifest { get; set; }

        /// <summary>Gets or sets how far the job is that runs or ran last, or null.</summary>
        internal JobProgress Current { get; set; }

        /// <summary>Gets or sets the job that has begun and not ended, or null.</summary>
        internal QueuedJob Running { get; set; }

        /// <summary>Gets or sets the job that waits behind it, or null.</summary>
        internal QueuedJob Waiting { get; set; }

        /// <summary>Gets or sets the names of targets that an earlier job left without a program, and that none has named since.</summary>
        internal ArrayList WithoutProgram { get; set; } = new ArrayList();
    }
}
