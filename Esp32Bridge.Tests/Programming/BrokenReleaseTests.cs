using System;
using Esp32Bridge.Images;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    [TestClass]
    public class BrokenReleaseTests
    {
        [TestMethod]
        public void A_target_that_cannot_be_read_at_its_release_has_no_program()
        {
            Rig rig = CreateRig();
            BrokenWires wires = new BrokenWires(rig.Target);

            WriteAndBreak(rig, rig.CreateProgrammer(wires), wires);

            Assert.AreEqual("AN", rig.Flash.History);
        }

        [TestMethod]
        public void The_next_attempt_does_not_take_a_partly_written_start_for_the_old_program()
        {
            Rig rig = CreateRig();
            BrokenWires wires = new BrokenWires(rig.Target);
            TargetProgrammer programmer = rig.CreateProgrammer(wires);
            WriteAndBreak(rig, programmer, wires);
            rig.Part.Memory.Flash.Load(8, new byte[8]);
            wires.IsBroken = false;
            rig.Images.BreakingDownload = rig.Images.OpenCount + 2;
            rig.Images.BreaksAt = 1;

            Assert.ThrowsException(typeof(ImageException), () => ProgrammerSteps.Program(programmer, rig.Image, rig.Images, rig.Flash.Begin()));

            Assert.AreEqual("AN", rig.Flash.History);
        }

        [TestMethod]
        public void A_target_left_at_risk_has_no_program_in_the_next_attempt()
        {
            FakeFlash flash = new FakeFlash() { Flash = FlashState.AtRisk };

            TargetFlash next = flash.Begin();

            Assert.IsFalse(next.IsAtRisk);
            Assert.AreEqual("N", flash.History);
        }

        private static Rig CreateRig()
        {
            Rig rig = new Rig("L432", FakeImages.Program(1100, "1.0.0"));
            rig.Install(FakeImages.Program(900, "0.9.0"));
            return rig;
        }

        private static void WriteAndBreak(Rig rig, TargetProgrammer programmer, BrokenWires wires)
        {
            CheckedImage image = new CheckedImage(rig.Image, rig.Images);
            programmer.Check(image);
            ITargetSession session = programmer.Enter(image, rig.Flash.Begin());
            session.Write();
            wires.IsBroken = true;
            Assert.ThrowsException(typeof(InvalidOperationException), () => session.Release());
        }
    }
}
