using Esp32Bridge.Jobs;
using Esp32Bridge.Json;

namespace Esp32Bridge.Ota
{
    /// <summary>The progress of jobs as fields of JSON objects, for reports and for the status.</summary>
    internal static class ProgressText
    {
        /// <summary>Writes the progress of a target.</summary>
        /// <param name="json">Where the fields go.</param>
        /// <param name="target">The target.</param>
        internal static void Add(JsonWriter json, TargetProgress target)
        {
            json.Add("state", target.State);
            json.Add("version", target.Version);
            if (target.Percent > 0)
            {
                json.Add("percent", target.Percent);
            }

            if (target.Cause.Length > 0)
            {
                json.Add("cause", target.Cause);
            }
        }

        /// <summary>Writes the progress of all targets of a job, as the list "targets" with an object for each.</summary>
        /// <param name="json">Where the list goes.</param>
        /// <param name="job">The job.</param>
        internal static void AddTargets(JsonWriter json, JobProgress job)
        {
            json.OpenList("targets");
            for (int i = 0; i < job.Targets.Length; i++)
            {
                json.OpenObject();
                json.Add("name", job.Targets[i].Name);
                Add(json, job.Targets[i]);
                json.CloseObject();
            }

            json.CloseList();
        }
    }
}
