using System;
using System.Text;
using Esp32Bridge.Jobs;
using Esp32Bridge.Logging;
using Esp32Bridge.Timing;
using BenchSignature = Esp32Bridge.Bench.Ota.JobSignature;

namespace Esp32Bridge.Bench.Campaign
{
    /// <summary>
    /// Judges the job queue of a device as if its supply had failed in one of the writes of its drive: an accepted job is kept
    /// until it ends, and a job that had ended or has a false signature is not accepted.
    /// </summary>
    public sealed class TrialRestarts
    {
        private const int Cuts = 3;

        // One verification takes as long as a whole run.
        private const int ForgedJobs = 8;

        /// <summary>Gets the number of restarts.</summary>
        public int Restarts { get; private set; }

        /// <summary>Gets the number of jobs that were rightly refused.</summary>
        public int RefusedOffers { get; private set; }

        /// <summary>Gets the first violation, or null.</summary>
        public string Complaint { get; private set; }

        /// <summary>Judges a device after its last job.</summary>
        /// <param name="device">The device.</param>
        /// <param name="seed">The seed of the random cuts.</param>
        public void Judge(TrialDevice device, int seed)
        {
            Random random = new Random(seed);
            int number = device.Jobs;
            JobFate end = device.Queue.Current.HasEnded ? JobFate.Ended : JobFate.Arrived;
            JudgeRestart(device, device.Drive.Writes, 0, end, random);
            for (int cut = 0; cut < Cuts; cut++)
            {
                int write = random.Next(device.Arrival.Before, device.Drive.Writes);
                JudgeRestart(device, write, random.Next(2), write < device.Arrival.Behind ? JobFate.Arriving : JobFate.Arrived, random);
            }

            if (seed % ForgedJobs == 0)
            {
                byte[] manifest = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(device.ManifestOf(number)).Replace($"\"job\": {number}", $"\"job\": {number + 1}", StringComparison.Ordinal));
                Refuse(!device.Submit(manifest, BenchSignature.Of(device.ManifestOf(number))), "a job with the signature of another one was accepted");
            }
        }

        private void JudgeRestart(TrialDevice device, int write, int part, JobFate fate, Random random)
        {
            int number = device.Jobs;
            string when = $"after a cut in write {write} of {device.Drive.Writes}, with {part} halves of it: ";
            TrialDevice restarted = Restart(device, device.Drive.CutIn(write, part));
            for (int old = 1; old < number; old++)
            {
                Refuse(!restarted.Offer(device.ManifestOf(old)), $"{when}job {old} was accepted again");
            }

            if (fate == JobFate.Ended)
            {
                Refuse(!restarted.Offer(device.ManifestOf(number)), $"{when}job {number} had ended, and was accepted again");
            }

            TakenJob taken = restarted.Queue.Take();
            int expected = fate == JobFate.Arrived ? number : 0;
            if (fate != JobFate.Arriving && (taken == null ? 0 : taken.Job.Number) != expected)
            {
                Complaint ??= $"{when}the job that goes on is {(taken == null ? "none" : taken.Job.Number)}, and should be {(expected == 0 ? "none" : expected)}";
            }

            if (fate != JobFate.Arriving)
            {
                TrialDrive lost = device.Drive.CutIn(write, part);
                lost.Spoil("state", random.Next());
                TrialDevice without = Restart(device, lost);
                for (int old = 1; old < number; old++)
                {
                    Refuse(!without.Offer(device.ManifestOf(old)), $"{when}and with the record lost, job {old} was accepted again");
                }
            }
        }

        private TrialDevice Restart(TrialDevice original, TrialDrive drive)
        {
            TrialDevice device = new TrialDevice(drive, original.Programmers, new TrialLog());
            device.Restart(new StopSignal());
            Restarts++;
            return device;
        }

        private void Refuse(bool isRefused, string complaint)
        {
            if (isRefused)
            {
                RefusedOffers++;
            }
            else
            {
                Complaint ??= complaint;
            }
        }

        private enum JobFate
        {
            Arriving,
            Arrived,
            Ended,
        }
    }
}
