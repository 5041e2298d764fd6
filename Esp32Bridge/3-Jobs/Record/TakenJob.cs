namespace Esp32Bridge.Jobs
{
    /// <summary>A job that is due.</summary>
    public sealed class TakenJob
    {
        /// <summary>Creates the job.</summary>
        /// <param name="job">The job.</param>
        /// <param name="progress">Its progress.</param>
        /// <param name="replaced">The job that it replaces, or null.</param>
        internal TakenJob(Job job, JobProgress progress, JobProgress replaced)
        {
            Job = job;
            Progress = progress;
            Replaced = replaced;
        }

        /// <summary>Gets the job.</summary>
        public Job Job { get; }

        /// <summary>Gets its progress.</summary>
        public JobProgress Progress { get; }

        /// <summary>Gets the job that had begun and ends early because this one replaces it, or null.</summary>
        public JobProgress Replaced { get; }
    }
}
