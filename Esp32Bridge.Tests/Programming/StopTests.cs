using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    /// <summary>A stopped job leaves the part with a whole program or in its bootloader, and releases everything.</summary>
    [TestClass]
    public class StopTests
    {
        [TestMethod]
        public void A_job_stopped_while_the_image_is_checked_never_resets_the_part()
        {
            Rig rig = RigOf("L432");
            StopAt(rig, ProgrammingPhase.Checking);

            Assert.AreEqual("stop", rig.ProgramInVain().Step);

            Assert.AreEqual(0, rig.Target.ResetCount);
            Assert.AreEqual("0.9.0", rig.Part.Version);
        }

        [DataRow("L432")]
        [DataRow("U575")]
        [DataRow("F103")]
        public void A_job_stopped_between_two_pages_leaves_the_part_in_its_bootloader_and_the_next_job_continues(string name)
        {
            Rig rig = RigOf(name);
            StopAt(rig, ProgrammingPhase.Writing);

            Assert.AreEqual("stop", rig.ProgramInVain().Step);

            Assert.IsTrue(rig.HasNoProgram);
            Assert.IsTrue(rig.Part.State == PartState.Bootloader);
            rig.Progress.Intervention = null;
            rig.Stop.Clear();
            int erased = rig.Part.Memory.Flash.EraseCount;
            rig.Program();
            Assert.AreEqual("1.0.0", rig.Part.Version);
            Assert.AreEqual(1, rig.Part.Memory.Flash.EraseCount - erased, "the first page was written twice");
        }

        [TestMethod]
        public void After_the_commit_a_job_continues_to_the_start()
        {
            Rig rig = RigOf("L432");
            StopAt(rig, ProgrammingPhase.Committing);

            rig.Program();

            Assert.AreEqual("1.0.0", rig.Part.Version);
        }

        private static Rig RigOf(string name)
        {
            Stm32Part part = Stm32Parts.Create(name);
            Rig rig = new Rig(part, FakeImages.Program(part.PageSize + 100, "1.0.0"));
            rig.Install(FakeImages.Program(400, "0.9.0"));
            return rig;
        }

        private static void StopAt(Rig rig, ProgrammingPhase phase)
        {
            rig.Progress.InterventionPhase = phase;
            rig.Progress.Intervention = () => rig.Stop.Set("A newer job has taken its place and follows.");
        }
    }
}
