namespace Esp32Bridge.Programming
{
    /// <summary>
    /// What the flash of a target holds during an attempt to program it. All changes of this state are here, as in the table
    /// of Esp32Bridge/README.md. A job passes it to the programmer; there is no copy.
    /// </summary>
    public sealed class TargetFlash
    {
        private readonly IFlashRecord _record;
        private readonly FlashState _goal;
        private readonly FlashState _unchanged;

        /// <summary>Begins an attempt. A flash that an earlier attempt left at risk counts as without a program.</summary>
        /// <param name="record">The record of the state.</param>
        /// <param name="goal"><see cref="FlashState.NewProgram"/>, or <see cref="FlashState.OldProgram"/> if the target is put back.</param>
        public TargetFlash(IFlashRecord record, FlashState goal)
        {
            _record = record;
            _goal = goal;
            _unchanged = record.Flash == FlashState.Unknown ? FlashState.Unknown : FlashState.OldProgram;
            Release(false);
        }

        /// <summary>Gets whether the target has a program, the old or the new one, or may have an unknown one.</summary>
        public bool HasProgram
        {
            get { return IsProgram(_record.Flash); }
        }

        /// <summary>Gets whether it is not known what the flash holds.</summary>
        public bool IsAtRisk
        {
            get { return _record.Flash == FlashState.AtRisk; }
        }

        /// <summary>Tells whether a state means that there may be an intact program.</summary>
        /// <param name="state">What the flash holds.</param>
        /// <returns>Whether something could start.</returns>
        public static bool IsProgram(FlashState state)
        {
            return state == FlashState.OldProgram || state == FlashState.NewProgram || state == FlashState.Unknown;
        }

        /// <summary>Tells what a state means after the attempt has ended without a result: after a power-off, for instance.</summary>
        /// <param name="state">What the flash held in the attempt.</param>
        /// <returns>The state that counts now.</returns>
        public static FlashState AfterAttempt(FlashState state)
        {
            return state == FlashState.AtRisk ? FlashState.NoProgram : state;
        }

        /// <summary>Notes that writing begins, or that the protection is being lifted. Call it before anything that can change the flash.</summary>
        public void BeginWriting()
        {
            if (HasProgram)
            {
                _record.Remember(FlashState.AtRisk);
            }
        }

        /// <summary>Notes that the flash holds the whole image: by comparison, or because its start was written and read back last.</summary>
        public void Confirm()
        {
            _record.Remember(_goal);
        }

        /// <summary>Notes that the target's own program has shown that it runs, although it has not got the image.</summary>
        public void ProveProgram()
        {
            if (!HasProgram || _record.Flash == FlashState.Unknown)
            {
                _record.Remember(FlashState.OldProgram);
            }
        }

        /// <summary>Notes that a newer job replaces a job that was to put the old program back: the newer job must bring a program, whatever is there now.</summary>
        public void HandOver()
        {
            if (HasProgram)
            {
                _record.Remember(FlashState.NoProgram);
            }
        }

        /// <summary>Notes that the target is released.</summary>
        /// <param name="isUnchanged">Whether the start of the flash is known to be as it was when writing began.</param>
        public void Release(bool isUnchanged)
        {
            if (IsAtRisk)
            {
                _record.Remember(isUnchanged ? _unchanged : AfterAttempt(_record.Flash));
            }
        }
    }
}
