using Esp32Bridge.Programming;

namespace Esp32Bridge.Tool.Jobs
{
    /// <summary>Ignores progress.</summary>
    internal sealed class NoProgress : IProgress
    {
        /// <inheritdoc/>
        public void Report(string target, ProgrammingPhase phase, int done, int total)
        {
        }
    }
}
