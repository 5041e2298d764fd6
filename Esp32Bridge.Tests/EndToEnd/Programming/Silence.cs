using Esp32Bridge.Programming;
using Esp32Bridge.Timing;

namespace Esp32Bridge.EndToEnd.Programming
{
    /// <summary>Time that passes only in sleep, and progress that is discarded.</summary>
    public sealed class Silence : IClock, IProgress
    {
        public long Milliseconds { get; private set; }

        public void Sleep(int milliseconds)
        {
            Milliseconds += milliseconds;
        }

        /// <inheritdoc/>
        public int Jitter(int longest)
        {
            return 0;
        }

        public void Report(string target, ProgrammingPhase phase, int done, int total)
        {
        }
    }
}
