using System;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Tests.Doubles
{
    /// <summary>A clock that advances only in a wait.</summary>
    public sealed class FakeClock : IClock
    {
        private long _microseconds;

        /// <inheritdoc/>
        public long Milliseconds
        {
            get { return Microseconds / 1000; }
        }

        /// <summary>Gets or sets the time in microseconds.</summary>
        public long Microseconds
        {
            get
            {
                return _microseconds;
            }

            set
            {
                _microseconds = value;
                if (EndOfTime > 0 && Milliseconds >= EndOfTime)
                {
                    throw new TimeoutException();
                }
            }
        }

        /// <summary>Gets or sets the time in milliseconds from which on each advance throws, so that no test runs for ever; 0 for never.</summary>
        public long EndOfTime { get; set; }

        /// <inheritdoc/>
        public void Sleep(int milliseconds)
        {
            Microseconds += milliseconds * 1000L;
        }

        /// <summary>Gets or sets the jitter that is drawn, in percent of the longest.</summary>
        public int JitterPercent { get; set; }

        /// <inheritdoc/>
        public int Jitter(int longest)
        {
            return (int)((long)longest * JitterPercent / 100);
        }
    }
}
