using Esp32Bridge.Jobs;
using Esp32Bridge.Json;

namespace Esp32Bridge.Ota
{
    /// <summary>The progress of jobs as fields of JSON objects, for reports and for the status.</summary>
    internal static class ProgressText
    {
        /// <summary>Writes the progress of a target, or the state of a job.</summary>
        /// <param name="json">The writer for the fields.</param>
        /// <param name="state">Its state.</param>
        /// <param name="version">The version of the image for the target; null is omitted.</param>
        /// <param name="percent">How much of the image is written, in percent; 0 is omitted.</param>
        /// <param name="cause">Why the last attempt failed; an empty text is omitted.</param>
        /// <param name="obstacle">Why the previous image cannot be fetched yet; an empty text is omitted.</param>
        internal static void Add(JsonWriter json, string state, string version, int percent, string cause, string obstacle)
        {
            json.Add("state", state);
            if (version != null)
            {
                json.Add("version", version);
            }

            if (percent > 0)
            {
                json.Add("percent", percent);
            }

            if (cause.Length > 0)
            {
                json.Add("cause", cause);
            }

            if (obstacle.Length > 0)
            {
                json.Add("obstacle", obstacle);
            }
        }

        /// <summary>Writes the progress of all targets of a job, as the list "targets" with an object for each.</summary>
        /// <param name="json">The writer for the list.</param>
        /// <param name="job">The job.</param>
        internal static void AddTargets(JsonWriter json, JobProgress job)
        {
            json.OpenList("targets");
            for (int i = 0; i < job.Targets.Length; i++)
            {
                json.OpenObject();
                TargetProgress target = job.Targets[i];
                json.Add("name", target.Name);
                Add(json, target.State, target.Version, target.Percent, target.Cause, target.Obstacle);
                json.Add("flash", target.FlashText);
                json.CloseObject();
            }

            json.CloseList();
        }
    }
}
