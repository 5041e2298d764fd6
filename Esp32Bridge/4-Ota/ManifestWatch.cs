using Esp32Bridge.Errors;
using Esp32Bridge.Jobs;
using Esp32Bridge.Logging;
using Esp32Bridge.Network;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Ota
{
    /// <summary>Polls for a job that is a file on a web server.</summary>
    public sealed class ManifestWatch : JobWatch
    {
        private readonly IManifestSource _manifests;
        private readonly JobIntake _intake;

        /// <summary>Creates a watch.</summary>
        /// <param name="network">The network.</param>
        /// <param name="manifests">The source of the manifest.</param>
        /// <param name="intake">The intake for jobs.</param>
        /// <param name="clock">The clock.</param>
        /// <param name="log">The log for errors.</param>
        /// <param name="interval">The poll interval in milliseconds.</param>
        public ManifestWatch(INetwork network, IManifestSource manifests, JobIntake intake, IClock clock, ILog log, int interval)
            : base(network, clock, log, interval)
        {
            _manifests = manifests;
            _intake = intake;
        }

        /// <inheritdoc/>
        protected override string Look()
        {
            SignedManifest manifest = _manifests.Fetch();
            NoteReached();
            if (manifest == null)
            {
                return "nothing new";
            }

            // The intake reports a refusal. A wrong signature may be replaced by the right one; all other refusals are final.
            string result = "nothing new";
            try
            {
                result = _intake.Submit(manifest.Bytes, manifest.Signature) ? "a job" : result;
            }
            catch (BridgeException error)
            {
                if (!JobIntake.IsRefusal(error))
                {
                    throw error;
                }

                result = error.Message;
                if (error is SignatureException)
                {
                    return result;
                }
            }

            _manifests.Accept();
            return result;
        }
    }
}
