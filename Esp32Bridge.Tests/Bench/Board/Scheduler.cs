using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Threading;

namespace Esp32Bridge.Bench.Board
{
    /// <summary>
    /// The one thread on which everything on the board happens, except the ESP32's own program. Another thread accesses the
    /// board only within <see cref="Run"/>.
    /// </summary>
    public sealed class Scheduler : IDisposable
    {
        // The precision of a paced board in microseconds, if the PC can sleep for less than a millisecond.
        private const long ShortestPause = 100;
        private const long LongestPause = 1000;

        private readonly object _gate = new object();
        private readonly List<IEventSource> _sources = new List<IEventSource>();
        private readonly BoardClock _clock;
        private readonly bool _paced;
        private readonly bool _isExact;
        private readonly Thread _thread;
        private bool _disposed;

        /// <summary>Creates a scheduler. It does not run yet.</summary>
        /// <param name="paced">Whether lines and flash take their real time.</param>
        /// <param name="clock">The time.</param>
        public Scheduler(bool paced, BoardClock clock)
        {
            _clock = clock;
            _paced = paced;
            _isExact = paced && !OperatingSystem.IsWindows();
            _thread = new Thread(Loop) { IsBackground = true, Name = "board" };
        }

        /// <summary>Gets the time of the board, in microseconds.</summary>
        public long Now
        {
            get { return _clock.Now; }
        }

        /// <summary>Adds a source of events.</summary>
        /// <param name="source">The source.</param>
        public void Add(IEventSource source)
        {
            _sources.Add(source);
        }

        /// <summary>Starts the thread.</summary>
        public void Start()
        {
            _thread.Start();
        }

        /// <summary>Runs an action on the board.</summary>
        /// <param name="action">The action, which gets the time of the board.</param>
        public void Run(Action<long> action)
        {
            lock (_gate)
            {
                action(_clock.Now);
                Monitor.Pulse(_gate);
            }
        }

        /// <summary>Advances the time of a driven board, with all events meanwhile.</summary>
        /// <param name="microseconds">The time to pass.</param>
        public void Pass(long microseconds)
        {
            lock (_gate)
            {
                _clock.SkipTo(_clock.Now + microseconds);
                IEventSource next;
                while ((next = Earliest(false)) != null && next.NextEvent <= _clock.Now)
                {
                    next.Advance(_clock.Now);
                }
            }
        }

        /// <summary>Stops the thread.</summary>
        public void Dispose()
        {
            lock (_gate)
            {
                _disposed = true;
                Monitor.Pulse(_gate);
            }
        }

        private void Loop()
        {
            bool goesOn = true;
            while (goesOn)
            {
                long pause;
                lock (_gate)
                {
                    pause = _disposed ? 0 : Turn();
                    goesOn = !_disposed;
                }

                if (pause > 0)
                {
                    usleep((uint)pause);
                }
            }
        }

        // Returns how long the thread may sleep before the next turn, in microseconds.
        private long Turn()
        {
            IEventSource next = Earliest(false);
            IEventSource skippable = _paced ? null : Earliest(true);
            if (skippable != null)
            {
                _clock.SkipTo(skippable.NextEvent);
            }

            long now = _clock.Now;
            if (next == null)
            {
                Monitor.Wait(_gate);
            }
            else if (next.NextEvent <= now)
            {
                next.Advance(now);
            }
            else if (_isExact && next.NextEvent - now < LongestPause)
            {
                return Math.Max(ShortestPause, next.NextEvent - now);
            }
            else
            {
                Monitor.Wait(_gate, (int)Math.Min(1000, ((next.NextEvent - now) / 1000) + (_isExact ? 0 : 1)));
            }

            return 0;
        }

        private IEventSource Earliest(bool skippable)
        {
            IEventSource earliest = null;
            foreach (IEventSource source in _sources)
            {
                if (source.NextEvent != long.MaxValue
                    && (!skippable || source.CanSkip)
                    && (earliest == null || source.NextEvent < earliest.NextEvent))
                {
                    earliest = source;
                }
            }

            return earliest;
        }

#pragma warning disable SA1300, IDE1006 // The name is that of the C library.
        [DllImport("libc")]
        private static extern int usleep(uint microseconds);
#pragma warning restore SA1300, IDE1006
    }
}
