extern alias pc;

using Esp32Bridge.Bench.Chip;

namespace System.Threading
{
    /// <summary>Stands in for nanoFramework's type of this name, as far as the firmware uses it, in the firmware's time.</summary>
    internal sealed class Timer : IDisposable
    {
        private readonly Session _session = Session.Current;
        private readonly pc::System.Threading.Timer _timer;

        /// <summary>Creates a timer.</summary>
        /// <param name="callback">The callback.</param>
        /// <param name="state">The argument of the callback.</param>
        /// <param name="dueTime">The time until the call, in milliseconds; -1 for never.</param>
        /// <param name="period">The period after that; only -1, for no repetition.</param>
        public Timer(TimerCallback callback, object state, int dueTime, int period)
        {
            _timer = new pc::System.Threading.Timer(given => callback(given), state, _session.ToRealTime(dueTime), period);
        }

        /// <summary>Changes the time.</summary>
        /// <param name="dueTime">The time until the call, in milliseconds; -1 for never.</param>
        /// <param name="period">The period after that; only -1, for no repetition.</param>
        /// <returns>True.</returns>
        public bool Change(int dueTime, int period)
        {
            return _timer.Change(_session.ToRealTime(dueTime), period);
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _timer.Dispose();
        }
    }
}
