namespace Esp32Bridge.Jobs
{
    /// <summary>Receives the events of jobs. The methods must return soon and must not throw.</summary>
    public interface IJobListener
    {
        /// <summary>A job was accepted.</summary>
        /// <param name="number">Its number.</param>
        void Accepted(int number);

        /// <summary>A job was refused. A repeated refusal is reported once.</summary>
        /// <param name="number">Its number; 0 if the job is not authentic.</param>
        /// <param name="cause">The reason.</param>
        void Refused(int number, string cause);

        /// <summary>A target of the running job has a new state, or has progressed by ten percent.</summary>
        /// <param name="number">The job's number.</param>
        /// <param name="target">The target.</param>
        void Changed(int number, TargetProgress target);

        /// <summary>A job has ended.</summary>
        /// <param name="job">The job.</param>
        void Ended(JobProgress job);
    }
}
