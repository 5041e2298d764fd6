using Esp32Bridge.Programming;

namespace Esp32Bridge.Tests.Doubles
{
    /// <summary>Remembers what the flash of a target holds, and all that it held before.</summary>
    public sealed class FakeFlash : IFlashRecord
    {
        /// <summary>Gets or sets what it holds.</summary>
        public FlashState Flash { get; set; }

        /// <summary>Gets what was remembered, one after the other, by the first letter: O, A, N (no program), P (new program), U.</summary>
        public string History { get; private set; } = string.Empty;

        /// <summary>Gets whether it holds something that could start.</summary>
        public bool HasProgram
        {
            get { return Flash == FlashState.OldProgram || Flash == FlashState.NewProgram; }
        }

        /// <summary>Begins an attempt to give the target a new image.</summary>
        /// <returns>What is handed to the programmer.</returns>
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
