namespace Esp32Bridge.Jobs
{
    /// <summary>A job that has not ended, and where its manifest is kept.</summary>
    internal sealed class QueuedJob
    {
        /// <summary>The value of <see cref="Place"/> of a job whose manifest cannot be kept: after a restart it has to come again.</summary>
        internal const int Nowhere = -1;

        /// <summary>Creates it.</summary>
        /// <param name="number">The job's number.</param>
        /// <param name="place">In which place of the store its manifest is, 0 or 1, or <see cref="Nowhere"/>.</param>
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

        /// <summary>Gets in which place of the store its manifest is, 0 or 1, or <see cref="Nowhere"/>.</summary>
        internal int Place { get; }

        /// <summary>Gets the SHA-256 of the manifest, as 64 hexadecimal digits.</summary>
        internal string Sha256 { get; }

        /// <summary>Gets the job, or null when its manifest was lost in a restart.</summary>
        internal Job Job { get; }

        /// <summary>Gets or sets where it came from; null for the usual place.</summary>
        internal JobOrigin Origin { get; set; }
    }
}
