using System.Collections.Generic;
using Esp32Bridge.Programming;

namespace Esp32Bridge.Bench.Benchmark
{
    /// <summary>Records the arrays that a target holds when all of its image is written and nothing is released yet.</summary>
    public sealed class BufferWatch : IProgress
    {
        /// <summary>Gets or sets the session of the target, once it is open.</summary>
        public ITargetSession Session { get; set; }

        /// <summary>Gets the bytes of each array by the field that holds it.</summary>
        public IReadOnlyDictionary<string, int> Found { get; private set; }

        /// <inheritdoc/>
        public void Report(string target, ProgrammingPhase phase, int done, int total)
        {
            if (phase == ProgrammingPhase.Verifying)
            {
                Found = Reachable.Arrays(Session);
            }
        }
    }
}
