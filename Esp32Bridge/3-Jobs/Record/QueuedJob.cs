using Esp32Bridge.Programming;

namespace Esp32Bridge.Jobs
{
    /// <summary>A job that has not ended, and where its manifest is kept.</summary>
    internal sealed class QueuedJob
    {
        /// <summary>The value of <see cref="Place"/> of a job whose manifest cannot be kept: after a restart it has to come again.</summary>
        internal const int Nowhere = -1;

        /// <summary>Creates it.</summary>
        /// <param name="number">The job's number.</param>
        /// <param name="place">In which place of the store its manifest is, from 0 to <see cref="JobRecord.LastPlace"/>, or <see cref="Nowhere"/>.</param>
        /// <param name="sha256">The SHA-256 of the manifest, as 64 hexadecimal digits.</param>
        /// <param name="job">The job; null as long as its manifest was not read.</param>
        /// <param name="origin">Where it came from; null for the usual place.</param>
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

        /// <summary>Gets in which place of the store its manifest is, from 0 to <see cref="JobRecord.LastPlace"/>, or <see cref="Nowhere"/>.</summary>
        internal int Place { get; }

        /// <summary>Gets the SHA-256 of the manifest, as 64 hexadecimal digits.</summary>
        internal string Sha256 { get; }

        /// <summary>Gets the job, or null when its manifest was lost in a restart.</summary>
        internal Job Job { get; }

        /// <summary>Gets or sets where it came from; null for the usual place.</summary>
        internal JobOrigin Origin { get; set; }

        /// <summary>Tells the number of a job.</summary>
        /// <param name="queued">The job, or null.</param>
        /// <returns>Its number, 0 when there is none.</returns>
        internal static int NumberOf(QueuedJob queued)
        {
            return queued == null ? 0 : queued.Number;
        }

        /// <summary>Tells what a job is called by the server that gave it.</summary>
        /// <param name="queued">The job, or null.</param>
        /// <returns>The text, or null.</returns>
        internal static string ReferenceOf(QueuedJob queued)
        {
            return queued == null || queued.Origin == null ? null : queued.Origin.Reference;
        }

        /// <summary>Ends a job that waits, because a newer one does what it had to do.</summary>
        /// <param name="waiting">The job that waits, or null. One whose manifest is lost has no targets.</param>
        /// <param name="newer">The newer job.</param>
        /// <returns>Its end; null when none waits, or the same one comes again.</returns>
        /// <exception cref="JobException">The newer one lacks one of its targets.</exception>
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
