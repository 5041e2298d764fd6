using System;
using System.Diagnostics;

namespace Esp32Bridge.Bench.Board
{
    /// <summary>
    /// The time of the board, in microseconds. Paced, it is the real one. Unpaced, the time that bytes need on a line and
    /// that a flash needs is skipped; what the firmware itself waits for is not.
    /// </summary>
    public sealed class BoardClock
    {
        private readonly object _lock = new object();
        private readonly Stopwatch _stopwatch = Stopwatch.StartNew();
        private readonly double _rate;
        private readonly long _patience;
        private long _skipped;
        private long _beat;

        /// <summary>Creates a clock.</summary>
        /// <param name="rate">How many times faster than the PC's it runs.</param>
        /// <param name="patience">For how many microseconds it runs on without a call of the firmware, so that a PC that is busy with something else loses no bytes.</param>
        public BoardClock(double rate = 1, long patience = long.MaxValue / 2)
        {
            _rate = rate;
            _patience = patience;
        }

        /// <summary>Gets the time.</summary>
        public long Now
        {
            get
            {
                lock (_lock)
                {
                    long now = (long)(_stopwatch.Elapsed.TotalMicroseconds * _rate) + _skipped;
                    long held = Math.Min(now, _beat + _patience);
                    _skipped -= now - held;
                    return held;
                }
            }
        }

        /// <summary>The firmware does something.</summary>
        public void Beat()
        {
            _beat = Now;
        }

        /// <summary>Skips the time to a moment to come.</summary>
        /// <param name="time">The moment.</param>
        public void SkipTo(long time)
        {
            lock (_lock)
            {
                long now = Now;
                if (time > now)
                {
                    _skipped += time - now;
                }
            }
        }
    }
}
