using Esp32Bridge.Jobs;

namespace Esp32Bridge.Reports
{
    /// <summary>Tells nobody, where no report URL is set.</summary>
    public sealed class NoReports : IJobListener
    {
        /// <inheritdoc/>
        public void Accepted(int number)
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
