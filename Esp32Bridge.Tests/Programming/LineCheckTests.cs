using Esp32Bridge.Images;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using Esp32Bridge.Wires;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    /// <summary>Jobs that the wiring of a target does not allow are refused when they arrive.</summary>
    [TestClass]
    public class LineCheckTests
    {
        [DataRow(0x415, "")]
        [DataRow(0x410, "a part whose bootloader has a known I2C address")]
        [DataRow(0x480, "a part whose bootloader has a known I2C address")]
        public void A_part_without_a_known_address_is_refused_on_I2C(int device, string expected)
        {
            Refused(expected, new Rig(Stm32Parts.Create("L476"), FakeImages.Program(600, "1.0.0"), LineKind.I2c), device);
        }

        [TestMethod]
        public void An_address_in_the_configuration_counts()
        {
            Rig rig = new Rig(Stm32Parts.Create("L476"), FakeImages.Program(600, "1.0.0"), LineKind.I2c);
            rig.Target.Address = 0x57;

            Refused(string.Empty, rig, 0x480);
        }

        [DataRow(0x415, "")]
        [DataRow(0x466, "a part whose bootloader speaks SPI")]
        [DataRow(0x410, "a part whose bootloader speaks SPI")]
        public void A_part_without_SPI_is_refused_on_SPI(int device, string expected)
        {
            Refused(expected, new Rig(Stm32Parts.Create("L476"), FakeImages.Program(600, "1.0.0"), LineKind.Spi), device);
        }

        [TestMethod]
        public void Health_and_methods_of_the_program_need_a_UART()
        {
            Rig rig = new Rig(Stm32Parts.Create("L476"), FakeImages.Program(600, "1.0.0"), LineKind.I2c);
            rig.Target.HasUart = false;

            Assert.AreEqual(string.Empty, ExpectedOf(rig, rig.Image, false));
            Assert.AreEqual("a UART to the program of the target", ExpectedOf(rig, rig.Image, true));

            ImageDescription ymodem = new ImageDescription(rig.Image.Url, rig.Image.Size, rig.Image.Sha256, rig.Image.DeviceId, rig.Image.Address, rig.Image.Version) { Method = TransferMethod.Ymodem };
            Assert.AreEqual("a UART to the program of the target", ExpectedOf(rig, ymodem, false));
        }

        private static void Refused(string expected, Rig rig, int device)
        {
            Assert.AreEqual(expected, ExpectedOf(rig, rig.Images.Describe((ushort)device), false));
        }

        private static string ExpectedOf(Rig rig, ImageDescription image, bool awaitsHealth)
        {
            try
            {
                rig.Programmer.CheckJob(image, awaitsHealth);
                return string.Empty;
            }
            catch (ProgrammingException error)
            {
                Assert.AreEqual("check the job", error.Step);
                return error.Expected;
            }
        }
    }
}
