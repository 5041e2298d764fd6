using System;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Bench.Benchmark
{
    /// <summary>A background that never runs its work: the foreground does it instead. So everything is counted on one thread.</summary>
    public sealed class NoBackground : IBackground
    {
        /// <inheritdoc/>
        public bool HasRoom
        {
            get { return true; }
        }

        /// <inheritdoc/>
        public void Start(Action work)
        {
            // The work never runs.
        }

        /// <inheritdoc/>
        public void StepAside(int milliseconds)
        {
            // There is no other thread.
        }
    }
}
