using System;
using Esp32Bridge.Errors;
using Esp32Bridge.Json;
using Esp32Bridge.Logging;
using Esp32Bridge.Network;
using Esp32Bridge.Timing;
using Heap = nanoFramework.Runtime.Native.GC;

namespace Esp32Bridge.Ota
{
    /// <summary>Polls for a new job at regular intervals, also while the network fails.</summary>
    public abstract class JobWatch : INetworkTask, IStatusPart
    {
        // The reciprocal of the random part of a pause.
        private const int Variation = 10;

        // After a power failure all devices of a town start within seconds. So the first poll is at a random time within an interval, up to this.
        private const int LongestSpread = 5 * 60 * 1000;

        // The longest pause that a server can ask for, in milliseconds: no server can silence a device for long.
        private const int LongestRest = 60 * 60 * 1000;

        // The time between two polls if there is news, in milliseconds.
        private const int NewsPause = 10 * 1000;

        // Twice what a poll without news takes. If there is less, a job runs, which needs the memory more; a device that never has more still polls.
        private const uint LeastMemory = 12 * 1024;
        private const int MemoryPause = 1000;
        private const int MostMemoryPauses = 60;

        private const long Never = -1;

        private readonly INetwork _network;
        private readonly IClock _clock;
        private readonly NewsLog _log;
        private long _dueAt;
        private long _newsAt;
        private long _lookedAt = Never;
        private long _reachedAt = Never;
        private int _memoryPauses;
        private string _result;

        /// <summary>Creates a watch.</summary>
        /// <param name="network">The network.</param>
        /// <param name="clock">The clock.</param>
        /// <param name="log">The log for errors.</param>
        /// <param name="interval">The poll interval in milliseconds.</param>
        protected JobWatch(INetwork network, IClock clock, ILog log, int interval)
        {
            _network = network;
            _clock = clock;
            _log = new NewsLog(new PrefixedLog("no job: ", log));
            Interval = interval;
            _dueAt = clock.Milliseconds + clock.Jitter(interval < LongestSpread ? interval : LongestSpread);
        }

        /// <inheritdoc/>
        public long DueAt
        {
            get { return _newsAt < _dueAt && HasNews ? _newsAt : _dueAt; }
        }

        /// <summary>Gets or sets the poll interval in milliseconds.</summary>
        protected int Interval { get; set; }

        /// <summary>Gets whether there is something to report to the server. It is called often.</summary>
        protected virtual bool HasNews
        {
            get { return false; }
        }

        /// <inheritdoc/>
        public void Attempt()
        {
            if (_memoryPauses < MostMemoryPauses && Heap.Run(false) < LeastMemory)
            {
                _memoryPauses++;
                _dueAt = _clock.Milliseconds + MemoryPause;
                _newsAt = _dueAt;
                return;
            }

            _memoryPauses = 0;
            _dueAt = _clock.Milliseconds + Interval;
            int rest = 0;
            long newsAt = long.MaxValue;
            try
            {
                if (_network.TryConnect())
                {
                    _result = Look();
                    _log.Forget();
                    newsAt = _clock.Milliseconds + NewsPause;
                }
                else
                {
                    Fail("no network yet");
                }
            }
            catch (BridgeException error)
            {
                HttpException answer = error as HttpException;
                rest = answer == null ? 0 : answer.RetryAfter < LongestRest ? answer.RetryAfter : LongestRest;
                Fail(error.Message);
            }
            catch (Exception error)
            {
                // The network stack can throw anything. The next poll may succeed.
                Fail(error.GetType().Name + " " + error.Message);
            }

            // Without a random part, a fleet that was switched on together would poll together forever.
            _newsAt = newsAt;
            _lookedAt = _clock.Milliseconds;
            int pause = rest > Interval ? rest : Interval;
            _dueAt = _lookedAt + pause + _clock.Jitter(pause / Variation);
        }

        /// <inheritdoc/>
        public void AddTo(JsonWriter json)
        {
            if (_lookedAt == Never)
            {
                return;
            }

            json.OpenObject("lastLook");
            json.Add("secondsAgo", SecondsSince(_lookedAt));
            if (_reachedAt != Never)
            {
                json.Add("reachedSecondsAgo", SecondsSince(_reachedAt));
            }

            json.Add("result", _result);
            json.CloseObject();
        }

        /// <summary>Polls once.</summary>
        /// <returns>The result, for the status.</returns>
        /// <exception cref="Exception">The server cannot be reached, or another error occurred. The next poll may succeed.</exception>
        protected abstract string Look();

        /// <summary>Records that the server has answered.</summary>
        protected void NoteReached()
        {
            _reachedAt = _clock.Milliseconds;
        }

        private int SecondsSince(long moment)
        {
            return (int)((_clock.Milliseconds - moment) / 1000);
        }

        private void Fail(string cause)
        {
            _result = cause;
            _log.Write(cause);
        }
    }
}
