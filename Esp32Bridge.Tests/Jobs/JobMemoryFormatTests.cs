using System.Text;
using Esp32Bridge.Jobs;
using Esp32Bridge.Json;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Jobs
{
    [TestClass]
    public class JobMemoryFormatTests
    {
        private const string Hash = "9b5419ee975fc8013bbae942e7b53b9777bfa9d3ad5a87c8f559267e7a1aa029";

        [TestMethod]
        public void An_empty_record_is_read_back()
        {
            JobMemory memory = Again(new JobMemory());

            Assert.AreEqual(0, memory.LastFinished);
            Assert.IsNull(memory.Current);
            Assert.IsNull(memory.Running);
            Assert.IsNull(memory.Waiting);
            Assert.AreEqual(0, memory.WithoutProgram.Count);
        }

        [TestMethod]
        public void A_full_record_is_read_back()
        {
            TargetProgress a = new TargetProgress("A", "1.2.3", FlashState.NoProgram) { State = TargetState.PuttingBack, Attempts = 7, Cause = "A: why" };
            TargetProgress b = new TargetProgress("B", string.Empty, FlashState.NewProgram) { State = TargetState.Healthy, IsFinal = true, DeviceId = 0x482, FlashSize = 2048 };
            JobMemory before = new JobMemory() { LastFinished = 41, Current = new JobProgress(42, new TargetProgress[] { a, b }) { IsReported = true, HasBegun = true, Reference = "17" } };
            before.Running = new QueuedJob(42, 1, Hash, null, null);
            before.Waiting = new QueuedJob(int.MaxValue, 0, Hash.ToUpper(), null, new JobOrigin("http://host/3/job.json", "18"));
            before.WithoutProgram.Add("C");
            before.WithoutProgram.Add("D");
            before.Programs.Note(new TargetProgram("E", "2.0.0", true));
            before.Programs.Note(new TargetProgram("F", "1.9", false));
            before.Programs.Note(new TargetProgram("G", "1", false));
            before.Programs.Forget("G");

            JobMemory memory = Again(before);

            Assert.AreEqual(41, memory.LastFinished);
            Assert.AreEqual(42, memory.Current.Number);
            Assert.IsTrue(memory.Current.IsReported);
            Assert.IsFalse(memory.Current.HasEnded);
            Assert.IsTrue(memory.Current.HasBegun);
            Assert.AreEqual("17", memory.Current.Reference);
            Assert.AreEqual(2, memory.Current.Targets.Length);
            Assert.AreEqual("A 1.2.3 putting back 7 2 False A: why", Describe(memory.Current.Targets[0]));
            Assert.AreEqual("B  healthy 0 3 True ", Describe(memory.Current.Targets[1]));
            Assert.AreEqual(0, memory.Current.Targets[0].DeviceId);
            Assert.AreEqual(0x482, memory.Current.Targets[1].DeviceId);
            Assert.AreEqual(0, memory.Current.Targets[0].FlashSize);
            Assert.AreEqual(2048, memory.Current.Targets[1].FlashSize);
            Assert.AreEqual(42, memory.Running.Number);
            Assert.AreEqual(1, memory.Running.Place);
            Assert.AreEqual(Hash, memory.Running.Sha256);
            Assert.AreEqual(int.MaxValue, memory.Waiting.Number);
            Assert.IsNull(memory.Running.Origin);
            Assert.AreEqual(0, memory.Waiting.Place);
            Assert.AreEqual("http://host/3/job.json", memory.Waiting.Origin.Url);
            Assert.AreEqual("18", memory.Waiting.Origin.Reference);
            Assert.AreEqual(2, memory.WithoutProgram.Count);
            Assert.IsTrue(memory.WithoutProgram.Contains("D"));
            Assert.AreEqual(2, memory.Programs.All().Length);
            Assert.AreEqual("E 2.0.0 True", Describe(memory.Programs.All()[0]));
            Assert.AreEqual("F 1.9 False", Describe(memory.Programs.All()[1]));
        }

        // Names that the configuration no longer has.
        [TestMethod]
        public void A_record_with_more_names_than_a_board_has_targets_is_read_back()
        {
            JobMemory before = JobMemory.AfterLoss();
            for (int i = 0; i < 9; i++)
            {
                before.WithoutProgram.Add("pump" + i);
                before.Known.Add("valve" + i);
            }

            JobMemory memory = Again(before);

            Assert.AreEqual(9, memory.WithoutProgram.Count);
            Assert.AreEqual(9, memory.Known.Count);
        }

        [TestMethod]
        public void The_end_of_a_job_is_read_back()
        {
            JobMemory before = new JobMemory() { LastFinished = 42, Current = new JobProgress(42, new TargetProgress[] { new TargetProgress("A", "1", FlashState.OldProgram) }) { HasEnded = true } };

            JobMemory memory = Again(before);

            Assert.IsTrue(memory.Current.HasEnded);
            Assert.IsFalse(memory.Current.IsReported);
            Assert.IsFalse(memory.Current.HasBegun);
            Assert.IsNull(memory.Current.Reference);
        }

        [TestMethod]
        public void Eight_targets_with_the_longest_texts_are_read_back()
        {
            TargetProgress[] targets = new TargetProgress[TargetProgrammer.MostTargets];
            for (int i = 0; i < targets.Length; i++)
            {
                targets[i] = new TargetProgress(i + Manifests.Repeat('n', 31), Manifests.Repeat('v', 32), FlashState.OldProgram) { Cause = i + ": " + Manifests.Repeat('"', 1000) };
            }

            JobMemory memory = Again(new JobMemory() { Current = new JobProgress(1, targets) });

            Assert.AreEqual(8, memory.Current.Targets.Length);
            Assert.AreEqual("7" + Manifests.Repeat('n', 31), memory.Current.Targets[7].Name);
        }

        [DataRow((int)FlashState.OldProgram, (int)FlashState.OldProgram)]
        [DataRow((int)FlashState.AtRisk, (int)FlashState.NoProgram)]
        [DataRow((int)FlashState.NoProgram, (int)FlashState.NoProgram)]
        [DataRow((int)FlashState.NewProgram, (int)FlashState.NewProgram)]
        public void A_target_at_risk_is_read_back_without_a_program(int before, int after)
        {
            TargetProgress target = new TargetProgress("A", "1", (FlashState)before);

            JobMemory memory = Again(new JobMemory() { Current = new JobProgress(1, new TargetProgress[] { target }) });

            Assert.AreEqual(after, (int)memory.Current.Targets[0].Flash);
        }

        [DataRow("", (int)FlashState.OldProgram)]
        [DataRow(",\"withoutProgram\":false,\"committed\":false", (int)FlashState.OldProgram)]
        [DataRow(",\"withoutProgram\":true,\"committed\":false", (int)FlashState.NoProgram)]
        [DataRow(",\"withoutProgram\":false,\"committed\":true", (int)FlashState.NewProgram)]
        public void A_record_of_earlier_firmware_is_read(string flags, int expected)
        {
            string text = "{\"finished\":1,\"job\":{\"number\":2,\"ended\":false,\"reported\":false,\"targets\":[{\"name\":\"A\",\"state\":\"programming\",\"attempts\":3,\"final\":false"
                + flags + "}]},\"running\":{\"number\":2,\"place\":1,\"sha256\":\"" + Hash + "\"}}";

            JobMemory memory = JobMemoryFormat.Decode(Encoding.UTF8.GetBytes(text));

            Assert.AreEqual(expected, (int)memory.Current.Targets[0].Flash);
            Assert.AreEqual(3, memory.Current.Targets[0].Attempts);
            Assert.AreEqual(1, memory.Running.Place);
        }

        [DataRow("A: he said \"no\"")]
        [DataRow("A: C:\\path\\n and \\")]
        [DataRow("A: it's 'odd' {[(<&>)]} /slash/ %s $1")]
        [DataRow("A: job.json: size: expected a number; got '2026-01-31T12:00:00Z'")]
        [DataRow("A: null true false 12 0x12 = : ;")]
        [DataRow("A: ends with a quote \"")]
        [DataRow("{\"finished\":99}")]
        public void A_cause_with_special_characters_is_read_back(string cause)
        {
            Assert.AreEqual(cause, CauseAgain(cause));
        }

        [DataRow("A: line\r\nbreak\tand\u0001one", "A: line..break.and.one")]
        [DataRow("A: K\u00e4se \u20ac \ud83d\ude00", "A: K.se . ..")]
        public void Characters_that_are_not_printable_are_read_back_as_dots(string cause, string expected)
        {
            Assert.AreEqual(expected, CauseAgain(cause));
        }

        [TestMethod]
        public void A_long_cause_is_cut()
        {
            Assert.AreEqual(TargetProgress.LongestCause, CauseAgain("A: " + Manifests.Repeat('x', 5000)).Length);
        }

        [TestMethod]
        public void Every_printable_character_is_read_back()
        {
            string all = "A: ";
            for (char c = ' '; c <= '~'; c++)
            {
                all += c;
            }

            Assert.AreEqual(all, CauseAgain(all));
        }

        [DataRow("")]
        [DataRow("{}")]
        [DataRow("[]")]
        [DataRow("{\"finished\":-1}")]
        [DataRow("{\"finished\":\"1\"}")]
        [DataRow("{\"finished\":1,\"job\":7}")]
        [DataRow("{\"finished\":1,\"job\":{\"number\":0,\"targets\":[]}}")]
        [DataRow("{\"finished\":1,\"job\":{\"number\":1,\"targets\":[1]}}")]
        [DataRow("{\"finished\":1,\"running\":{\"number\":1,\"place\":3,\"sha256\":\"ab\"}}")]
        [DataRow("{\"finished\":1,\"waiting\":{\"number\":1,\"place\":0}}")]
        public void Another_text_is_refused(string text)
        {
            Assert.ThrowsException(typeof(JsonException), () => JobMemoryFormat.Decode(Encoding.UTF8.GetBytes(text)));
        }

        private static string CauseAgain(string cause)
        {
            TargetProgress target = new TargetProgress("A", "1", FlashState.OldProgram) { Cause = cause };
            return Again(new JobMemory() { Current = new JobProgress(1, new TargetProgress[] { target }) }).Current.Targets[0].Cause;
        }

        private static string Describe(TargetProgram program)
        {
            return program.Target + " " + program.Version + (program.IsHealthy ? " True" : " False");
        }

        private static string Describe(TargetProgress target)
        {
            return target.Name + " " + target.Version + " " + target.State + " " + target.Attempts + " " + (int)target.Flash + " " + target.IsFinal + " " + target.Cause;
        }

        private static JobMemory Again(JobMemory memory)
        {
            return JobMemoryFormat.Decode(JobMemoryFormat.Encode(memory));
        }
    }
}
