using System.Collections;
using Esp32Bridge.Data;
using Esp32Bridge.Errors;
using Esp32Bridge.Jobs;
using Esp32Bridge.Json;
using Esp32Bridge.Logging;
using Esp32Bridge.Network;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Ota
{
    /// <summary>
    /// Polls hawkBit for a job, and reports its progress and result. hawkBit sends the open action at each poll. The progress comes from the
    /// record of jobs, which has the action's id. There is no other state: each action that is open in hawkBit gets closed, and no closed
    /// one is reported again, whatever was restarted or lost in between.
    /// <list type="table">
    /// <listheader><term>open in hawkBit; in the record</term><description>the device</description></listheader>
    /// <item><term>an action; nothing</term><description>fetches job.json and submits it; closes the action if it is refused</description></item>
    /// <item><term>an action; its job waits for another one</term><description>reports that</description></item>
    /// <item><term>an action; its job is running</term><description>reports the progress</description></item>
    /// <item><term>an action; its job has ended</term><description>closes the action</description></item>
    /// <item><term>a cancellation; nothing, or its job was withdrawn</term><description>confirms the cancellation</description></item>
    /// <item><term>a cancellation; its job has changed nothing</term><description>withdraws the job</description></item>
    /// <item><term>a cancellation; its job programs, or has ended after that</term><description>rejects the cancellation and continues</description></item>
    /// </list>
    /// </summary>
    public sealed class HawkBitWatch : JobWatch
    {
        private const int ShortestInterval = 5;
        private const int LongestInterval = 24 * 60 * 60;
        private const int LongestWord = 32;

        // Of the device, and of a cancellation: links, and little else.
        private const int LongestAnswer = 2 * 1024;

        // 0.6 to 1 KB for each artifact.
        private const int LongestDeployment = 8 * 1024;

        private const int LongestName = 256;
        private const int MostElements = 64;
        private const string Manifest = "job.json";
        private const string Nothing = "nothing new";

        private readonly IHawkBit _server;
        private readonly JobIntake _intake;
        private readonly JobQueue _queue;
        private int _reported;

        /// <summary>Creates a watch.</summary>
        /// <param name="network">The network.</param>
        /// <param name="server">The server.</param>
        /// <param name="intake">The intake for jobs.</param>
        /// <param name="queue">The queue with the progress of the jobs.</param>
        /// <param name="clock">The clock.</param>
        /// <param name="log">The log for errors.</param>
        /// <param name="interval">The poll interval in milliseconds, until the server sends another.</param>
        public HawkBitWatch(INetwork network, IHawkBit server, JobIntake intake, JobQueue queue, IClock clock, ILog log, int interval)
            : base(network, clock, log, interval)
        {
            _server = server;
            _intake = intake;
            _queue = queue;
        }

        /// <inheritdoc/>
        protected override bool HasNews
        {
            get { return Mark() != _reported; }
        }

        /// <inheritdoc/>
        protected override string Look()
        {
            int mark = Mark();
            string configData = null;
            string cancellation = null;
            string deployment = null;
            ReadLinks(ref configData, ref cancellation, ref deployment);
            if (configData != null)
            {
                _server.Put(configData, HawkBitText.AttributesOf(_queue.Current));
            }

            string result = cancellation != null ? Cancel(cancellation) : deployment != null ? Deploy(deployment, mark) : Nothing;
            _reported = mark;
            return result;
        }

        // The number changes when there is something new to report.
        private int Mark()
        {
            JobProgress job = _queue.Current;
            int mark = _queue.WaitingReference == null ? 0 : 1;
            return job == null || job.Reference == null ? mark
                : (((job.Number << 12) + HawkBitText.StepsOf(job)) << 2) + (job.HasEnded ? 2 : 0) + mark;
        }

        // A separate method, so that the objects it reads are released when it returns.
        private void ReadLinks(ref string configData, ref string cancellation, ref string deployment)
        {
            JsonFields device = _server.Get(null, LongestAnswer);
            NoteReached();
            Interval = IntervalOf(device.Object("config").Object("polling").Text("sleep", LongestWord));
            if (device.Has("_links"))
            {
                JsonFields links = device.Object("_links");
                configData = LinkOf(links, "configData");
                cancellation = LinkOf(links, "cancelAction");
                deployment = LinkOf(links, "deploymentBase");
            }
        }

        // "00:05:00", or "P..." (ISO 8601) for a day or more. With any other text the present interval remains: jobs must go on.
        private int IntervalOf(string sleep)
        {
            string[] parts = sleep.Split(':');
            int seconds = parts.Length == 3 ? 0 : sleep.StartsWith("P") ? LongestInterval : -1;
            for (int i = 0; seconds >= 0 && parts.Length == 3 && i < parts.Length; i++)
            {
                int part;
                seconds = int.TryParse(parts[i], out part) && part >= 0 && part < 100 ? (60 * seconds) + part : -1;
            }

            return seconds < 0 ? Interval : 1000 * (seconds < ShortestInterval ? ShortestInterval : seconds > LongestInterval ? LongestInterval : seconds);
        }

        private string LinkOf(JsonFields links, string name)
        {
            if (!links.Has(name))
            {
                return null;
            }

            string url = links.Object(name).Address("href");
            return UrlText.IsOfWeb(url) ? _server.Follow(url) : throw links.Error(name, "an address of http:// or https:// with a host", ValueText.Of(UrlText.Shown(url)));
        }

        private string Cancel(string url)
        {
            string action = _server.Get(url, LongestAnswer).Object("cancelAction").Text("stopId", LongestWord);
            if (!_queue.TryWithdraw(action))
            {
                _server.PostFeedback(url, HawkBitText.Of(action, HawkBitText.Rejected, HawkBitText.Failure, "too late: its job programs a target or has done so"));
                return "action " + action + ": too late to cancel it";
            }

            JobProgress job = JobOf(action);
            if (job != null && !job.HasEnded)
            {
                return "action " + action + ": cancelled as soon as its download has stopped";
            }

            _server.PostFeedback(url, HawkBitText.Of(action, HawkBitText.Closed, HawkBitText.Success, "cancelled before anything was changed"));
            return "action " + action + ": cancelled";
        }

        private string Deploy(string url, int mark)
        {
            string action = UrlText.FileNameOf(url);
            if (_queue.WaitingReference == action)
            {
                if (mark != _reported)
                {
                    _server.PostFeedback(url, HawkBitText.Of(action, HawkBitText.Scheduled, HawkBitText.None, "waits for another job"));
                }

                return Nothing;
            }

            JobProgress job = JobOf(action);
            if (job == null)
            {
                return Begin(url, action);
            }

            if (job.HasEnded || mark != _reported)
            {
                _server.PostFeedback(url, HawkBitText.Of(job));
            }

            return Nothing;
        }

        // Returns the job that is running or ran last, or null. First check whether the action waits: a waiting job can begin at any moment.
        private JobProgress JobOf(string action)
        {
            JobProgress job = _queue.Current;
            return job != null && job.Reference == action ? job : null;
        }

        private string Begin(string url, string action)
        {
            string refusal = null;
            string manifest = FindManifest(url, ref refusal);
            if (manifest != null)
            {
                refusal = Submit(manifest, action);
            }
            else if (refusal == null)
            {
                return "action " + action + ": waits for its maintenance window";
            }

            if (refusal == null)
            {
                return "a job";
            }

            _server.PostFeedback(url, HawkBitText.Of(action, HawkBitText.Closed, HawkBitText.Failure, refusal));
            return refusal;
        }

        // Returns null if there is none. The refusal then stays null if a manifest will be available later.
        private string FindManifest(string url, ref string refusal)
        {
            JsonFields deployment = _server.Get(url, LongestDeployment).Object("deployment");
            if (deployment.Has("maintenanceWindow") && deployment.Text("maintenanceWindow", LongestWord) == "unavailable")
            {
                return null;
            }

            if (deployment.Has("update") && deployment.Text("update", LongestWord) == "skip")
            {
                refusal = Refuse("update", "forced or attempt", "skip", "The device keeps no images: it downloads what it installs. Assign it as forced or soft.");
                return null;
            }

            int found = 0;
            string manifest = null;
            ArrayList chunks = deployment.List("chunks", MostElements, 0);
            for (int i = 0; i < chunks.Count; i++)
            {
                string place = ManifestOf(deployment.Child("chunks", chunks[i]));
                found += place == null ? 0 : 1;
                manifest = place == null ? manifest : place;
            }

            if (found == 1)
            {
                return manifest;
            }

            refusal = Refuse("artifacts", "one software module with " + Manifest + " and " + Manifest + HttpManifestSource.SignatureExtension, found.ToString(), "Add the signed job to the software module that has the images.");
            return null;
        }

        private static string Refuse(string field, string expected, string got, string advice)
        {
            return new JobException("deployment: " + field, expected, got, advice, null).Message;
        }

        // Returns the address of a signed manifest, or null.
        private string ManifestOf(JsonFields chunk)
        {
            string manifest = null;
            bool isSigned = false;
            ArrayList artifacts = chunk.Has("artifacts") ? chunk.List("artifacts", MostElements, 0) : new ArrayList();
            for (int i = 0; i < artifacts.Count; i++)
            {
                JsonFields artifact = chunk.Child("artifacts", artifacts[i]);
                string name = artifact.Text("filename", LongestName);
                isSigned = isSigned || name == Manifest + HttpManifestSource.SignatureExtension;
                if (name == Manifest)
                {
                    JsonFields links = artifact.Object("_links");
                    string secure = LinkOf(links, "download");
                    manifest = secure == null ? LinkOf(links, "download-http") : secure;
                }
            }

            return isSigned ? manifest : null;
        }

        // Returns the reason of a refusal, or null. The record decides whether the job was accepted: if memory is short, the interpreter can skip a
        // call.
        private string Submit(string url, string action)
        {
            SignedManifest manifest = _server.ManifestAt(url).Fetch();
            try
            {
                _ = new byte[Headroom.Size];
                _intake.Submit(manifest.Bytes, manifest.Signature, new JobOrigin(url, action));
            }
            catch (BridgeException error)
            {
                if (!JobIntake.IsRefusal(error))
                {
                    throw error;
                }

                return error.Message;
            }

            return _queue.WaitingReference == action || JobOf(action) != null ? null : Refuse("job", "a job that has not ended", "one that ended before a newer one", JobException.CorrectTheJob);
        }
    }
}
