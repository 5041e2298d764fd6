using System;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Fakes;
using Esp32Bridge.Tests.Model;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    /// <summary>What one attempt leaves to the next.</summary>
    [TestClass]
    public class AttemptTests
    {
        [TestMethod]
        public void A_refused_erase_leaves_the_old_program_running()
        {
            byte[] old = FakeImages.Program(400, "0.9.0");
            Rig rig = RigOf(old);
            rig.Target.SpoiledFrame = EraseFrame(rig);

            Assert.AreEqual("Extended Erase", rig.ProgramInVain().Step);

            Assert.IsFalse(rig.Programmer.HasNoProgram);
            Assert.IsTrue(rig.Runs(old, "0.9.0"));
        }

        [TestMethod]
        public void A_refused_erase_does_not_bring_a_lost_program_back()
        {
            Rig rig = RigOf(FakeImages.Program(400, "0.9.0"));
            rig.Images.SpoiledDownload = 2;
            rig.ProgramInVain();
            Assert.IsTrue(rig.Programmer.HasNoProgram);
            rig.Target.SpoiledFrame = rig.Target.FrameCount + EraseFrame(rig);

            Assert.AreEqual("Extended Erase", rig.ProgramInVain().Step);

            Assert.IsTrue(rig.Programmer.HasNoProgram, "the part has no program and nobody knows");
        }

        [TestMethod]
        public void A_failure_before_the_part_is_touched_does_not_bring_a_lost_program_back()
        {
            Rig rig = RigOf(FakeImages.Program(400, "0.9.0"));
            rig.Images.SpoiledDownload = 2;
            rig.ProgramInVain();

            rig.Images.IsMissing = true;
            rig.ProgramInVain();
            Assert.IsTrue(rig.Programmer.HasNoProgram, "after a missing image");

            rig.Images.IsMissing = false;
            rig.Target.Glitches = 3;
            rig.ProgramInVain();
            Assert.IsTrue(rig.Programmer.HasNoProgram, "without an answer");

            rig.Program();
            Assert.AreEqual("1.0.0", rig.Part.Version);
            Assert.IsFalse(rig.Programmer.HasNoProgram);
        }

        [TestMethod]
        public void A_lost_ACK_of_the_erase_counts_as_a_lost_program()
        {
            Rig rig = RigOf(FakeImages.Program(400, "0.9.0"));
            ModelTarget target = rig.Target;
            rig.Progress.InterventionPhase = ProgrammingPhase.Writing;
            rig.Progress.Intervention = () => target.LostAnswer = target.AnswerCount + 2;

            rig.ProgramInVain();

            Assert.IsTrue(rig.Programmer.HasNoProgram);
            Assert.IsTrue(rig.Part.State == PartState.Bootloader);
            rig.Progress.Intervention = null;
            rig.Program();
            Assert.AreEqual("1.0.0", rig.Part.Version);
        }

        [TestMethod]
        public void Pins_that_fail_at_the_start_still_let_go_of_the_line()
        {
            Rig rig = RigOf(FakeImages.Program(400, "0.9.0"));
            rig.Target.FailsToReset = true;

            Assert.ThrowsException(typeof(InvalidOperationException), () => rig.Programmer.Program(rig.Image, rig.Images));

            Assert.IsTrue(rig.Target.IsClosed);
            Assert.AreEqual(0, rig.Images.OpenStreams);
        }

        [TestMethod]
        public void Pins_that_fail_after_a_refusal_still_let_go_of_the_line()
        {
            Rig rig = RigOf(FakeImages.Program(400, "0.9.0"));
            rig.Target.FailsToReset = true;
            rig.Image = rig.Images.Describe(0x415);

            Assert.AreEqual("identify", rig.ProgramInVain().Step);

            Assert.AreEqual("A: the old program does not start again: no pins|", rig.Log.Text);
        }

        private static Rig RigOf(byte[] old)
        {
            Rig rig = new Rig("L432", FakeImages.Program(600, "1.0.0"));
            rig.Install(old);
            return rig;
        }

        // The number of the frame with the first page, found by programming another part.
        private static int EraseFrame(Rig model)
        {
            Rig rig = new Rig(model.Part.Part.Name, FakeImages.Program(600, "1.0.0"));
            rig.Target.Records = true;
            rig.Program();
            for (int i = 0; i < rig.Target.Written.Count; i++)
            {
                if ((string)rig.Target.Written[i] == "44 BB")
                {
                    return i + 2;
                }
            }

            throw new Exception("no erase");
        }
    }
}
