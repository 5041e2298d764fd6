using Esp32Bridge.Errors;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    /// <summary>From a frame on every frame fails: the job ends with an error, and the next one completes the work.</summary>
    [TestClass]
    public class FaultLimitTests
    {
        private const int MostFrames = 300;
        private const int TenMinutes = 600000;

        [DataRow("L432", "NACK")]
        [DataRow("L432", "loss")]
        [DataRow("L432", "silence")]
        [DataRow("L432", "wrong")]
        [DataRow("L432", "surplus")]
        [DataRow("L432", "noise")]
        [DataRow("L432", "short")]
        [DataRow("L432", "refusal")]
        [DataRow("L432", "babble")]
        [DataRow("L471", "loss")]
        [DataRow("U575", "refusal")]
        [DataRow("F103", "silence")]
        public void A_line_that_fails_permanently_ends_the_job_within_ten_minutes(string name, string kind)
        {
            int frame = 0;
            while (frame < MostFrames && IsEnded(name, kind, frame))
            {
                frame += frame < 8 ? 1 : 5;
            }

            Assert.IsTrue(frame > 40 && frame < MostFrames, "it reached only frame " + frame);
        }

        // False if the job is done before that frame.
        private static bool IsEnded(string name, string kind, int frame)
        {
            byte[] old = FakeImages.Program(2300, "0.9.0");
            byte[] content = FakeImages.Program(2500, "1.0.0");
            string where = " at frame " + frame;
            Rig rig = new Rig(name, content);
            rig.Install(old);
            FrameFaults line = FrameFaults.Of(rig);
            line.Spoil(kind, FrameFaults.Any, 1, frame, int.MaxValue);
            long start = rig.Clock.Milliseconds;
            bool isDone = true;
            try
            {
                ProgrammerSteps.Program(rig.Programmer, rig.Image, rig.Images, rig.Flash.Begin());
            }
            catch (BridgeException)
            {
                isDone = false;
            }

            Assert.IsTrue(rig.Clock.Milliseconds - start < TenMinutes, "it takes too long" + where);
            Assert.IsTrue(rig.Target.IsClosed, "the line is open" + where);
            Assert.AreEqual(0, rig.Images.OpenStreams, "the image is open" + where);
            rig.Settle();
            Assert.IsTrue(!isDone || rig.FlashHolds(content), "success but not the image" + where);
            Assert.IsTrue(isDone || rig.HasNoProgram || rig.Runs(old, "0.9.0"), "no program but not known" + where);
            bool isFaulty = line.Faults > 0;
            line.Spoil(kind, FrameFaults.Any, 1, 0, 0);
            rig.Program();
            Assert.IsTrue(rig.Runs(content, "1.0.0"), "the next job fails" + where);
            return isFaulty;
        }
    }
}
