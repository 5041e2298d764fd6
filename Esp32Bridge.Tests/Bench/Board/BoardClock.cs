using System.Diagnostics;

namespace Esp32Bridge.Bench.Board
{
    /// <summary>
    /// The time of the board, in microseconds. Paced, it is the real one. Unpaced, the time that bytes need on a line and
    /// that a flash needs is skipped; what the firmware itself waits for is not. Driven, it passes only with what the
    /// firmware does, so that neither a slow PC nor a fast one makes a difference.
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

        /// <summary>Skips the time to a moment to come.</summary>
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
