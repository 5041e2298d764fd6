using System;
using Esp32Bridge.An3155;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    /// <summary>What an attempt leaves for the next one.</summary>
    [TestClass]
    public class AttemptTests
    {
        private const int Erase = CommandCode.ExtendedErase;
        private const int Always = 1000;

        [TestMethod]
        public void An_erase_that_is_always_refused_leaves_the_old_program_running()
        {
            byte[] old = FakeImages.Program(400, "0.9.0");
            Rig rig = RigOf(old);
            FrameFaults.Of(rig).Spoil("NACK", Erase, 2, 0, Always);

            Assert.StartsWith("A: Extended Erase: expected ACK; got NACK. ", rig.ProgramInVain().Message);

            Assert.IsFalse(rig.HasNoProgram);
            Assert.IsTrue(rig.Runs(old, "0.9.0"));
            Assert.AreEqual(0, rig.Part.Memory.Flash.EraseCount);
        }

        [TestMethod]
        public void An_erase_that_is_always_refused_does_not_restore_a_lost_program()
        {
            Rig rig = RigOf(FakeImages.Program(400, "0.9.0"));
            FrameFaults line = FrameFaults.Of(rig);
            rig.LoseProgram();
            Assert.IsTrue(rig.HasNoProgram);
            rig.Part.Memory.Flash.Load(100, new byte[8]);
            line.Spoil("NACK", Erase, 2, 0, Always);

            Assert.AreEqual("Extended Erase", rig.ProgramInVain().Step);

            Assert.IsTrue(rig.HasNoProgram, "the part has no program but is not known to have none");
            Assert.IsTrue(rig.Part.State == PartState.Bootloader);
        }

        [TestMethod]
        public void A_failure_before_the_part_is_touched_does_not_restore_a_lost_program()
        {
            Rig rig = RigOf(FakeImages.Program(400, "0.9.0"));
            rig.LoseProgram();

            rig.Images.IsMissing = true;
            rig.ProgramInVain();
            Assert.IsTrue(rig.HasNoProgram, "after a missing image");

            rig.Images.IsMissing = false;
            rig.Target.Glitches = 7;
            rig.ProgramInVain();
            Assert.IsTrue(rig.HasNoProgram, "without an answer");

            rig.Program();
            Assert.AreEqual("1.0.0", rig.Part.Version);
            Assert.IsFalse(rig.HasNoProgram);
        }

        [TestMethod]
        public void An_erase_whose_ACK_is_always_lost_counts_as_a_lost_program()
        {
            Rig rig = RigOf(FakeImages.Program(400, "0.9.0"));
            FrameFaults line = FrameFaults.Of(rig);
            line.Spoil("silence", Erase, 2, 0, Always);

            Assert.AreEqual("Extended Erase", rig.ProgramInVain().Step);

            Assert.IsTrue(rig.HasNoProgram);
            Assert.IsTrue(rig.Part.State == PartState.Bootloader);
            line.Spoil("silence", Erase, 2, 0, 0);
            rig.Program();
            Assert.AreEqual("1.0.0", rig.Part.Version);
            Assert.IsFalse(rig.HasNoProgram);
        }

        [TestMethod]
        public void Pins_that_fail_at_the_start_still_release_the_line()
        {
            Rig rig = RigOf(FakeImages.Program(400, "0.9.0"));
            rig.Target.FailsToReset = true;

            Assert.ThrowsException(typeof(InvalidOperationException), () => ProgrammerSteps.Program(rig.Programmer, rig.Image, rig.Images, rig.Flash.Begin()));

            Assert.IsTrue(rig.Target.IsClosed);
            Assert.AreEqual(0, rig.Images.OpenStreams);
        }

        [TestMethod]
        public void Pins_that_fail_after_a_refusal_still_release_the_line()
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
    }
}
