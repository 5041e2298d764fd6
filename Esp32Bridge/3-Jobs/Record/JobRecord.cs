using System;
using Esp32Bridge.Data;
using Esp32Bridge.Hashing;
using Esp32Bridge.Json;
using Esp32Bridge.Logging;

namespace Esp32Bridge.Jobs
{
    /// <summary>Reads and writes the record of jobs and the manifests of those that have not ended. If the store fails, it only logs the error.</summary>
    internal static class JobRecord
    {
        /// <summary>The last place for a manifest: one job runs, one waits, and one arrives.</summary>
        internal const int LastPlace = 2;

        /// <summary>Returns the hash that identifies a manifest.</summary>
        /// <param name="bytes">A manifest.</param>
        /// <returns>Its SHA-256, as 64 hexadecimal digits.</returns>
        internal static string HashOf(byte[] bytes)
        {
            Sha256 hash = new Sha256();
            hash.Update(bytes, 0, bytes.Length);
            return HexText.Of(hash.Finish());
        }

        /// <summary>Reads what is known of jobs.</summary>
        /// <param name="store">The store.</param>
        /// <param name="trust">Tells whether there has to be a record, and receives the errors.</param>
        /// <returns>The memory; without jobs if it is lost.</returns>
        internal static JobMemory Read(IJobStore store, JobTrust trust)
        {
            try
            {
                byte[] state = store.ReadState();
                trust.CompareWith(state != null);
                if (state != null)
                {
                    return JobMemoryFormat.Decode(state);
                }
            }
            catch (Exception error)
            {
                trust.Note("the record of jobs: " + error.Message);
            }

            // If the device never had a job, the parts hold what another program wrote. If the record is lost, an earlier job may have left them in any
            // state.
            return trust.Trouble == null ? new JobMemory() : JobMemory.AfterLoss();
        }

        /// <summary>Writes what is known of jobs.</summary>
        /// <param name="memory">The memory.</param>
        /// <param name="store">The store.</param>
        /// <param name="log">The log for errors of the store.</param>
        internal static void Write(JobMemory memory, IJobStore store, ILog log)
        {
            try
            {
                store.WriteState(JobMemoryFormat.Encode(memory));
            }
            catch (Exception error)
            {
                // The job continues. Everything is in memory until the next restart.
                log.Write("the record of jobs cannot be written: " + error.GetType().Name + " " + error.Message);
            }
        }

        /// <summary>Stores the manifest of a job.</summary>
        /// <param name="job">The job.</param>
        /// <param name="manifest">Its manifest.</param>
        /// <param name="hash">Its SHA-256.</param>
        /// <param name="origin">The origin of the job; null for the default one.</param>
        /// <param name="place">The number of the place in the store.</param>
        /// <param name="store">The store.</param>
        /// <param name="log">The log for errors of the store.</param>
        /// <returns>The job, with the place of its manifest.</returns>
        internal static QueuedJob Keep(Job job, byte[] manifest, string hash, JobOrigin origin, int place, IJobStore store, ILog log)
        {
            try
            {
                store.WriteManifest(place, manifest);
            }
            catch (Exception error)
            {
                // The job runs. After a restart it has to come again.
                log.Write("job " + job.Number + ": its manifest cannot be kept: " + error.Message);
                place = QueuedJob.Nowhere;
            }

            return new QueuedJob(job.Number, place, hash, job, origin);
        }

        /// <summary>Restores a job after a restart.</summary>
        /// <param name="stored">The recorded job, or null.</param>
        /// <param name="url">The address of its manifest, unless the job has another origin.</param>
        /// <param name="store">The store.</param>
        /// <param name="log">The log for errors of the store.</param>
        /// <returns>The job, without its content if the manifest is lost; or null.</returns>
        internal static QueuedJob Restore(QueuedJob stored, string url, IJobStore store, ILog log)
        {
            return stored == null ? null : new QueuedJob(stored.Number, stored.Place, stored.Sha256, Parse(stored, stored.Origin == null ? url : stored.Origin.Url, store, log), stored.Origin);
        }

        private static Job Parse(QueuedJob stored, string url, IJobStore store, ILog log)
        {
            byte[] manifest = ReadManifest(stored.Place, store, log);
            if (manifest == null || HashOf(manifest) != stored.Sha256)
            {
                log.Write("job " + stored.Number + ": its manifest is lost; it goes on when it comes again");
                return null;
            }

            try
            {
                Job job = JobManifest.Parse(manifest, url);
                log.Write("job " + job.Number + ": taken up again after a restart");
                return job;
            }
            catch (JsonException error)
            {
                log.Write("a job from before the restart is lost: " + error.Message);
                return null;
            }
        }

        private static byte[] ReadManifest(int place, IJobStore store, ILog log)
        {
            try
            {
                return store.ReadManifest(place);
            }
            catch (Exception error)
            {
                log.Write("a manifest cannot be read: " + error.GetType().Name + " " + error.Message);
                return null;
            }
        }
    }
}
