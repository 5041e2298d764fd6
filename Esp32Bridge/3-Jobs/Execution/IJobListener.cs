namespace Esp32Bridge.Jobs
{
    /// <summary>Who wants to know what becomes of jobs. Must return soon and not throw.</summary>
    public interface IJobListener
    {
        /// <summary>A job was accepted.</summary>
        /// <param name="number">Its number.</param>
        void Accepted(int number);

        /// <summary>A target of the job that runs has another state, or came ten percent further.</summary>
        /// <param name="number">The job's number.</param>
        /// <param name="target">The target.</param>
        void Changed(int number, TargetProgress target);

        /// <summary>A job has ended.</summary>
        /// <param name="job">The job.</param>
        void Ended(JobProgress job);
    }
}
