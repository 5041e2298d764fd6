using Esp32Bridge.Data;
using Esp32Bridge.Jobs;
using Esp32Bridge.Json;

namespace Esp32Bridge.Ota
{
    /// <summary>The messages of the device to hawkBit, in the terms of its Direct Device Integration API.</summary>
    internal static class HawkBitText
    {
        /// <summary>The execution of an action that has ended, with success or not.</summary>
        internal const string Closed = "closed";

        /// <summary>The execution of a cancellation that came too late.</summary>
        internal const string Rejected = "rejected";

        /// <summary>The execution of a waiting action.</summary>
        internal const string Scheduled = "scheduled";

        /// <summary>The result of a success.</summary>
        internal const string Success = "success";

        /// <summary>The result of a failure.</summary>
        internal const string Failure = "failure";

        /// <summary>The result while an action is in progress.</summary>
        internal const string None = "none";

        private const string Download = "download";
        private const string Proceeding = "proceeding";

        // The steps of a target: its download, ten tenths of its image, and reading it back.
        private const int StepsOfTarget = 13;
        private const int Downloading = 1;
        private const int Verifying = 12;

        /// <summary>Counts the finished steps of a job.</summary>
        /// <param name="job">The job.</param>
        /// <returns>The number of finished steps; each target has <see cref="StepsOfTarget"/>.</returns>
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

        /// <summary>Creates the feedback for an action.</summary>
        /// <param name="action">The action's id.</param>
        /// <param name="execution">The execution.</param>
        /// <param name="result">The result.</param>
        /// <param name="detail">The reason, for a person.</param>
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

        /// <summary>Creates the feedback with the progress or the result of an action's job.</summary>
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

        /// <summary>Creates the attributes of the device. Attributes that are not known now stay unchanged on the server.</summary>
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

        // The object of the result is left open, so that the progress can be added.
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
