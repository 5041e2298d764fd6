using Esp32Bridge.Images;
using Esp32Bridge.Jobs;

namespace Esp32Bridge.Tests.Jobs
{
    /// <summary>Jobs without a manifest.</summary>
    public static class JobSamples
    {
        /// <summary>Makes a job.</summary>
        /// <param name="number">Its number.</param>
        /// <param name="targets">The names of its targets, one character each; a "?" is an entry with a problem.</param>
        /// <returns>The job.</returns>
        public static Job Create(int number, string targets)
        {
            JobTarget[] entries = new JobTarget[targets.Length];
            for (int i = 0; i < entries.Length; i++)
            {
                string name = targets.Substring(i, 1);
                entries[i] = name == "?"
                    ? new JobTarget(name, new JobException("job.json: size", "a number", "null"))
                    : new JobTarget(name, new ImageDescription("http://host/" + name, 100, new byte[32], 0x415, 0x08000000, "1." + i));
            }

            return new Job(number, entries);
        }
    }
}
