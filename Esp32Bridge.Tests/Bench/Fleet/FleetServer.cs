using System.Collections.Generic;
using System.Linq;
using Esp32Bridge.Jobs;
using Esp32Bridge.Network;
using Esp32Bridge.Ota;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Bench.Fleet
{
    /// <summary>A server without a new job. It answers a limited number of requests a second, and the others with 503.</summary>
    internal sealed class FleetServer : IManifestSource, INetwork
    {
        private readonly List<int> _requests = new List<int>();
        private readonly List<int> _served = new List<int>();
        private readonly IClock _clock;
        private readonly int _capacity;
        private readonly int _rest;

        /// <summary>Creates it.</summary>
        /// <param name="clock">The time.</param>
        /// <param name="capacity">How many requests it answers in a second; 0 for all.</param>
        /// <param name="rest">Retry-After of the others, in milliseconds; 0 for none.</param>
        public FleetServer(IClock clock, int capacity, int rest)
        {
            _clock = clock;
            _capacity = capacity;
            _rest = rest;
        }

        /// <summary>Gets the requests of each second.</summary>
        public IReadOnlyList<int> Requests
        {
            get { return _requests; }
        }

        /// <summary>Gets whether it served the last request.</summary>
        public bool HasServed { get; private set; }

        /// <summary>Gets the total number of answers, including 503.</summary>
        public int Total
        {
            get { return _requests.Sum(); }
        }

        /// <inheritdoc/>
        public bool TryConnect()
        {
            return true;
        }

        /// <inheritdoc/>
        public SignedManifest Fetch()
        {
            int second = (int)(_clock.Milliseconds / 1000);
            while (_requests.Count <= second)
            {
                _requests.Add(0);
                _served.Add(0);
            }

            _requests[second]++;
            HasServed = _capacity == 0 || _served[second] < _capacity;
            if (!HasServed)
            {
                throw new HttpException("fetch it", "status 200", "503", "Wait.") { RetryAfter = _rest };
            }

            _served[second]++;
            return null;
        }

        /// <inheritdoc/>
        public void Accept()
        {
        }

        /// <summary>Gets when the last device was first served.</summary>
        /// <param name="firstServed">When each device was first served, in milliseconds.</param>
        /// <returns>The second, or null if one device never was.</returns>
        public static int? LastOf(long?[] firstServed)
        {
            return firstServed.Any(time => time == null) ? null : (int)(firstServed.Max().Value / 1000);
        }
    }
}
