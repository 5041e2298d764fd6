using Esp32Bridge.Devices;
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
                    Assert.AreEqual(0, rig.Target.I2c.HeldTransfers, part.Name);
                    Assert.AreEqual(2, rig.Target.ResetCount, part.Name);
                }
            }
        }

        [DataRow("L476")]
        [DataRow("F407")]
        public void An_empty_part_is_programmed_and_runs(string name)
        {
            byte[] content = FakeImages.Program(Size, "2.0.0");
            Rig rig = new Rig(Stm32Parts.Create(name), content, LineKind.I2c);

            rig.Program();

            Assert.IsTrue(rig.Runs(content, "2.0.0"), name);
        }

        [TestMethod]
        public void A_wrong_address_is_told_from_a_part_that_refuses()
        {
            Rig rig = RigOf("L476");
            rig.Target.Address = 0x44;

            BridgeException error = rig.ProgramInVain();

            Assert.AreEqual("enter the bootloader", error.Step);
            Assert.IsTrue(error.Message.IndexOf("got no acknowledge on the bus") >= 0, error.Message);
            Assert.IsTrue(error.Message.IndexOf("the address") >= 0, error.Message);
            Assert.AreEqual("1.0.0", rig.Part.Version);

            rig = RigOf("L476");
            rig.Part.Memory.Options.IsReadProtected = true;
            Assert.IsTrue(rig.ProgramInVain().Message.IndexOf("got NACK") >= 0, "it is not told");
        }

        [TestMethod]
        public void An_address_in_the_configuration_is_used()
        {
            Stm32Part part = Stm32Parts.Create("L476");
            part.I2cAddress = 0x44;
            byte[] content = FakeImages.Program(Size, "2.0.0");
            Rig rig = new Rig(part, content, LineKind.I2c);
            rig.Target.Address = 0x44;

            rig.Program();

            Assert.IsTrue(rig.Runs(content, "2.0.0"), "it does not run");
        }

        [TestMethod]
        public void A_part_that_stretches_too_long_for_400_kHz_is_programmed_at_100_kHz()
        {
            Rig rig = RigOf("H743");
            rig.SetBaudRate(400000);

            rig.Program();

            Assert.AreEqual("2.0.0", rig.Part.Version);
            Assert.AreEqual(100000, rig.Target.I2c.Rate);
        }

        [TestMethod]
        public void Other_parts_are_programmed_at_400_kHz_and_at_1_MHz_if_they_have_it()
        {
            Rig rig = RigOf("L476");
            rig.SetBaudRate(1000000);
            rig.Program();
            Assert.AreEqual("2.0.0", rig.Part.Version);
            Assert.AreEqual(400000, rig.Target.I2c.Rate);

            rig = RigOf("U575");
            rig.SetBaudRate(1000000);
            rig.Program();
            Assert.AreEqual("2.0.0", rig.Part.Version);
            Assert.IsTrue(rig.Log.Text.IndexOf("A: 1000000 Hz") >= 0, rig.Log.Text);
        }

        [TestMethod]
        public void A_part_that_erases_longer_than_its_data_sheet_says_is_programmed()
        {
            Stm32Part part = Stm32Parts.Create("F407");
            for (int i = 0; i < part.SectorEraseTimes.Length; i++)
            {
                part.SectorEraseTimes[i] *= 2;
            }

            byte[] content = FakeImages.Program(Size, "2.0.0");
            Rig rig = new Rig(part, content, LineKind.I2c);
            rig.Install(FakeImages.Program(Size - 300, "1.0.0"));

            rig.Program();

            Assert.IsTrue(rig.Runs(content, "2.0.0"), "it does not run");
        }

        [TestMethod]
        public void The_device_table_and_the_model_have_the_same_addresses_and_the_same_parts_with_SPI()
        {
            Stm32Devices devices = new Stm32Devices();
            for (int i = 0; i < Stm32Parts.Names.Length; i++)
            {
                Stm32Part part = Stm32Parts.Create(Stm32Parts.Names[i]);
                Stm32Device device = devices.Find(part.Id);

                Assert.AreEqual((int)part.I2cAddress, device.I2cAddress, part.Name);

                // L471 is a revision of L47x without SPI.
                Assert.AreEqual(part.SpiVersion != 0 || part.Name == "L471", device.HasSpi, part.Name);
            }
        }

        private static Rig RigOf(string name)
        {
            Rig rig = new Rig(Stm32Parts.Create(name), FakeImages.Program(Size, "2.0.0"), LineKind.I2c);
            rig.Install(FakeImages.Program(Size - 300, "1.0.0"));
            return rig;
        }
    }
}
