using System;
using System.Collections;
using Esp32Bridge.Json;
using Esp32Bridge.Programming;

namespace Esp32Bridge.Jobs
{
    /// <summary>Writes and reads the memory as JSON. A person can read it to analyse a failure.</summary>
    internal static class JobMemoryFormat
    {
        private const string Where = "the record of jobs";
        private const string Advice = "A new one is started.";

        // The root, the job, its targets, a target.
        private const int Depth = 4;

        // The record can have names that the configuration no longer has: more than a board has targets.
        private const int MostNames = int.MaxValue;

        private const int HashLength = 64;
        private const int LongestState = 32;
        private const int LongestReference = 32;

        /// <summary>Writes the memory.</summary>
        /// <param name="memory">The memory.</param>
        /// <returns>The text's bytes.</returns>
        internal static byte[] Encode(JobMemory memory)
        {
            JsonWriter json = new JsonWriter();
            json.Add("finished", memory.LastFinished);
            AddText(json, "sha256", memory.LastManifest);
            if (memory.Current != null)
            {
                Encode(json, memory.Current);
            }

            Encode(json, "running", memory.Running);
            Encode(json, "waiting", memory.Waiting);
            Encode(json, "withoutProgram", memory.WithoutProgram);
            EncodePrograms(json, memory.Programs.All());
            if (memory.Known != null)
            {
                json.Add("lost", true);
                Encode(json, "known", memory.Known);
            }

            return json.Finish();
        }

        /// <summary>Reads the memory.</summary>
        /// <param name="bytes">The text's bytes.</param>
        /// <returns>The memory.</returns>
        /// <exception cref="JsonException">The text is not a valid record.</exception>
        internal static JobMemory Decode(byte[] bytes)
        {
            JsonFields root = JsonReader.Parse(bytes, Depth, Where, Advice);
            JobMemory memory = new JobMemory();
            memory.LastFinished = root.Number("finished", 0, int.MaxValue);
            memory.LastManifest = root.Has("sha256") ? root.Text("sha256", HashLength) : null;
            memory.Current = root.Has("job") ? DecodeJob(root.Object("job")) : null;
            memory.Running = root.Has("running") ? DecodeQueued(root.Object("running")) : null;
            memory.Waiting = root.Has("waiting") ? DecodeQueued(root.Object("waiting")) : null;
            memory.WithoutProgram = DecodeNames(root, "withoutProgram");
            DecodePrograms(root, memory.Programs);
            memory.Known = root.Flag("lost", false) ? DecodeNames(root, "known") : null;
            return memory;
        }

        private static void Encode(JsonWriter json, string name, ArrayList names)
        {
            if (names.Count == 0)
            {
                return;
            }

            json.OpenList(name);
            for (int i = 0; i < names.Count; i++)
            {
                json.Add((string)names[i]);
            }

            json.CloseList();
        }

        private static ArrayList DecodeNames(JsonFields root, string name)
        {
            return root.Has(name) ? root.List(name, MostNames) : new ArrayList();
        }

        private static void EncodePrograms(JsonWriter json, TargetProgram[] programs)
        {
            if (programs.Length == 0)
            {
                return;
            }

            json.OpenList("programs");
            for (int i = 0; i < programs.Length; i++)
            {
                json.OpenObject();
                json.Add("name", programs[i].Target);
                json.Add("version", programs[i].Version);
                json.Add("healthy", programs[i].IsHealthy);
                json.CloseObject();
            }

            json.CloseList();
        }

        private static void DecodePrograms(JsonFields root, TargetPrograms programs)
        {
            ArrayList list = root.Has("programs") ? root.List("programs", TargetProgrammer.MostTargets) : new ArrayList();
            for (int i = 0; i < list.Count; i++)
            {
                JsonFields fields = root.Child("programs", list[i]);
                programs.Note(new TargetProgram(fields.Text("name", TargetProgrammer.LongestName), fields.Text("version", JobManifest.LongestVersion), fields.Flag("healthy", false)));
            }
        }

        private static void Encode(JsonWriter json, JobProgress job)
        {
            json.OpenObject("job");
            json.Add("number", job.Number);
            json.Add("ended", job.HasEnded);
            json.Add("reported", job.IsReported);
            json.Add("waited", job.Waited);
            json.Add("begun", job.HasBegun);
            AddText(json, "reference", job.Reference);
            json.OpenList("targets");
            for (int i = 0; i < job.Targets.Length; i++)
            {
                json.OpenObject();
                Encode(json, job.Targets[i]);
                json.CloseObject();
            }

            json.CloseList();
            json.CloseObject();
        }

