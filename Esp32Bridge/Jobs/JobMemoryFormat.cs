using System.Collections;
using System.Text;
using Esp32Bridge.Json;
using nanoFramework.Json;

namespace Esp32Bridge.Jobs
{
    /// <summary>Writes and reads the memory as JSON, for which a person has no use but when something went wrong.</summary>
    public static class JobMemoryFormat
    {
        private const string Where = "the record of jobs";
        private const string Advice = "It is begun anew.";

        // The root, the job, its targets, a target.
        private const int Depth = 4;

        private const int HashLength = 64;

        /// <summary>Writes the memory.</summary>
        /// <param name="memory">The memory.</param>
        /// <returns>The text's bytes.</returns>
        public static byte[] Encode(JobMemory memory)
        {
            Hashtable root = new Hashtable();
            root.Add("finished", memory.LastFinished);
            if (memory.Current != null)
            {
                root.Add("job", Encode(memory.Current));
            }

            if (memory.Running != null)
            {
                root.Add("running", Encode(memory.Running));
            }

            if (memory.Waiting != null)
            {
                root.Add("waiting", Encode(memory.Waiting));
            }

            if (memory.WithoutProgram.Count > 0)
            {
                root.Add("withoutProgram", memory.WithoutProgram);
            }

            return Encoding.UTF8.GetBytes(JsonConvert.SerializeObject(root));
        }

        /// <summary>Reads the memory.</summary>
        /// <param name="bytes">The text's bytes.</param>
        /// <returns>The memory.</returns>
        /// <exception cref="JsonException">That is not what was written.</exception>
        public static JobMemory Decode(byte[] bytes)
        {
            JsonFields root = JsonReader.Parse(bytes, Depth, Where, Advice);
            JobMemory memory = new JobMemory();
            memory.LastFinished = root.Number("finished", 0, int.MaxValue);
            memory.Current = root.Has("job") ? DecodeJob(root.Object("job")) : null;
            memory.Running = root.Has("running") ? DecodeManifest(root.Object("running")) : null;
            memory.Waiting = root.Has("waiting") ? DecodeManifest(root.Object("waiting")) : null;
            memory.WithoutProgram = root.Has("withoutProgram") ? root.List("withoutProgram", JobManifest.MaximumTargets) : memory.WithoutProgram;
            return memory;
        }

        private static Hashtable Encode(JobProgress job)
        {
            ArrayList targets = new ArrayList();
            for (int i = 0; i < job.Targets.Length; i++)
            {
                targets.Add(Encode(job.Targets[i]));
            }

            Hashtable fields = new Hashtable();
            fields.Add("number", job.Number);
            fields.Add("ended", job.HasEnded);
            fields.Add("reported", job.IsReported);
            fields.Add("targets", targets);
            return fields;
        }

        private static Hashtable Encode(TargetProgress target)
        {
            Hashtable fields = new Hashtable();
            fields.Add("name", target.Name);
            fields.Add("state", target.State);
            fields.Add("attempts", target.Attempts);
            fields.Add("withoutProgram", target.IsWithoutProgram);
            fields.Add("committed", target.IsCommitted);
            fields.Add("final", target.IsFinal);
            AddText(fields, "version", target.Version);
            AddText(fields, "cause", target.Cause);
            return fields;
        }

        private static Hashtable Encode(StoredManifest manifest)
        {
            Hashtable fields = new Hashtable();
            fields.Add("number", manifest.Number);
            fields.Add("place", manifest.Place);
            fields.Add("sha256", manifest.Sha256);
            return fields;
        }

        private static void AddText(Hashtable fields, string name, string text)
        {
            if (text.Length > 0)
            {
                fields.Add(name, text);
            }
        }

        private static JobProgress DecodeJob(JsonFields fields)
        {
            ArrayList list = fields.List("targets", JobManifest.MaximumTargets);
            TargetProgress[] targets = new TargetProgress[list.Count];
            for (int i = 0; i < targets.Length; i++)
            {
                targets[i] = DecodeTarget(fields.Child("targets", list[i]));
            }

            JobProgress job = new JobProgress(fields.Number("number", 1, int.MaxValue), targets);
            job.HasEnded = fields.Flag("ended", false);
            job.IsReported = fields.Flag("reported", false);
            return job;
        }

        private static TargetProgress DecodeTarget(JsonFields fields)
        {
            TargetProgress target = new TargetProgress(fields.Text("name", JobManifest.MaximumTextLength), DecodeText(fields, "version"));
            target.State = fields.Text("state", JobManifest.MaximumTextLength);
            target.Attempts = fields.Number("attempts", 0, int.MaxValue);
            target.IsWithoutProgram = fields.Flag("withoutProgram", false);
            target.IsCommitted = fields.Flag("committed", false);
            target.IsFinal = fields.Flag("final", false);
            target.Cause = DecodeText(fields, "cause");
            return target;
        }

        private static StoredManifest DecodeManifest(JsonFields fields)
        {
            return new StoredManifest(fields.Number("number", 1, int.MaxValue), fields.Number("place", 0, 1), fields.Text("sha256", HashLength));
        }

        private static string DecodeText(JsonFields fields, string name)
        {
            return fields.Has(name) ? fields.Text(name, TargetProgress.LongestCause) : string.Empty;
        }
    }
}
