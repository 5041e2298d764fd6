using Esp32Bridge.Programming;

namespace Esp32Bridge.Jobs
{
    /// <summary>A job that has not ended, and the place of its manifest.</summary>
    internal sealed class QueuedJob
    {
        /// <summary>The <see cref="Place"/> of a job whose manifest could not be stored. After a restart it has to come again.</summary>
        internal const int Nowhere = -1;

        /// <summary>Creates the job.</summary>
        /// <param name="number">The job's number.</param>
        /// <param name="place">The place of its manifest in the store, 0 to <see cref="JobRecord.LastPlace"/>, or <see cref="Nowhere"/>.</param>
        /// <param name="sha256">The SHA-256 of the manifest, as 64 hexadecimal digits.</param>
        /// <param name="job">The job; null before its manifest is read.</param>
        /// <param name="origin">The origin of the job; null for the default one.</param>
        internal QueuedJob(int number, int place, string sha256, Job job, JobOrigin origin)
        {
            Number = number;
            Place = place;
            Sha256 = sha256;
            Job = job;
            Origin = origin;
        }

        /// <summary>Gets the job's number.</summary>
        internal int Number { get; }

        /// <summary>Gets the place of its manifest in the store, 0 to <see cref="JobRecord.LastPlace"/>, or <see cref="Nowhere"/>.</summary>
        internal int Place { get; }

        /// <summary>Gets the SHA-256 of the manifest, as 64 hexadecimal digits.</summary>
        internal string Sha256 { get; }

        /// <summary>Gets the job, or null if its manifest was lost in a restart.</summary>
        internal Job Job { get; }

        /// <summary>Gets or sets its origin; null for the default one.</summary>
        internal JobOrigin Origin { get; set; }

        /// <summary>Gets the number of a job.</summary>
        /// <param name="queued">The job, or null.</param>
        /// <returns>Its number, 0 if there is no job.</returns>
        internal static int NumberOf(QueuedJob queued)
        {
            return queued == null ? 0 : queued.Number;
        }

        /// <summary>Gets the server's name for a job.</summary>
        /// <param name="queued">The job, or null.</param>
        /// <returns>The name, or null.</returns>
        internal static string ReferenceOf(QueuedJob queued)
        {
            return queued == null || queued.Origin == null ? null : queued.Origin.Reference;
        }

        /// <summary>Ends the waiting job, because a newer one replaces it.</summary>
        /// <param name="waiting">The waiting job, or null. A job whose manifest is lost has no targets.</param>
        /// <param name="newer">The newer job.</param>
        /// <returns>The end of the waiting job; null if there is none, or if the same job comes again.</returns>
        /// <exception cref="JobException">The newer job lacks one of its targets.</exception>
        internal static JobProgress Replace(QueuedJob waiting, Job newer)
        {
            if (waiting == null || waiting.Number == newer.Number)
            {
                return null;
            }

            TargetProgress[] targets = new TargetProgress[waiting.Job == null ? 0 : waiting.Job.Targets.Length];
            for (int i = 0; i < targets.Length; i++)
            {
                JobTarget target = waiting.Job.Targets[i];
                if (!newer.Names(target.Name))
                {
                    string name = "'" + target.Name + "'";
                    throw new JobException("job.json: targets", "one for " + name + ", for which job " + waiting.Number + " waits", "none", "Send the job again when job " + waiting.Number + " has started, or add " + name + " to it.", null);
                }

                targets[i] = new TargetProgress(target.Name, target.Version, FlashState.Unknown);
            }

            JobProgress progress = new JobProgress(waiting.Number, targets);
            progress.ReplaceBy(newer.Number);
            return progress;
        }
    }
}
