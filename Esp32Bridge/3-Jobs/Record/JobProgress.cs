namespace Esp32Bridge.Jobs
{
    /// <summary>How far a job is. It survives a restart.</summary>
    public sealed class JobProgress
    {
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
