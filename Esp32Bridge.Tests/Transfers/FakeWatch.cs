using Esp32Bridge.Programming;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Tests.Transfers
{
    /// <summary>Records what a transfer reports.</summary>
    public sealed class FakeWatch : ITransferWatch
    {
        /// <inheritdoc/>
        public StopSignal Stop { get; } = new StopSignal();

        /// <summary>Gets or sets whether it stops the transfer as soon as it begins.</summary>
        public bool StopsAtOnce { get; set; }

        /// <summary>Gets the reports in their order.</summary>
        public string Told { get; private set; } = string.Empty;

        /// <inheritdoc/>
        public void Prompt()
        {
            Told += "prompt; ";
        }

        /// <inheritdoc/>
        public void Began()
        {
            Told += "began; ";
            if (StopsAtOnce)
            {
                Stop.Set("A newer job has taken its place and follows.");
            }
        }

        /// <inheritdoc/>
        public void StillRuns()
        {
            Told += "still runs; ";
        }

        /// <inheritdoc/>
        public void Progress(int done)
        {
            Told += done + "; ";
        }

        /// <inheritdoc/>
        public void Verifying()
        {
            Told += "verifying; ";
        }
    }
}
