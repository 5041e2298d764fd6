namespace Esp32Bridge.Programming
{
    /// <summary>
    /// What the flash of a target holds during an attempt to program it. All that changes that knowledge is here, as in the
    /// table of Esp32Bridge/README.md; a job hands it to the programmer, and nobody keeps a copy.
    /// </summary>
    public sealed class TargetFlash
    {
        private readonly IFlashRecord _record;
        private readonly FlashState _goal;
        private readonly FlashState _unchanged;

        /// <summary>Begins an attempt. What an attempt before it left at risk has no program: nobody has looked.</summary>
        /// <param name="record">Where it is remembered.</param>
        /// <param name="goal"><see cref="FlashState.NewProgram"/>, or <see cref="FlashState.OldProgram"/> when the target is put back.</param>
        public TargetFlash(IFlashRecord record, FlashState goal)
        {
            _record = record;
            _goal = goal;
            _unchanged = record.Flash == FlashState.Unknown ? FlashState.Unknown : FlashState.OldProgram;
            Release(false);
        }

        /// <summary>Gets whether the target has a program, the old or the new one, or may have what it had.</summary>
        public bool HasProgram
        {
            get { return IsProgram(_record.Flash); }
        }

        /// <summary>Gets whether nobody knows what it holds.</summary>
        public bool IsAtRisk
        {
            get { return _record.Flash == FlashState.AtRisk; }
        }

        /// <summary>Tells whether a state means that there may be a program that nothing has changed.</summary>
        /// <param name="state">What the flash holds.</param>
        /// <returns>Whether something could start.</returns>
        public static bool IsProgram(FlashState state)
        {
            return state == FlashState.OldProgram || state == FlashState.NewProgram || state == FlashState.Unknown;
        }

        /// <summary>Tells what a state means when the attempt is over that could have told more: at a power-off, say.</summary>
        /// <param name="state">What the flash held in the attempt.</param>
        /// <returns>What it holds as far as anybody knows.</returns>
        public static FlashState AfterAttempt(FlashState state)
        {
            return state == FlashState.AtRisk ? FlashState.NoProgram : state;
        }

        /// <summary>Writing begins, or the lifting of the protection. To be called before the first thing that can change the flash.</summary>
        public void BeginWriting()
        {
            if (HasProgram)
            {
                _record.Remember(FlashState.AtRisk);
            }
        }

        /// <summary>The flash was found to hold the whole image, or its start was written and read back as the last of it.</summary>
        public void Confirm()
        {
            _record.Remember(_goal);
        }

        /// <summary>The target's own program has shown that it runs, although it has not got the image.</summary>
        public void ProveProgram()
        {
            if (!HasProgram || _record.Flash == FlashState.Unknown)
            {
                _record.Remember(FlashState.OldProgram);
            }
        }

        /// <summary>What it holds was to be put back, and a newer job takes that over: it has to bring a program, whatever there is now.</summary>
        public void HandOver()
        {
            if (HasProgram)
            {
                _record.Remember(FlashState.NoProgram);
            }
        }

        /// <summary>The target is let go of.</summary>
        /// <param name="isUnchanged">Whether its start is known to be as it was when writing began.</param>
        public void Release(bool isUnchanged)
        {
            if (IsAtRisk)
            {
                _record.Remember(isUnchanged ? _unchanged : AfterAttempt(_record.Flash));
            }
        }
    }
}
