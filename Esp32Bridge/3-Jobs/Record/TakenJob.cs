namespace Esp32Bridge.Jobs
{
    /// <summary>A job whose time has come.</summary>
    public sealed class TakenJob
    {
        /// <summary>Creates it.</summary>
        /// <param name="job">The job.</param>
        /// <param name="progress">How far it is.</param>
        /// <param name="replaced">The job in whose place it is, or null.</param>
        internal TakenJob(Job job, JobProgress progress, JobProgress replaced)
        {
            Job = job;
            Progress = progress;
            Replaced = replaced;
        }

        /// <summary>Gets the job.</summary>
        public Job Job { get; }

        /// <summary>Gets how far it is.</summary>
        public JobProgress Progress { get; }

        /// <summary>Gets the job that had begun and ends without its end because this one takes its place, or null.</summary>
        public JobProgress Replaced { get; }
    }
}
