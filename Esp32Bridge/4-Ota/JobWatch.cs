using System;
using Esp32Bridge.Errors;
using Esp32Bridge.Json;
using Esp32Bridge.Logging;
using Esp32Bridge.Network;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Ota
{
    /// <summary>Looks for a new job at regular times, whatever the network does.</summary>
    public abstract class JobWatch : INetworkTask, IStatusPart
    {
        // The part of a pause by which it varies.
        private const int Variation = 10;

        // Behind a power failure a whole town is there within seconds: the first look is spread over an interval, up to this.
        private const int LongestSpread = 5 * 60 * 1000;

        // Of what a server asks for in milliseconds, so much is heard: nobody silences a device for long.
        private const int LongestRest = 60 * 60 * 1000;

        // The time between two looks where there is news, in milliseconds.
        private const int NewsPause = 10 * 1000;

        private const long Never = -1;

        private readonly INetwork _network;
        private readonly IClock _clock;
        private readonly NewsLog _log;
        private long _dueAt;
        private long _newsAt;
        private long _lookedAt = Never;
        private long _reachedAt = Never;
        private string _result;

        /// <summary>Creates a watch.</summary>
        /// <param name="network">The network.</param>
        /// <param name="clock">The clock.</param>
        /// <param name="log">Where errors go.</param>
        /// <param name="interval">The time between two looks, in milliseconds.</param>
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

        /// <summary>Gets or sets the time between two looks, in milliseconds.</summary>
        protected int Interval { get; set; }

        /// <summary>Gets whether the server wants to know of something that it was not told. It is asked often.</summary>
        protected virtual bool HasNews
        {
            get { return false; }
        }

        /// <inheritdoc/>
        public void Attempt()
        {
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
                // Whatever the network stack throws: the next look may succeed.
                Fail(error.GetType().Name + " " + error.Message);
            }

            // A fleet that was switched on together does not ask together for ever.
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

        /// <summary>Looks once.</summary>
        /// <returns>What came of it, for the status.</returns>
        /// <exception cref="Exception">The server cannot be reached, or something else went wrong: another look may succeed.</exception>
        protected abstract string Look();

        /// <summary>Notes that the server has answered.</summary>
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
