using System;
using Esp32Bridge.Logging;
using Esp32Bridge.Ota;
using Esp32Bridge.Tests.Doubles;

namespace Esp32Bridge.Tests.Ota
{
    /// <summary>A network task that logs its attempts and takes time.</summary>
    public sealed class FakeTask : INetworkTask
    {
        private readonly string _name;
        private readonly FakeClock _clock;
        private readonly ILog _log;

        /// <summary>Creates the task, due at once.</summary>
        /// <param name="name">Its name.</param>
        /// <param name="clock">The clock.</param>
        /// <param name="log">Records each attempt, with its time.</param>
        public FakeTask(string name, FakeClock clock, ILog log)
        {
            _name = name;
            _clock = clock;
            _log = log;
        }

        /// <inheritdoc/>
        public long DueAt { get; set; }

        /// <summary>Gets or sets the pause until it is due again, or 0 for never.</summary>
        public int Interval { get; set; }

        /// <summary>Gets or sets how long an attempt takes.</summary>
        public int Duration { get; set; }

        /// <summary>Gets or sets the error of an attempt, or null.</summary>
        public Exception Error { get; set; }

        /// <inheritdoc/>
        public void Attempt()
        {
            _log.Write(_name + " " + _clock.Milliseconds);
            _clock.Sleep(Duration);
            DueAt = Interval == 0 ? long.MaxValue : _clock.Milliseconds + Interval;
            if (Error != null)
            {
                throw Error;
            }
        }
    }
}
