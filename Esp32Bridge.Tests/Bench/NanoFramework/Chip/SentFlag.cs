using System.Diagnostics;
using System.Threading;

namespace Esp32Bridge.Bench.Chip
{
    /// <summary>
    /// The one "data sent" flag of all UARTs. It stays set until a write that waits takes it, whoever's write it was that
    /// ended: a write can return before its bytes have left, and another one wait although all of its own have.
    /// </summary>
    public sealed class SentFlag
    {
        private readonly object _lock = new object();
        private bool _isSet;
        private bool _hasEnded;

        /// <summary>A write has ended.</summary>
        public void Set()
        {
            lock (_lock)
            {
                _isSet = true;
                Monitor.PulseAll(_lock);
            }
        }

        /// <summary>Waits for the flag, and takes it.</summary>
        /// <param name="timeout">For how many milliseconds, or -1 for ever.</param>
        /// <returns>False when it was not there in time.</returns>
        public bool Take(int timeout)
        {
            lock (_lock)
            {
                Stopwatch waited = Stopwatch.StartNew();
                while (!_isSet && !_hasEnded)
                {
                    long left = timeout - waited.ElapsedMilliseconds;
                    if (timeout >= 0 && left <= 0)
                    {
                        return false;
                    }

                    Monitor.Wait(_lock, timeout < 0 ? Timeout.Infinite : (int)left);
                }

                _isSet = false;
                return true;
            }
        }

        /// <summary>The supply is gone: nobody waits any more.</summary>
        public void End()
        {
            lock (_lock)
            {
                _hasEnded = true;
                Monitor.PulseAll(_lock);
            }
        }
    }
}
