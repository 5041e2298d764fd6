using Esp32Bridge.Errors;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using Esp32Bridge.Wires;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    /// <summary>Jobs for parts on I2C.</summary>
    [TestClass]
    public class I2cTargetTests
    {
        private const int Size = 20000;

        [TestMethod]
        public void Each_part_with_I2C_is_programmed_and_runs()
        {
            for (int i = 0; i < Stm32Parts.Names.Length; i++)
            {
                Stm32Part part = Stm32Parts.Create(Stm32Parts.Names[i]);
                if (part.I2cAddress != 0)
                {
                    byte[] content = FakeImages.Program(Size, "2.0.0");
                    Rig rig = new Rig(part, content, LineKind.I2c);
                    rig.Install(FakeImages.Program(Size - 300, "1.0.0"));

                    rig.Program();

                    Assert.IsTrue(rig.Runs(content, "2.0.0"), part.Name);
                }
            }
        }
    }
}
