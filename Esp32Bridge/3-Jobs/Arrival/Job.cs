namespace Esp32Bridge.Jobs
{
    /// <summary>An OTA job: which targets get which images.</summary>
    public sealed class Job
    {
        /// <summary>Creates a job.</summary>
        /// <param name="number">Its number; numbers only rise.</param>
        /// <param name="addressees">The names of the devices and fleets that it is for, at least one.</param>
        /// <param name="targets">Its targets, in the order in which they are programmed.</param>
        public Job(int number, string[] addressees, JobTarget[] targets)
        {
            Number = number;
            For = addressees;
            Targets = targets;
        }

        /// <summary>Gets the number, 1 or more.</summary>
        public int Number { get; }

        /// <summary>Gets the names of the devices and fleets that it is for, at least one.</summary>
        public string[] For { get; }

        /// <summary>Gets the targets, in the order in which they are programmed.</summary>
        public JobTarget[] Targets { get; }

        /// <summary>Gets whether either all targets get their images or none does.</summary>
        public bool IsTogether { get; init; }

        /// <summary>Gets for how many days it is tried again while an image cannot be fetched and no target was touched for it.</summary>
        public int Patience { get; init; } = JobManifest.UsualPatience;

        /// <summary>Gets the public key that counts beside those before it from now on, 32 bytes, or null.</summary>
        public byte[] NextKey { get; init; }

        /// <summary>Tells whether it has an entry for a target.</summary>
        /// <param name="name">The target's name.</param>
        /// <returns>True when it has.</returns>
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
