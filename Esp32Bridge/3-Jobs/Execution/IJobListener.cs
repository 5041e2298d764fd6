namespace Esp32Bridge.Jobs
{
    /// <summary>Who wants to know what becomes of jobs. Must return soon and not throw.</summary>
    public interface IJobListener
    {
        /// <summary>A job was accepted.</summary>
        /// <param name="number">Its number.</param>
        void Accepted(int number);

        /// <summary>A job was refused; the same refusal is told once.</summary>
        /// <param name="number">Its number; 0 where nothing that it says is believed.</param>
        /// <param name="cause">Why.</param>
        void Refused(int number, string cause);

        /// <summary>A target of the job that runs has another state, or came ten percent further.</summary>
        /// <param name="number">The job's number.</param>
        /// <param name="target">The target.</param>
        void Changed(int number, TargetProgress target);

        /// <summary>A job has ended.</summary>
        /// <param name="job">The job.</param>
        void Ended(JobProgress job);
    }
}
