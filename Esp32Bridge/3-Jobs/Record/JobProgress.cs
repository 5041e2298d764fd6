using Esp32Bridge.Programming;

namespace Esp32Bridge.Jobs
{
    /// <summary>How far a job is. It survives a restart.</summary>
    public sealed class JobProgress
    {
        private const int Minute = 60 * 1000;
        private const int LongestRest = 60 * Minute;

        private int _rest;

        /// <summary>Creates the progress of a job.</summary>
        /// <param name="number">The job's number.</param>
        /// <param name="targets">Its targets.</param>
        internal JobProgress(int number, TargetProgress[] targets)
        {
            Number = number;
            Targets = targets;
        }

        /// <summary>Gets the job's number.</summary>
        public int Number { get; }

        /// <summary>Gets the targets.</summary>
        public TargetProgress[] Targets { get; }

        /// <summary>Gets or sets whether the job has ended.</summary>
        public bool HasEnded { get; internal set; }

        /// <summary>Gets or sets whether somebody was told that it has ended.</summary>
        public bool IsReported { get; internal set; }

        /// <summary>Gets or sets what it is called by the server that gave it and waits for its end, or null when none does, see <see cref="JobOrigin"/>.</summary>
        public string Reference { get; internal set; }

        /// <summary>Gets or sets whether a target was entered in order to program it: from then on the job goes on to its end.</summary>
        public bool HasBegun { get; internal set; }

        /// <summary>Gets or sets whether it was taken back, and is to end before it begins. It does not survive a restart.</summary>
        internal bool IsWithdrawn { get; set; }

        /// <summary>Gets or sets for how many minutes it has waited to be tried again, all waits of the time in which the ESP32 ran.</summary>
        internal int Waited { get; set; }

        /// <summary>Notes how long a server has asked to be left alone: at most an hour of it is heard. It does not survive a restart.</summary>
        /// <param name="time">The time in milliseconds.</param>
        internal void NoteRest(int time)
        {
            int heard = time < LongestRest ? time : LongestRest;
            _rest = heard > _rest ? heard : _rest;
        }

        /// <summary>Begins to wait until it is tried again.</summary>
        /// <param name="usual">How long it usually waits, in milliseconds.</param>
        /// <returns>How long it waits now, in milliseconds.</returns>
        internal int Wait(int usual)
        {
            int pause = _rest > usual ? _rest : usual;
            _rest = 0;
            Waited += pause / Minute;
            return pause;
        }

        /// <summary>Tells whether it is the progress of a job.</summary>
        /// <param name="job">The job.</param>
        /// <returns>True when number and targets are the same.</returns>
        internal bool IsOf(Job job)
        {
            bool isOf = job.Number == Number && job.Targets.Length == Targets.Length;
            for (int i = 0; isOf && i < Targets.Length; i++)
            {
                isOf = job.Targets[i].Name == Targets[i].Name;
            }

            return isOf;
        }

        /// <summary>Finds a target.</summary>
        /// <param name="name">Its name.</param>
        /// <returns>The target, or null.</returns>
        internal TargetProgress Find(string name)
        {
            for (int i = 0; i < Targets.Length; i++)
            {
                if (Targets[i].Name == name)
                {
                    return Targets[i];
                }
            }

            return null;
        }

        /// <summary>Tells whether a newer job takes care of all targets that this one is not done with.</summary>
        /// <param name="newer">The newer job.</param>
        /// <returns>True when it does.</returns>
        internal bool IsCoveredBy(Job newer)
        {
            for (int i = 0; i < Targets.Length; i++)
            {
                if (!Targets[i].IsFinal && !newer.Names(Targets[i].Name))
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Tells whether it is too late to take it back: it has begun, or is what brings a target its program.</summary>
        /// <returns>True when it is.</returns>
        internal bool IsBound()
        {
            bool isBound = HasBegun;
            for (int i = 0; i < Targets.Length; i++)
            {
                isBound = isBound || Targets[i].Flash != FlashState.OldProgram;
            }

            return isBound;
        }

        /// <summary>Tells whether it only waits, and has touched nothing yet of what it is not done with.</summary>
        /// <returns>True when nothing is lost where it ends now.</returns>
        internal bool OnlyWaits()
        {
            bool waits = true;
            for (int i = 0; i < Targets.Length; i++)
            {
                TargetProgress target = Targets[i];
                waits = waits && (target.IsFinal || (target.State == TargetState.Waiting && target.Cause.Length > 0 && target.Flash == FlashState.OldProgram));
            }

            return waits;
        }

        /// <summary>Ends it without its end: what was left to do is now the matter of a newer job.</summary>
        /// <param name="number">The newer job's number.</param>
        internal void ReplaceBy(int number)
        {
            for (int i = 0; i < Targets.Length; i++)
            {
                TargetProgress target = Targets[i];
                if (!target.IsFinal)
                {
                    target.IsFinal = true;
                    target.State = TargetState.Failed;
                    target.Cause = target.Name + ": replaced by job " + number + (target.Cause.Length == 0 ? string.Empty : "; " + target.Cause);
                }
            }

            HasEnded = true;
        }
    }
}
