using System;
using Esp32Bridge.Data;
using Esp32Bridge.Hashing;
using Esp32Bridge.Json;
using Esp32Bridge.Logging;

namespace Esp32Bridge.Jobs
{
    /// <summary>The record of jobs in its store, and the manifests of those that have not ended. Where the store fails, it says so, and nothing else.</summary>
    internal static class JobRecord
    {
        /// <summary>The last place for a manifest: one runs, one waits, and one arrives.</summary>
        internal const int LastPlace = 2;

        /// <summary>Tells manifests apart.</summary>
        /// <param name="bytes">A manifest.</param>
        /// <returns>Its SHA-256, as 64 hexadecimal digits.</returns>
        internal static string HashOf(byte[] bytes)
        {
            Sha256 hash = new Sha256();
            hash.Update(bytes, 0, bytes.Length);
            return HexText.Of(hash.Finish());
        }

        /// <summary>Reads what is known of jobs.</summary>
        /// <param name="store">Where it is kept.</param>
        /// <param name="trust">Knows whether there has to be something, and is told what is wrong with it.</param>
        /// <returns>It; without jobs where it is lost.</returns>
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

            // A device that never had a job has parts as somebody left them. One whose record is lost may have left them itself.
            return trust.Trouble == null ? new JobMemory() : JobMemory.AfterLoss();
        }

        /// <summary>Writes what is known of jobs.</summary>
        /// <param name="memory">It.</param>
        /// <param name="store">Where it is kept.</param>
        /// <param name="log">Where a store that fails is told.</param>
        internal static void Write(JobMemory memory, IJobStore store, ILog log)
        {
            try
            {
                store.WriteState(JobMemoryFormat.Encode(memory));
            }
            catch (Exception error)
            {
                // The job goes on all the same; until the next restart everything is known here.
                log.Write("the record of jobs cannot be written: " + error.GetType().Name + " " + error.Message);
            }
        }

        /// <summary>Keeps the manifest of a job.</summary>
        /// <param name="job">The job.</param>
        /// <param name="manifest">Its manifest.</param>
        /// <param name="hash">Its SHA-256.</param>
        /// <param name="origin">Where it came from; null for the usual place.</param>
        /// <param name="place">In which place of the store.</param>
        /// <param name="store">Where it is kept.</param>
        /// <param name="log">Where a store that fails is told.</param>
        /// <returns>The job, with the place where its manifest is.</returns>
        internal static QueuedJob Keep(Job job, byte[] manifest, string hash, JobOrigin origin, int place, IJobStore store, ILog log)
        {
            try
            {
                store.WriteManifest(place, manifest);
            }
            catch (Exception error)
            {
                // It runs all the same; after a restart it has to come again.
                log.Write("job " + job.Number + ": its manifest cannot be kept: " + error.Message);
                place = QueuedJob.Nowhere;
            }

            return new QueuedJob(job.Number, place, hash, job, origin);
        }

        /// <summary>Takes up a job from before a restart.</summary>
        /// <param name="stored">What is known of it, or null.</param>
        /// <param name="url">The address of its manifest, unless it knows another.</param>
        /// <param name="store">Where it is kept.</param>
        /// <param name="log">Where a store that fails is told.</param>
        /// <returns>It, without its job when the manifest is lost; or null.</returns>
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
