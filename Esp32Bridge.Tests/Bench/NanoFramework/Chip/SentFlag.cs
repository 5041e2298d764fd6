using System.Diagnostics;
using System.Threading;

namespace Esp32Bridge.Bench.Chip
{
    /// <summary>
    /// The single "data sent" flag of all UARTs. It stays set until a waiting write takes it, no matter which write set it.
    /// So a write can return before its bytes have left, and another can wait although all of its bytes have left.
    /// </summary>
    public sealed class SentFlag
    {
        private readonly object _lock = new object();
        private bool _isSet;
        private bool _hasEnded;

        /// <summary>Sets the flag: a write has ended.</summary>
        public void Set()
        {
            lock (_lock)
            {
                _isSet = true;
                Monitor.PulseAll(_lock);
            }
        }

        /// <summary>Waits for the flag, and clears it.</summary>
        /// <param name="timeout">The timeout in milliseconds, or -1 for no timeout.</param>
        /// <returns>False after a timeout.</returns>
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

        /// <summary>The supply is off: ends all waits.</summary>
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
