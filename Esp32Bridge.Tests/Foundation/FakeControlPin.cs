using System;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Wires;

namespace Esp32Bridge.Tests.Foundation
{
    /// <summary>A line that records when it is asserted and released.</summary>
    public sealed class FakeControlPin : IControlPin
    {
        private readonly string _name;
        private readonly FakeClock _clock;
        private readonly FakeLog _timeline;

        /// <summary>Creates a line.</summary>
        /// <param name="name">Its name on the timeline.</param>
        /// <param name="clock">The time.</param>
        /// <param name="timeline">Records its actions, with their time.</param>
        public FakeControlPin(string name, FakeClock clock, FakeLog timeline)
        {
            _name = name;
            _clock = clock;
            _timeline = timeline;
        }

        /// <summary>Gets or sets whether its closing fails.</summary>
        public bool FailsToClose { get; set; }

        /// <inheritdoc/>
        public void Assert()
        {
            Note("assert");
        }

        /// <inheritdoc/>
        public void Release()
        {
            Note("release");
        }

        /// <inheritdoc/>
        public void Close()
        {
            Note("close");
            if (FailsToClose)
            {
                throw new InvalidOperationException(_name);
            }
        }

        private void Note(string action)
        {
            _timeline.Write(_clock.Milliseconds + " " + _name + " " + action);
        }
    }
}
