using Esp32Bridge.Jobs;

namespace Esp32Bridge.Tests.Fakes
{
    /// <summary>A record that remembers as long as the test runs.</summary>
    public sealed class FakeRecord : IJobRecord
    {
        /// <inheritdoc/>
        public int LastFinished { get; set; }

        /// <inheritdoc/>
        public void Finish(int number)
        {
            LastFinished = number;
        }
    }
}
