using Esp32Bridge.Logging;

namespace Esp32Bridge.Jobs
{
    /// <summary>
    /// The one way by which a job comes in, whoever brought it: its signature is checked before anything else of it is
    /// looked at.
    /// </summary>
    public sealed class JobIntake
    {
        private readonly JobSignature _signature;
        private readonly JobQueue _queue;
        private readonly string _url;
        private readonly IJobListener _listener;
        private readonly ILog _log;

        /// <summary>Creates the intake.</summary>
        /// <param name="signature">Knows whether a manifest is authentic.</param>
        /// <param name="queue">Where jobs go.</param>
        /// <param name="url">The manifest's address, to which the images' addresses can be relative.</param>
        /// <param name="listener">Who wants to know of jobs.</param>
        /// <param name="log">Where arrivals are told.</param>
        public JobIntake(JobSignature signature, JobQueue queue, string url, IJobListener listener, ILog log)
        {
            _signature = signature;
            _queue = queue;
            _url = url;
            _listener = listener;
            _log = log;
        }

        /// <summary>Takes a job in.</summary>
        /// <param name="manifest">The manifest's bytes.</param>
        /// <param name="signature">What stands in the signature file.</param>
        /// <returns>False when it is not newer than the job that ran last, runs, or waits.</returns>
        /// <exception cref="SignatureException">It is not authentic.</exception>
        /// <exception cref="Json.JsonException">It is no job.</exception>
        public bool Submit(byte[] manifest, string signature)
        {
            _signature.Check(manifest, signature);
            Job job = JobManifest.Parse(manifest, _url);
            if (!_queue.Offer(job, manifest))
            {
                return false;
            }

            _log.Write("job " + job.Number + ": arrived");
            _listener.Accepted(job.Number);
            return true;
        }
    }
}
