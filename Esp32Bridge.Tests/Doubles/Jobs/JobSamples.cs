using Esp32Bridge.Images;
using Esp32Bridge.Jobs;

namespace Esp32Bridge.Tests.Doubles
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

            return new Job(number, new string[] { JobTable.Device }, entries);
        }

        /// <summary>Makes a job whose targets, A and B, get version 2.</summary>
        /// <param name="isTogether">Whether they get it as a group.</param>
        /// <param name="withPrevious">The names of the targets with a previous image, version 1.</param>
        /// <param name="withHealth">The names of the targets with a sign of health.</param>
        /// <returns>The job, number 7.</returns>
        public static Job Pair(bool isTogether, string withPrevious, string withHealth)
        {
            return new Job(7, new string[] { JobTable.Device }, new JobTarget[] { Member("A", withPrevious, withHealth), Member("B", withPrevious, withHealth) }) { IsTogether = isTogether };
        }

        private static JobTarget Member(string name, string withPrevious, string withHealth)
        {
            return new JobTarget(name, ImageOf(name, "2"))
            {
                Previous = withPrevious.IndexOf(name) < 0 ? null : ImageOf(name, "1"),
                Health = withHealth.IndexOf(name) < 0 ? null : new HealthSign("well", 1000),
            };
        }

        private static ImageDescription ImageOf(string name, string version)
        {
            return new ImageDescription("http://host/" + name, 100, new byte[32], 0x415, 0x08000000, version);
        }
    }
}
