using System;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Tests.Images
{
    /// <summary>A clock that passes only when somebody waits; meanwhile something is done.</summary>
    public sealed class BusyClock : IClock
    {
        private readonly Action _work;

        /// <summary>Creates a clock.</summary>
        /// <param name="work">What is done in every wait.</param>
        public BusyClock(Action work)
        {
            _work = work;
        }

        /// <inheritdoc/>
        public long Milliseconds { get; private set; }

        /// <inheritdoc/>
        public void Sleep(int milliseconds)
        {
            Milliseconds += milliseconds;
            _work();
        }
    }
}
