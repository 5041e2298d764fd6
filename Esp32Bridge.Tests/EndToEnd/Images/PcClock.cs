using System.Diagnostics;
using System.Threading;
using Esp32Bridge.Timing;

namespace Esp32Bridge.EndToEnd.Images
{
    /// <summary>The clock of the PC, or one that is slower.</summary>
    public sealed class PcClock : IClock
    {
        private readonly Stopwatch _time = Stopwatch.StartNew();
        private readonly int _slowness;

        /// <summary>Creates the clock.</summary>
        /// <param name="slowness">How many times slower it is.</param>
        public PcClock(int slowness)
        {
            _slowness = slowness;
        }

        /// <inheritdoc/>
        public long Milliseconds
        {
            get { return _time.ElapsedMilliseconds / _slowness; }
        }

        /// <inheritdoc/>
        public void Sleep(int milliseconds)
        {
            Thread.Sleep(milliseconds * _slowness);
        }
    }
}
