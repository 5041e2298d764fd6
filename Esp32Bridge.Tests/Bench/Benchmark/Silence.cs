using Esp32Bridge.Logging;
using Esp32Bridge.Programming;

namespace Esp32Bridge.Bench.Benchmark
{
    /// <summary>Listens to what the firmware says, and keeps nothing.</summary>
    public sealed class Silence : ILog, IProgress
    {
        /// <inheritdoc/>
        public void Write(string line)
        {
            // Nobody wants to know.
        }

        /// <inheritdoc/>
        public void Report(string target, ProgrammingPhase phase, int done, int total)
        {
            // Nobody wants to know.
        }
    }
}
