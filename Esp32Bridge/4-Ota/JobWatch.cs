using System;
using Esp32Bridge.Errors;
using Esp32Bridge.Jobs;
using Esp32Bridge.Json;
using Esp32Bridge.Logging;
using Esp32Bridge.Network;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Ota
{
    /// <summary>Looks for a new job at regular times, whatever the network does.</summary>
    public sealed class JobWatch : INetworkTask, IStatusPart
    {
        // The part of the interval by which it varies.
        private const int Jitter = 10;

        // Of what a server asks for in milliseconds, so much is heard: nobody silences a device for long.
        private const int LongestRest = 60 * 60 * 1000;

        private const long Never = -1;

        private readonly INetwork _network;
        private readonly IManifestSource _manifests;
        private readonly JobIntake _intake;
        private readonly IClock _clock;
        private readonly NewsLog _log;
        private readonly int _interval;
        private long _dueAt;
        private long _lookedAt = Never;
        private long _reachedAt = Never;
        private string _result;

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
            int pause = _interval;
            try
            {
                if (_network.TryConnect())
                {
                    _result = Look();
                    _log.Forget();
                }
                else
                {
                    Fail("no network yet");
                }
            }
            catch (BridgeException error)
            {
                HttpException answer = error as HttpException;
                int rest = answer == null ? 0 : answer.RetryAfter < LongestRest ? answer.RetryAfter : LongestRest;
                pause = rest > pause ? rest : pause;
                Fail(error.Message);
            }
            catch (Exception error)
            {
                // Whatever the network stack throws: the next look may succeed.
                Fail(error.GetType().Name + " " + error.Message);
            }

            // A fleet that was switched on together does not ask together for ever.
            _lookedAt = _clock.Milliseconds;
            _dueAt = _lookedAt + pause + new Random().Next((_interval / Jitter) + 1);
        }

        /// <inheritdoc/>
        public void AddTo(JsonWriter json)
        {
            if (_lookedAt == Never)
            {
                return;
            }

            json.OpenObject("lastLook");
            json.Add("secondsAgo", SecondsSince(_lookedAt));
            if (_reachedAt != Never)
            {
                json.Add("reachedSecondsAgo", SecondsSince(_reachedAt));
            }

            json.Add("result", _result);
            json.CloseObject();
        }

        private int SecondsSince(long moment)
        {
            return (int)((_clock.Milliseconds - moment) / 1000);
        }

        private void Fail(string cause)
        {
            _result = cause;
            _log.Write(cause);
        }

        private string Look()
        {
            SignedManifest manifest = _manifests.Fetch();
            _reachedAt = _clock.Milliseconds;
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
