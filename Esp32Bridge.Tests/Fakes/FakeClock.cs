using System;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Tests.Fakes
{
    /// <summary>A clock that passes only when somebody waits.</summary>
    public sealed class FakeClock : IClock
    {
        /// <inheritdoc/>
        public long Milliseconds
        {
            get { return Microseconds / 1000; }
        }

        /// <summary>Gets or sets the time in microseconds.</summary>
        public long Microseconds { get; set; }

        /// <summary>Gets or sets the time in milliseconds at which waiting ends with an exception, so that no test runs for ever; 0 for never.</summary>
        public long EndOfTime { get; set; }

        /// <inheritdoc/>
        public void Sleep(int milliseconds)
        {
            Microseconds += milliseconds * 1000L;
            if (EndOfTime > 0 && Milliseconds >= EndOfTime)
            {
                throw new TimeoutException();
            }
        }
    }
}
