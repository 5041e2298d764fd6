namespace Esp32Bridge.Jobs
{
    /// <summary>A listener that does nothing, for devices without reports.</summary>
    public sealed class NoReports : IJobListener
    {
        /// <inheritdoc/>
        public void Accepted(int number)
        {
        }

        /// <inheritdoc/>
        public void Refused(int number, string cause)
        {
        }

        /// <inheritdoc/>
        public void Changed(int number, TargetProgress target)
        {
        }

        /// <inheritdoc/>
        public void Ended(JobProgress job)
        {
        }
    }
}
