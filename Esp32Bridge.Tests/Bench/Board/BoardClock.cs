using System.Diagnostics;

namespace Esp32Bridge.Bench.Board
{
    /// <summary>
    /// The time of the board, in microseconds. A paced clock is the real time. An unpaced clock skips the time that bytes need
    /// on a line and that a flash needs, but not the time that the firmware waits. A driven clock advances only with what the
    /// firmware does, so the speed of the PC makes no difference.
    /// </summary>
    public sealed class BoardClock
    {
        private readonly Stopwatch _stopwatch = Stopwatch.StartNew();
        private long _skipped;

        /// <summary>Creates a clock.</summary>
        /// <param name="isDriven">Whether it is driven by the firmware.</param>
        public BoardClock(bool isDriven = false)
        {
            IsDriven = isDriven;
        }

        /// <summary>Gets whether it is driven by the firmware.</summary>
        public bool IsDriven { get; }

        /// <summary>Gets the time.</summary>
        public long Now
        {
            get { return (IsDriven ? 0 : _stopwatch.ElapsedTicks * 1000000 / Stopwatch.Frequency) + _skipped; }
        }

        /// <summary>Advances to a moment in the future.</summary>
        /// <param name="time">The moment.</param>
        public void SkipTo(long time)
        {
            long now = Now;
            if (time > now)
            {
                _skipped += time - now;
            }
        }
    }
}
