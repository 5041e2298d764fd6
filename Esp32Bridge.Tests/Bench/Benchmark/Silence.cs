using Esp32Bridge.Logging;
using Esp32Bridge.Programming;

namespace Esp32Bridge.Bench.Benchmark
{
    /// <summary>Discards log lines and progress.</summary>
    public sealed class Silence : ILog, IProgress
    {
        /// <inheritdoc/>
        public void Write(string line)
        {
            // Discarded.
        }

        /// <inheritdoc/>
        public void Report(string target, ProgrammingPhase phase, int done, int total)
        {
            // Discarded.
        }
    }
}
