using System;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Bench.Benchmark
{
    /// <summary>A background that has no time: what it should have done, whoever needs it does. All of it can be counted on one thread.</summary>
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
            // Later, which is never.
        }

        /// <inheritdoc/>
        public void StepAside(int milliseconds)
        {
            // There is nobody else.
        }
    }
}
