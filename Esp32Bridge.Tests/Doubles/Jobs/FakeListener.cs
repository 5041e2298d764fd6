using Esp32Bridge.Jobs;

namespace Esp32Bridge.Tests.Doubles
{
    /// <summary>Records the events of jobs, each followed by "|".</summary>
    public sealed class FakeListener : IJobListener
    {
        /// <summary>Gets the events.</summary>
        public string Text { get; private set; } = string.Empty;

        /// <inheritdoc/>
        public void Accepted(int number)
        {
            Text += number + " accepted|";
        }

        /// <inheritdoc/>
        public void Refused(int number, string cause)
        {
            Text += number + " refused|";
        }

        /// <inheritdoc/>
        public void Changed(int number, TargetProgress target)
        {
            Text += number + " " + target.Name + " " + target.State + (target.Percent == 0 ? string.Empty : " " + target.Percent) + "|";
        }

        /// <inheritdoc/>
        public void Ended(JobProgress job)
        {
            Text += job.Number + " ended|";
        }
    }
}
