using System;
using Esp32Bridge.Programming;

namespace Esp32Bridge.Tests.Doubles
{
    /// <summary>Remembers the phases that were gone through.</summary>
    public sealed class FakeProgress : IProgress
    {
        private int _last = -1;
        private bool _isDone;

        /// <summary>Gets the numbers of the phases, in their order.</summary>
        public string Phases { get; private set; } = string.Empty;

        /// <summary>Gets or sets what is done when a phase is gone through.</summary>
        public Action Intervention { get; set; }

        /// <summary>Gets or sets the phase at which it is done.</summary>
        public ProgrammingPhase InterventionPhase { get; set; }

        /// <summary>Gets or sets how far the phase has to be, in bytes.</summary>
        public int InterventionPosition { get; set; }

        /// <inheritdoc/>
        public void Report(string target, ProgrammingPhase phase, int done, int total)
        {
            if ((int)phase != _last)
            {
                _last = (int)phase;
                Phases += _last;
                _isDone = false;
            }

            if (Intervention != null && phase == InterventionPhase && done >= InterventionPosition && !_isDone)
            {
                _isDone = true;
                Intervention();
            }
        }
    }
}
