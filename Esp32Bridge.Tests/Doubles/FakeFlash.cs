using Esp32Bridge.Programming;

namespace Esp32Bridge.Tests.Doubles
{
    /// <summary>Records what the flash of a target holds, and its history.</summary>
    public sealed class FakeFlash : IFlashRecord
    {
        /// <summary>Gets or sets what it holds.</summary>
        public FlashState Flash { get; set; }

        /// <summary>Gets the recorded states in their order, by a letter: O, A, N (no program), P (new program), U.</summary>
        public string History { get; private set; } = string.Empty;

        /// <summary>Gets whether it holds the old or the new program.</summary>
        public bool HasProgram
        {
            get { return Flash == FlashState.OldProgram || Flash == FlashState.NewProgram; }
        }

        /// <summary>Begins an attempt to give the target a new image.</summary>
        /// <returns>The argument for the programmer.</returns>
        public TargetFlash Begin()
        {
            return new TargetFlash(this, FlashState.NewProgram);
        }

        /// <inheritdoc/>
        public void Remember(FlashState state)
        {
            Flash = state;
            History += "OANPU"[(int)state];
        }
    }
}
