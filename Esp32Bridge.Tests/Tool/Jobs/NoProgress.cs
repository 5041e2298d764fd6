using Esp32Bridge.Programming;

namespace Esp32Bridge.Tool.Jobs
{
    /// <summary>Nobody waits for what takes no time.</summary>
    internal sealed class NoProgress : IProgress
    {
        /// <inheritdoc/>
        public void Report(string target, ProgrammingPhase phase, int done, int total)
        {
        }
    }
}
