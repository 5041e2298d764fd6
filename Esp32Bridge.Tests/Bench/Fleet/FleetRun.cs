using System;
using System.Collections.Generic;
using System.Linq;
using Esp32Bridge.Logging;
using Esp32Bridge.Ota;

namespace Esp32Bridge.Bench.Fleet
{
    /// <summary>
    /// A fleet whose supply returns at one moment. Each device has the firmware's own watch, so pauses, jitter and the reaction to
    /// Retry-After are the firmware's. Nothing of the firmware runs between polls.
    /// </summary>
    public sealed class FleetRun : ILog
    {
        private readonly FleetClock _clock;
        private readonly FleetServer _server;
        private readonly long?[] _firstServed;

        /// <summary>Simulates a fleet.</summary>
        /// <param name="options">The parameters of the fleet.</param>
        /// <param name="hasJitter">Whether devices draw jitter.</param>
        /// <param name="capacity">How many requests the server answers in a second; 0 for all.</param>
        /// <param name="rest">Retry-After of the others, in seconds; 0 for none.</param>
        public FleetRun(FleetOptions options, bool hasJitter, int capacity, int rest)
        {
            _clock = new FleetClock(hasJitter);
            _server = new FleetServer(_clock, capacity, rest * 1000);
            _firstServed = new long?[options.Devices];
            Live(options);
        }

        /// <summary>Gets the most requests in a second.</summary>
        public int Peak
        {
            get { return _server.Requests.Max(); }
        }

        /// <summary>Gets the most requests in a second of the last tenth of the time.</summary>
        public int LatePeak
        {
            get { return _server.Requests.Skip(_server.Requests.Count * 9 / 10).Max(); }
        }

        /// <summary>Gets the total number of requests.</summary>
        public int Requests
        {
            get { return _server.Total; }
        }

        /// <summary>Gets the second in which the last device was first served, or null.</summary>
        public int? LastServed
        {
            get { return FleetServer.LastOf(_firstServed); }
        }

        /// <inheritdoc/>
        public void Write(string line)
        {
        }

        private void Live(FleetOptions options)
        {
            // The time from supply to first request varies a little, mostly because of Wi-Fi.
            Random random = new Random(2);
            PriorityQueue<int, long> events = new PriorityQueue<int, long>();
            ManifestWatch[] watches = new ManifestWatch[options.Devices];
            for (int i = 0; i < watches.Length; i++)
            {
                events.Enqueue(i, random.Next(1000 * options.FirstBoot, (1000 * options.LastBoot) + 1));
            }

            while (events.TryDequeue(out int device, out long time) && time < options.Minutes * 60L * 1000)
            {
                _clock.Milliseconds = time;
                if (watches[device] == null)
                {
                    watches[device] = new ManifestWatch(_server, _server, null, _clock, this, options.Interval * 1000);
                }
                else
                {
                    Look(watches[device], device);
                }

                events.Enqueue(device, watches[device].DueAt);
            }
        }

        private void Look(ManifestWatch watch, int device)
        {
            watch.Attempt();
            if (_firstServed[device] == null && _server.HasServed)
            {
                _firstServed[device] = _clock.Milliseconds;
            }
        }
    }
}
