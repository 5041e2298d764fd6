using System.Collections;

namespace Esp32Bridge.Jobs
{
    /// <summary>What is known of jobs after a restart.</summary>
    public sealed class JobMemory
    {
        /// <summary>Gets or sets the number of the last job that ended, 0 when there was none.</summary>
        public int LastFinished { get; set; }

        /// <summary>Gets or sets the job that runs or ran last, or null.</summary>
        public JobProgress Current { get; set; }

        /// <summary>Gets or sets the manifest of the job that runs, or null when none does.</summary>
        public StoredManifest Running { get; set; }

        /// <summary>Gets or sets the manifest of the job that waits, or null when none does.</summary>
        public StoredManifest Waiting { get; set; }

        /// <summary>Gets or sets the names of targets that an earlier job left without a program, and that none has named since.</summary>
        public ArrayList WithoutProgram { get; set; } = new ArrayList();
    }
}
