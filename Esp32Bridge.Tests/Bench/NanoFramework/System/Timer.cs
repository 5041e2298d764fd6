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
        /// <param name="callback">What it calls.</param>
        /// <param name="state">What it hands over.</param>
        /// <param name="dueTime">After which time, in milliseconds; -1 for never.</param>
        /// <param name="period">How often then; only -1, for never again.</param>
        public Timer(TimerCallback callback, object state, int dueTime, int period)
        {
            _timer = new pc::System.Threading.Timer(given => callback(given), state, _session.ToRealTime(dueTime), period);
        }

        /// <summary>Changes the time.</summary>
        /// <param name="dueTime">After which time from now, in milliseconds; -1 for never.</param>
        /// <param name="period">How often then; only -1, for never again.</param>
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
