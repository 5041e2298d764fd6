using Esp32Bridge.Timing;

namespace Esp32Bridge.Transfers
{
    /// <summary>Limits the time and the number of requests, so that every job ends.</summary>
    internal sealed class FetchLimits
    {
        /// <summary>How long a part may be silent, in milliseconds. It can announce a longer pause.</summary>
        internal const int Silence = 30 * 1000;

        /// <summary>The least cost of a request in bytes, so that a stream of very small requests ends too.</summary>
        internal const int LeastCost = 64;

        /// <summary>How many times the size of the image may be requested.</summary>
        internal const int Rounds = 8;

        /// <summary>How many bytes may be requested in addition.</summary>
        internal const int Slack = 64 * 1024;

        /// <summary>The time for the first byte, in milliseconds; each <see cref="Portion"/> of the image adds a minute.</summary>
        internal const int LeastTime = 10 * Minute;

        /// <summary>The least number of bytes per minute.</summary>
        internal const int Portion = 4096;

        private const int Minute = 60 * 1000;

        private readonly IClock _clock;
        private readonly long _mostBytes;
        private readonly long _mostTime;
        private readonly long _end;
        private long _bytes;
        private long _silentUntil;

        /// <summary>Starts counting.</summary>
        /// <param name="size">The size of the image in bytes.</param>
        /// <param name="clock">The clock.</param>
        internal FetchLimits(int size, IClock clock)
        {
            _clock = clock;
            _mostBytes = ((long)Rounds * size) + Slack;
            _mostTime = LeastTime + ((long)size / Portion * Minute);
            _end = clock.Milliseconds + _mostTime;
            Heard(0);
        }

        /// <summary>Restarts the timeout after a request was answered.</summary>
        /// <param name="pause">How long the part will be silent in addition to <see cref="Silence"/>, in milliseconds.</param>
        internal void Heard(int pause)
        {
            _silentUntil = _clock.Milliseconds + Silence + pause;
        }

        /// <summary>Counts a request.</summary>
        /// <param name="bytes">The number of requested bytes.</param>
        /// <param name="refused">How many requests were refused so far, for the error.</param>
        /// <exception cref="FetchException">The limit is exceeded.</exception>
        internal void Count(int bytes, int refused)
        {
            _bytes += bytes > LeastCost ? bytes : LeastCost;
            if (_bytes > _mostBytes)
            {
                throw new FetchException(
                    "at most " + _mostBytes + " bytes asked for",
                    "more and no end; " + refused + " request(s) refused",
                    "Check why the program of the part asks again and again: does it get the answers?") { IsFromProgram = true };
            }
        }

        /// <summary>Checks the time limits.</summary>
        /// <param name="ignored">How many bytes came that belong to no request, for the error.</param>
        /// <exception cref="FetchException">The part was silent for too long, or takes too long.</exception>
        internal void CheckTime(int ignored)
        {
            long now = _clock.Milliseconds;
            if (now >= _silentUntil)
            {
                throw new FetchException(
                    "a request within " + Silence + " ms",
                    ignored == 0 ? "silence" : "none; " + ignored + " byte(s) of no request",
                    "Check that the program of the part fetches: esp32bridge_fetch.h; and the trigger and the rate of its UART.");
            }

            if (now >= _end)
            {
                throw new FetchException("the end within " + (_mostTime / Minute) + " minutes", "none", "Check what the program of the part waits for.");
            }
        }
    }
}
