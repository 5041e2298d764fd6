using System;
using Esp32Bridge.Errors;
using Esp32Bridge.Jobs;
using Esp32Bridge.Logging;
using Esp32Bridge.Network;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Ota
{
    /// <summary>Looks for a new job at regular times, whatever the network does.</summary>
    public sealed class JobWatch : INetworkTask
    {
        // The part of the interval by which it varies.
        private const int Jitter = 10;

        private readonly INetwork _network;
        private readonly IManifestSource _manifests;
        private readonly JobIntake _intake;
        private readonly IClock _clock;
        private readonly NewsLog _log;
        private readonly int _interval;
        private long _dueAt;

        /// <summary>Creates a watch.</summary>
        /// <param name="network">The network.</param>
        /// <param name="manifests">Where the manifest comes from.</param>
        /// <param name="intake">Where a job goes.</param>
        /// <param name="clock">The clock.</param>
        /// <param name="log">Where errors go.</param>
        /// <param name="interval">The time between two looks, in milliseconds.</param>
        public JobWatch(INetwork network, IManifestSource manifests, JobIntake intake, IClock clock, ILog log, int interval)
        {
            _network = network;
            _manifests = manifests;
            _intake = intake;
            _clock = clock;
            _log = new NewsLog(new PrefixedLog("no job: ", log));
            _interval = interval;
        }

        /// <inheritdoc/>
        public long DueAt
        {
            get { return _dueAt; }
        }

        /// <inheritdoc/>
        public void Attempt()
        {
            _dueAt = _clock.Milliseconds + _interval;
            try
            {
                if (_network.TryConnect())
                {
                    SignedManifest manifest = _manifests.Fetch();
                    if (manifest != null)
                    {
                        // One that is not newer is no error: it lies there until the next one comes.
                        _intake.Submit(manifest.Bytes, manifest.Signature);
                        _manifests.Accept();
                    }

                    _log.Forget();
                }
                else
                {
                    _log.Write("no network yet");
                }
            }
            catch (BridgeException error)
            {
                _log.Write(error.Message);
            }
            catch (Exception error)
            {
                // Whatever the network stack throws: the next look may succeed.
                _log.Write(error.GetType().Name + " " + error.Message);
            }

            // A fleet that was switched on together does not ask together for ever.
            _dueAt = _clock.Milliseconds + _interval + new Random().Next((_interval / Jitter) + 1);
        }
    }
}
