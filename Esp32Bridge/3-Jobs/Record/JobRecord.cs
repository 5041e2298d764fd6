using System;
using Esp32Bridge.Data;
using Esp32Bridge.Hashing;
using Esp32Bridge.Json;
using Esp32Bridge.Logging;

namespace Esp32Bridge.Jobs
{
    /// <summary>The record of jobs in its store, and the manifests of those that have not ended. Where the store fails, it says so, and nothing else.</summary>
    internal sealed class JobRecord
    {
        /// <summary>How many places there are for manifests.</summary>
        internal const int Places = 2;

        private readonly IJobStore _store;
        private readonly ILog _log;

        /// <summary>Creates it.</summary>
        /// <param name="store">Where it is kept.</param>
        /// <param name="log">Where a store that fails is told.</param>
        internal JobRecord(IJobStore store, ILog log)
        {
            _store = store;
            _log = log;
        }

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
        /// <param name="trust">Knows whether there has to be something, and is told what is wrong with it.</param>
        /// <returns>It; without jobs where it is lost.</returns>
        internal JobMemory Read(JobTrust trust)
        {
            try
            {
                byte[] state = _store.ReadState();
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
        internal void Write(JobMemory memory)
        {
            try
            {
                _store.WriteState(JobMemoryFormat.Encode(memory));
            }
            catch (Exception error)
            {
                // The job goes on all the same; until the next restart everything is known here.
                _log.Write("the record of jobs cannot be written: " + error.GetType().Name + " " + error.Message);
            }
        }

        /// <summary>Keeps the manifest of a job.</summary>
        /// <param name="job">The job.</param>
        /// <param name="manifest">Its manifest.</param>
        /// <param name="hash">Its SHA-256.</param>
        /// <param name="origin">Where it came from; null for the usual place.</param>
        /// <param name="place">In which place of the store.</param>
        /// <returns>The job, with the place where its manifest is.</returns>
        internal QueuedJob Keep(Job job, byte[] manifest, string hash, JobOrigin origin, int place)
        {
            try
            {
                _store.WriteManifest(place, manifest);
            }
            catch (Exception error)
            {
                // It runs all the same; after a restart it has to come again.
                _log.Write("job " + job.Number + ": its manifest cannot be kept: " + error.Message);
                place = QueuedJob.Nowhere;
            }

            return new QueuedJob(job.Number, place, hash, job, origin);
        }

        /// <summary>Takes up a job from before a restart.</summary>
        /// <param name="stored">What is known of it, or null.</param>
        /// <param name="url">The address of its manifest, unless it knows another.</param>
        /// <returns>It, without its job when the manifest is lost; or null.</returns>
        internal QueuedJob Restore(QueuedJob stored, string url)
        {
            return stored == null ? null : new QueuedJob(stored.Number, stored.Place, stored.Sha256, Parse(stored, stored.Origin == null ? url : stored.Origin.Url), stored.Origin);
        }

        private Job Parse(QueuedJob stored, string url)
        {
            byte[] manifest = ReadManifest(stored.Place);
            if (manifest == null || HashOf(manifest) != stored.Sha256)
            {
                _log.Write("job " + stored.Number + ": its manifest is lost; it goes on when it comes again");
                return null;
            }

            try
            {
                Job job = JobManifest.Parse(manifest, url);
                _log.Write("job " + job.Number + ": taken up again after a restart");
                return job;
            }
            catch (JsonException error)
            {
                _log.Write("a job from before the restart is lost: " + error.Message);
                return null;
            }
        }

        private byte[] ReadManifest(int place)
        {
            try
            {
                return _store.ReadManifest(place);
            }
            catch (Exception error)
            {
                _log.Write("a manifest cannot be read: " + error.GetType().Name + " " + error.Message);
                return null;
            }
        }
    }
}
