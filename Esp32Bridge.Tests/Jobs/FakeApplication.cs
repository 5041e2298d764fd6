using System;
using Esp32Bridge.Jobs;
using Esp32Bridge.Tests.Doubles;

namespace Esp32Bridge.Tests.Jobs
{
    /// <summary>An application loop that records its calls, and calls the actions of a test.</summary>
    public sealed class FakeApplication : IApplicationLoop
    {
        private const int TooManyTurns = 100;

        private readonly FakeLog _events;
        private int _turns;

        /// <summary>Creates a loop.</summary>
        /// <param name="events">Records its calls.</param>
        public FakeApplication(FakeLog events)
        {
            _events = events;
        }

        /// <summary>Gets or sets what a start does, or null.</summary>
        public Action OnStart { get; set; }

        /// <summary>Gets or sets what a turn does, or null.</summary>
        public Action OnTurn { get; set; }

        /// <summary>Gets or sets what a stop does, or null.</summary>
        public Action OnStop { get; set; }

        /// <inheritdoc/>
        public void Start()
        {
            Note("start", OnStart);
        }

        /// <inheritdoc/>
        public void Turn()
        {
            if (++_turns > TooManyTurns)
            {
                throw new InvalidOperationException("no job has come");
            }

            Note("turn", OnTurn);
        }

        /// <inheritdoc/>
        public void Stop()
        {
            Note("stop", OnStop);
        }

        private void Note(string name, Action action)
        {
            _events.Write(name);
            if (action != null)
            {
                action();
            }
        }
    }
}
