using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    [TestClass]
    public class TargetProgrammerTests
    {
        [DataRow("L412")]
        [DataRow("L432")]
        [DataRow("L476")]
        [DataRow("L496")]
        [DataRow("L4R5")]
        [DataRow("U575")]
        [DataRow("U5A5")]
        [DataRow("F103")]
        public void Every_part_runs_the_image_and_holds_its_bytes(string name)
        {
            Rig rig = new Rig(name, FakeImages.Program(5000, "2.0.0"));

            rig.Program();

            Assert.AreEqual("2.0.0", rig.Part.Version);
            Assert.IsTrue(rig.Part.State == PartState.Application);
            Assert.IsTrue(rig.FlashHoldsImage());
            Assert.IsFalse(rig.HasNoProgram);
            Assert.IsTrue(rig.Target.IsClosed);
            Assert.AreEqual(0, rig.Images.OpenStreams);
        }
    }
}
