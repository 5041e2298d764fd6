using System.Collections.Generic;
using System.Threading;

namespace Esp32Bridge.Bench.Chip
{
    /// <summary>A transfer of a controller on a bus: a sequence of events on its lines, each at its time.</summary>
    public abstract class BusTransfer
    {
        private readonly object _lock = new object();
        private IEnumerator<long> _steps;
        private bool _isAbandoned;

        /// <summary>Gets whether it has ended.</summary>
        public bool IsDone { get; private set; }

        /// <summary>Gets the time of the next event, in microseconds; long.MaxValue if it has ended.</summary>
        public long NextEvent
        {
            get
            {
                lock (_lock)
                {
                    return IsDone ? long.MaxValue : _isAbandoned ? 0 : Now;
                }
            }
        }

        /// <summary>Gets the time of the event, in nanoseconds: a byte may take less than a microsecond.</summary>
        protected long Time { get; private set; }

        /// <summary>Gets the time of the event, in microseconds.</summary>
        protected long Now
        {
            get { return (Time + 999) / 1000; }
        }

        /// <summary>Begins. The first event is due at once.</summary>
        /// <param name="now">The time, in microseconds.</param>
        public void Begin(long now)
        {
            Time = now * 1000;
            _steps = Run().GetEnumerator();
        }

        /// <summary>Runs the event that is due.</summary>
        /// <param name="now">The time, in microseconds.</param>
        public void Advance(long now)
        {
            lock (_lock)
            {
                if (_isAbandoned)
                {
                    LetGo(now);
                }
                else if (_steps.MoveNext())
                {
                    Time = _steps.Current;
                    return;
                }

                IsDone = true;
                Monitor.PulseAll(_lock);
            }
        }

        /// <summary>The controller has lost its supply: it stops in the middle, and lets the lines go.</summary>
        public void Abandon()
        {
            lock (_lock)
            {
                _isAbandoned = true;
            }
        }

        /// <summary>Waits for the end.</summary>
        public void Wait()
        {
            lock (_lock)
            {
                while (!IsDone)
                {
                    Monitor.Wait(_lock);
                }
            }
        }

        /// <summary>Runs all events. It goes on at each time that it returns, in nanoseconds.</summary>
        /// <returns>The times.</returns>
        protected abstract IEnumerable<long> Run();

        /// <summary>The lines are not driven any more.</summary>
        /// <param name="now">The time, in microseconds.</param>
        protected virtual void LetGo(long now)
        {
        }
    }
}
