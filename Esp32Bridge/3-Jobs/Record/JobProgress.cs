using Esp32Bridge.Programming;

namespace Esp32Bridge.Jobs
{
    /// <summary>The progress of a job. It survives a restart.</summary>
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

        /// <summary>Gets or sets whether the end of the job was reported.</summary>
        public bool IsReported { get; internal set; }

        /// <summary>Gets or sets the name that the server has given to the job, for the report of its end; null for none. See <see cref="JobOrigin"/>.</summary>
        public string Reference { get; internal set; }

        /// <summary>Gets or sets whether a target was entered to program it. From then on the job cannot be withdrawn.</summary>
        public bool HasBegun { get; internal set; }

        /// <summary>Gets or sets whether the job was withdrawn, and has to end before it begins. It does not survive a restart.</summary>
        internal bool IsWithdrawn { get; set; }

        /// <summary>Gets or sets for how many minutes the job has waited between attempts, in total, while the ESP32 was running.</summary>
        internal int Waited { get; set; }

        /// <summary>Records how long a server has asked to wait; the limit is an hour. It does not survive a restart.</summary>
        /// <param name="time">The time in milliseconds.</param>
        internal void NoteRest(int time)
        {
            int heard = time < LongestRest ? time : LongestRest;
            _rest = heard > _rest ? heard : _rest;
        }

        /// <summary>Begins a wait before the next attempt.</summary>
        /// <param name="usual">The usual duration in milliseconds.</param>
        /// <returns>The duration in milliseconds.</returns>
        internal int Wait(int usual)
        {
            int pause = _rest > usual ? _rest : usual;
            _rest = 0;
            Waited += pause / Minute;
            return pause;
        }

        /// <summary>Tells whether this is the progress of a job.</summary>
        /// <param name="job">The job.</param>
        /// <returns>True if number and targets are the same.</returns>
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

        /// <summary>Tells whether a newer job has entries for all targets that this job has not finished.</summary>
        /// <param name="newer">The newer job.</param>
        /// <returns>True if it has.</returns>
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

        /// <summary>Tells whether it is too late to withdraw the job: it has begun, or a target depends on it for its program.</summary>
        /// <returns>True if it is too late.</returns>
        internal bool IsBound()
        {
            bool isBound = HasBegun;
            for (int i = 0; i < Targets.Length; i++)
            {
                isBound = isBound || Targets[i].Flash != FlashState.OldProgram;
            }

            return isBound;
        }

        /// <summary>Tells whether the job only waits, and has not changed any of its unfinished targets.</summary>
        /// <returns>True if nothing is lost when it ends now.</returns>
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

        /// <summary>Ends the job early, because a newer job replaces it.</summary>
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
