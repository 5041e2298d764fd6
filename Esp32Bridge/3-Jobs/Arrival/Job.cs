namespace Esp32Bridge.Jobs
{
    /// <summary>An OTA job: images for targets.</summary>
    public sealed class Job
    {
        /// <summary>Creates a job.</summary>
        /// <param name="number">The number of the job. Each job has a larger number than the jobs before.</param>
        /// <param name="addressees">The devices and fleets that the job is for, at least one.</param>
        /// <param name="targets">The targets, in the order in which they are programmed.</param>
        public Job(int number, string[] addressees, JobTarget[] targets)
        {
            Number = number;
            For = addressees;
            Targets = targets;
        }

        /// <summary>Gets the number, 1 or more.</summary>
        public int Number { get; }

        /// <summary>Gets the devices and fleets that the job is for, at least one.</summary>
        public string[] For { get; }

        /// <summary>Gets the targets, in the order in which they are programmed.</summary>
        public JobTarget[] Targets { get; }

        /// <summary>Gets whether either all targets get their images or none does.</summary>
        public bool IsTogether { get; init; }

        /// <summary>Gets for how many days the job is retried if an image cannot be fetched and no target has been changed.</summary>
        public int Patience { get; init; } = JobManifest.UsualPatience;

        /// <summary>Gets a public key that is trusted from now on in addition to the present ones, 32 bytes, or null.</summary>
        public byte[] NextKey { get; init; }

        /// <summary>Tells whether the job has an entry for a target.</summary>
        /// <param name="name">The target's name.</param>
        /// <returns>True if it has.</returns>
        public bool Names(string name)
        {
            for (int i = 0; i < Targets.Length; i++)
            {
                if (Targets[i].Name == name)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
