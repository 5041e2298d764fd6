using Esp32Bridge.Images;
using Esp32Bridge.Jobs;
using Esp32Bridge.Json;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Jobs
{
    /// <summary>The ranges that a job obeys after any manifest.</summary>
    public static class ManifestChecks
    {
        /// <summary>Reads a manifest. Exceptions other than the documented one pass through.</summary>
        /// <param name="bytes">The manifest.</param>
        /// <param name="which">The text that identifies it in errors.</param>
        /// <returns>True if it is a job; the job obeys the ranges.</returns>
        public static bool IsAccepted(byte[] bytes, string which)
        {
            Job job;
            try
            {
                job = JobManifest.Parse(bytes, "http://host/jobs/job.json");
            }
            catch (JsonException error)
            {
                Assert.IsTrue(OneLine.Is(error.Message), which);
                return false;
            }

            Assert.IsTrue(job.Number >= 1, which);
            Assert.IsTrue(job.Targets.Length >= 1 && job.Targets.Length <= TargetProgrammer.MostTargets, which);
            for (int i = 0; i < job.Targets.Length; i++)
            {
                Check(job.Targets[i], which);
                for (int k = 0; k < i; k++)
                {
                    Assert.IsFalse(job.Targets[i].Name == job.Targets[k].Name, which);
                }
            }

            return true;
        }

        private static void Check(JobTarget target, string which)
        {
            IsText(target.Name, 32, which);
            ImageDescription image = target.Image;
            IsText(image.Url, 2048, which);
            Assert.IsTrue(image.Url.IndexOf("://") > 0, which);
            IsText(image.Version, 32, which);
            Assert.IsTrue(image.Size >= 16, which);
            Assert.AreEqual(32, image.Sha256.Length, which);
            Assert.IsTrue(image.DeviceId <= 0xFFF, which);
        }

        private static void IsText(string text, int longest, string which)
        {
            Assert.IsTrue(text != null && text.Length >= 1 && OneLine.Is(text, longest), which);
        }
    }
}
