using System;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Bench.Fleet
{
    /// <summary>The time of a whole fleet, which advances from event to event. Each device draws its jitter here.</summary>
    internal sealed class FleetClock : IClock
    {
        private readonly Random _random = new Random(1);
        private readonly bool _hasJitter;

        /// <summary>Creates a clock at 0.</summary>
        /// <param name="hasJitter">Whether devices draw jitter; else each draws 0.</param>
        public FleetClock(bool hasJitter)
        {
            _hasJitter = hasJitter;
        }

        /// <inheritdoc/>
        public long Milliseconds { get; set; }

        /// <inheritdoc/>
        public void Sleep(int milliseconds)
        {
            throw new NotSupportedException("a simulated device does not sleep");
        }

        /// <inheritdoc/>
        public int Jitter(int longest)
        {
            return _hasJitter ? _random.Next(longest + 1) : 0;
        }
    }
}