        private static void Encode(JsonWriter json, TargetProgress target)
        {
            json.Add("name", target.Name);
            json.Add("state", target.State);
            json.Add("attempts", target.Attempts);
            json.Add("flash", target.FlashText);
            json.Add("final", target.IsFinal);
            json.Add("device", target.DeviceId);
            json.Add("flashSize", target.FlashSize);
            AddText(json, "version", target.Version);
            AddText(json, "cause", target.Cause);
        }

        private static void Encode(JsonWriter json, string name, QueuedJob queued)
        {
            if (queued != null && queued.Place != QueuedJob.Nowhere)
            {
                json.OpenObject(name);
                json.Add("number", queued.Number);
                json.Add("place", queued.Place);
                json.Add("sha256", queued.Sha256);
                if (queued.Origin != null)
                {
                    json.Add("url", queued.Origin.Url);
                    json.Add("reference", queued.Origin.Reference);
                }

                json.CloseObject();
            }
        }

        private static void AddText(JsonWriter json, string name, string text)
        {
            if (!string.IsNullOrEmpty(text))
            {
                json.Add(name, text);
            }
        }

        private static JobProgress DecodeJob(JsonFields fields)
        {
            ArrayList list = fields.List("targets", TargetProgrammer.MostTargets);
            TargetProgress[] targets = new TargetProgress[list.Count];
            for (int i = 0; i < targets.Length; i++)
            {
                targets[i] = DecodeTarget(fields.Child("targets", list[i]));
            }

            JobProgress job = new JobProgress(fields.Number("number", 1, int.MaxValue), targets);
            job.HasEnded = fields.Flag("ended", false);
            job.IsReported = fields.Flag("reported", false);
            job.Waited = fields.Has("waited") ? fields.Number("waited", 0, int.MaxValue) : 0;
            job.HasBegun = fields.Flag("begun", false);
            job.Reference = fields.Has("reference") ? fields.Text("reference", LongestReference) : null;
            return job;
        }

        private static TargetProgress DecodeTarget(JsonFields fields)
        {
            TargetProgress target = new TargetProgress(fields.Text("name", TargetProgrammer.LongestName), DecodeText(fields, "version"), DecodeFlash(fields));
            target.State = fields.Text("state", LongestState);
            target.Attempts = fields.Number("attempts", 0, int.MaxValue);
            target.IsFinal = fields.Flag("final", false);
            target.Cause = DecodeText(fields, "cause");
            target.DeviceId = fields.Has("device") ? fields.Number("device", 0, 0xFFF) : 0;
            target.FlashSize = fields.Has("flashSize") ? fields.Number("flashSize", 0, int.MaxValue) : 0;
            return target;
        }

        // Records of earlier firmware have two flags.
        private static FlashState DecodeFlash(JsonFields fields)
        {
            if (!fields.Has("flash"))
            {
                return fields.Flag("withoutProgram", false) ? FlashState.NoProgram : fields.Flag("committed", false) ? FlashState.NewProgram : FlashState.OldProgram;
            }

            string[] words = FlashWords();
            return TargetFlash.AfterAttempt((FlashState)Array.IndexOf(words, fields.Word("flash", words)));
        }

        /// <summary>Gets the words for what a flash holds, in the order of <see cref="FlashState"/>. Created on demand: static data would always take memory.</summary>
        /// <returns>The words.</returns>
        internal static string[] FlashWords()
        {
            return new string[] { "old", "at risk", "none", "new", "unknown" };
        }

        private static QueuedJob DecodeQueued(JsonFields fields)
        {
            JobOrigin origin = fields.Has("url") ? new JobOrigin(fields.Address("url"), fields.Text("reference", LongestReference)) : null;
            return new QueuedJob(fields.Number("number", 1, int.MaxValue), fields.Number("place", 0, JobRecord.LastPlace), fields.Text("sha256", HashLength), null, origin);
        }

        private static string DecodeText(JsonFields fields, string name)
        {
            return fields.Has(name) ? fields.Text(name, TargetProgress.LongestCause) : string.Empty;
        }
    }
}
