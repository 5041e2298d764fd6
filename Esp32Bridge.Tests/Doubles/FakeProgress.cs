using System;
using Esp32Bridge.Programming;

namespace Esp32Bridge.Tests.Doubles
{
    /// <summary>Records the phases.</summary>
    public sealed class FakeProgress : IProgress
    {
        private int _last = -1;
        private bool _isDone;

        /// <summary>Gets the numbers of the phases, in their order.</summary>
        public string Phases { get; private set; } = string.Empty;

        /// <summary>Gets or sets what is called once in a phase.</summary>
        public Action Intervention { get; set; }

        /// <summary>Gets or sets the phase in which it is called.</summary>
        public ProgrammingPhase InterventionPhase { get; set; }

        /// <summary>Gets or sets the progress of the phase from which on it is called, in bytes.</summary>
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
