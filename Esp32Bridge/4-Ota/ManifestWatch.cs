using Esp32Bridge.Errors;
using Esp32Bridge.Jobs;
using Esp32Bridge.Logging;
using Esp32Bridge.Network;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Ota
{
    /// <summary>Looks for a job that is a file on a web server.</summary>
    public sealed class ManifestWatch : JobWatch
    {
        private readonly IManifestSource _manifests;
        private readonly JobIntake _intake;

        /// <summary>Creates a watch.</summary>
        /// <param name="network">The network.</param>
        /// <param name="manifests">Where the manifest comes from.</param>
        /// <param name="intake">Where a job goes.</param>
        /// <param name="clock">The clock.</param>
        /// <param name="log">Where errors go.</param>
        /// <param name="interval">The time between two looks, in milliseconds.</param>
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

            // A refusal is told by the intake. One whose signature is wrong may be right the next time; all others stay as they are.
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
