using System;
using System.Threading;

namespace Esp32Bridge.Timing
{
    /// <summary>The clock of the ESP32.</summary>
    public sealed class SystemClock : IClock
    {
        /// <inheritdoc/>
        public long Milliseconds
        {
            get { return Environment.TickCount64; }
        }

        /// <inheritdoc/>
        public void Sleep(int milliseconds)
        {
            Thread.Sleep(milliseconds);
        }
    }
}
