using System;
using Esp32Bridge.Programming;

namespace Esp32Bridge.Bench.Campaign
{
    /// <summary>A session that checks each step.</summary>
    public sealed class WatchedSession : ITargetSession
    {
        private readonly ITargetSession _session;
        private readonly Action<Action> _watch;
        private readonly Action _released;

        /// <summary>Creates the watch.</summary>
        /// <param name="session">The session.</param>
        /// <param name="watch">Runs a step and checks the target after it.</param>
        /// <param name="released">Called after the last step.</param>
        public WatchedSession(ITargetSession session, Action<Action> watch, Action released)
        {
            _session = session;
            _watch = watch;
            _released = released;
        }

        /// <inheritdoc/>
        public int FlashSize
        {
            get { return _session.FlashSize; }
        }

        /// <inheritdoc/>
        public void Write()
        {
            _watch(_session.Write);
        }

        /// <inheritdoc/>
        public void Commit()
        {
            _watch(_session.Commit);
        }

        /// <inheritdoc/>
        public void AwaitHealth(string text, int timeout)
        {
            _watch(() => _session.AwaitHealth(text, timeout));
        }

        /// <inheritdoc/>
        public void Release()
        {
            _watch(_session.Release);
            _released();
        }
    }
}
