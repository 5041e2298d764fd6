using System.Collections;

namespace Esp32Bridge.Jobs
{
    /// <summary>The progress of jobs as fields of JSON objects, for reports and for the status.</summary>
    public static class ProgressText
    {
        /// <summary>Writes the progress of a target.</summary>
        /// <param name="fields">Where the fields go.</param>
        /// <param name="target">The target.</param>
        public static void Add(Hashtable fields, TargetProgress target)
        {
            fields.Add("state", target.State);
            fields.Add("version", target.Version);
            if (target.Percent > 0)
            {
                fields.Add("percent", target.Percent);
            }

            if (target.Cause.Length > 0)
            {
                fields.Add("cause", target.Cause);
            }
        }

        /// <summary>Writes the progress of all targets of a job.</summary>
        /// <param name="job">The job.</param>
        /// <returns>An object for each target.</returns>
        public static ArrayList Of(JobProgress job)
        {
            ArrayList targets = new ArrayList();
            for (int i = 0; i < job.Targets.Length; i++)
            {
                Hashtable fields = new Hashtable();
                fields.Add("name", job.Targets[i].Name);
                Add(fields, job.Targets[i]);
                targets.Add(fields);
            }

            return targets;
        }
    }
}
