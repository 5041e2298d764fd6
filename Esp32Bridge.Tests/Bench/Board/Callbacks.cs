using System;
using System.Collections.Generic;

namespace Esp32Bridge.Bench.Board
{
    /// <summary>Actions that are due on the board at a time.</summary>
    public sealed class Callbacks : IEventSource
    {
        private readonly PriorityQueue<Action, long> _actions = new PriorityQueue<Action, long>();

        /// <inheritdoc/>
        public long NextEvent
        {
            get { return _actions.TryPeek(out _, out long time) ? time : long.MaxValue; }
        }

        /// <inheritdoc/>
        public bool CanSkip
        {
            get { return true; }
        }

        /// <summary>Adds an action.</summary>
        /// <param name="time">When.</param>
        /// <param name="action">What.</param>
        public void Add(long time, Action action)
        {
            _actions.Enqueue(action, time);
        }

        /// <inheritdoc/>
        public void Advance(long now)
        {
            while (NextEvent <= now)
            {
                _actions.Dequeue()();
            }
        }
    }
}
