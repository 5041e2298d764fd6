using System.Collections.Generic;
using System.Threading;

namespace Esp32Bridge.Bench.Chip
{
    /// <summary>A transfer of a controller on a bus: a sequence of events on its lines, each at its time.</summary>
    public abstract class BusTransfer
    {
        private readonly object _lock = new object();
        private IEnumerator<long> _steps;

        /// <summary>Gets whether it has ended.</summary>
        public bool IsDone { get; private set; }

        /// <summary>Gets the time of the next event, in microseconds; long.MaxValue if it has ended.</summary>
        public long NextEvent
        {
            get
            {
                lock (_lock)
                {
                    return IsDone ? long.MaxValue : Now;
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
        public void Advance()
        {
            lock (_lock)
            {
                if (!IsDone && _steps.MoveNext())
                {
                    Time = _steps.Current;
                }
                else
                {
                    End();
                }
            }
        }

        /// <summary>The controller has lost its supply: it stops in the middle, without another edge on the lines.</summary>
        public void Abandon()
        {
            lock (_lock)
            {
                End();
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

        private void End()
        {
            IsDone = true;
            Monitor.PulseAll(_lock);
        }
    }
}
