using Esp32Bridge.Data;
using Esp32Bridge.Jobs;
using Esp32Bridge.Json;

namespace Esp32Bridge.Ota
{
    /// <summary>What the device tells hawkBit, in the words of its Direct Device Integration API.</summary>
    internal static class HawkBitText
    {
        /// <summary>The execution of an action that came to its end, whatever that was.</summary>
        internal const string Closed = "closed";

        /// <summary>The execution of a cancellation that came too late.</summary>
        internal const string Rejected = "rejected";

        /// <summary>The execution of an action that waits.</summary>
        internal const string Scheduled = "scheduled";

        /// <summary>The result of what came to a good end.</summary>
        internal const string Success = "success";

        /// <summary>The result of what did not.</summary>
        internal const string Failure = "failure";

        /// <summary>The result of what goes on.</summary>
        internal const string None = "none";

        private const string Download = "download";
        private const string Proceeding = "proceeding";

        // What a target goes through: its download, ten tenths of its image, and reading it back.
        private const int StepsOfTarget = 13;
        private const int Downloading = 1;
        private const int Verifying = 12;

        /// <summary>Counts how far a job is.</summary>
        /// <param name="job">The job.</param>
        /// <returns>How many steps its targets have taken, of <see cref="StepsOfTarget"/> each.</returns>
        internal static int StepsOf(JobProgress job)
        {
            int steps = 0;
            for (int i = 0; i < job.Targets.Length; i++)
            {
                TargetProgress target = job.Targets[i];
                steps += target.IsFinal ? StepsOfTarget
                    : target.State == TargetState.Waiting ? 0
                    : target.State == TargetState.Verifying ? Verifying
                    : Downloading + (target.Percent / 10);
            }

            return steps;
        }

        /// <summary>Tells of an action.</summary>
        /// <param name="action">The action's id.</param>
        /// <param name="execution">How far it is.</param>
        /// <param name="result">What came of it.</param>
        /// <param name="detail">Why, for a person.</param>
        /// <returns>The bytes of a JSON text.</returns>
        internal static byte[] Of(string action, string execution, string result, string detail)
        {
            JsonWriter json = Open(action, execution, result);
            json.CloseObject();
            json.OpenList("details");
            json.Add(detail);
            json.CloseList();
            json.CloseObject();
            return json.Finish();
        }

        /// <summary>Tells how far the job of an action is, or what came of it.</summary>
        /// <param name="job">The job.</param>
        /// <returns>The bytes of a JSON text.</returns>
        internal static byte[] Of(JobProgress job)
        {
            bool isGood = true;
            for (int i = 0; i < job.Targets.Length; i++)
            {
                isGood = isGood && HasImage(job.Targets[i]);
            }

            string execution = job.HasEnded ? Closed : job.HasBegun ? Proceeding : Download;
            JsonWriter json = Open(job.Reference, execution, !job.HasEnded ? None : isGood ? Success : Failure);
            json.OpenObject("progress");
            json.Add("cnt", StepsOf(job));
            json.Add("of", StepsOfTarget * job.Targets.Length);
            json.CloseObject();
            json.CloseObject();
            json.OpenList("details");
            json.Add("job " + job.Number);
            for (int i = 0; i < job.Targets.Length; i++)
            {
                TargetProgress target = job.Targets[i];
                json.Add(target.Name + ": " + target.State + (target.Percent > 0 ? " " + target.Percent + " %" : string.Empty) + " version " + target.Version);
                if (target.Cause.Length > 0)
                {
                    json.Add(target.Cause);
                }
            }

            json.CloseList();
            json.CloseObject();
            return json.Finish();
        }

        /// <summary>Tells what the device knows of itself. What it does not know stays on the server as it is.</summary>
        /// <param name="job">The last job, or null.</param>
        /// <returns>The bytes of a JSON text.</returns>
        internal static byte[] AttributesOf(JobProgress job)
        {
            JsonWriter json = new JsonWriter();
            json.Add("mode", "merge");
            json.OpenObject("data");
            json.Add("firmware", FirmwareVersion.Text);
            for (int i = 0; job != null && i < job.Targets.Length; i++)
            {
                TargetProgress target = job.Targets[i];
                json.Add(target.Name + ".state", target.State);
                if (HasImage(target))
                {
                    json.Add(target.Name + ".version", target.Version);
                }

                if (target.DeviceId > 0)
                {
                    json.Add(target.Name + ".device", "0x" + target.DeviceId.ToString("X3"));
                }

                if (target.FlashSize > 0)
                {
                    json.Add(target.Name + ".flash", target.FlashSize + " KiB");
                }
            }

            json.CloseObject();
            return json.Finish();
        }

        private static bool HasImage(TargetProgress target)
        {
            return target.State == TargetState.Committed || target.State == TargetState.Healthy;
        }

        // The result is left open, for its progress.
        private static JsonWriter Open(string action, string execution, string result)
        {
            JsonWriter json = new JsonWriter();
            json.Add("id", action);
            json.OpenObject("status");
            json.Add("execution", execution);
            json.OpenObject("result");
            json.Add("finished", result);
            return json;
        }
    }
}
