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

        /// <inheritdoc/>
        /// <remarks>The ESP32 has a true random number generator, so devices draw different times.</remarks>
        public int Jitter(int longest)
        {
            return new Random().Next(longest + 1);
        }
    }
}
