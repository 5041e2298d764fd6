using Esp32Bridge.Errors;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    /// <summary>An H743 with half of its flash: two banks with a gap between them.</summary>
    [TestClass]
    public class BankGapTests
    {
        private const uint SecondBank = 0x08100000;
        private const int Bank = 512 * 1024;

        [TestMethod]
        public void The_second_bank_is_programmed_at_its_address()
        {
            byte[] content = FakeImages.Program(140000, "1.0.0", SecondBank);
            Rig rig = Create(content, SecondBank);
            rig.Part.Memory.Flash.Load(2 * Bank, new byte[900]);

            rig.Program();

            Assert.AreEqual("8 9 ", Wire.ErasedPages(rig.Target.Written));
            Assert.AreEqual(Hex.ToText(content, 0, content.Length), Hex.ToText(rig.Part.Memory.Flash.Copy(2 * Bank, content.Length), 0, content.Length));
        }

        // How its bootloader numbers the pages is not known: the first page shows it.
        [TestMethod]
        public void A_bootloader_that_numbers_the_second_bank_differently_keeps_the_old_program()
        {
            Rig rig = Create(FakeImages.Program(140000, "1.0.0", SecondBank), SecondBank);
            byte[] old = FakeImages.Program(900, "0.9.0");
            rig.Install(old);
            rig.Part.Memory.Flash.Load(2 * Bank, new byte[900]);
            rig.Part.Memory.Flash.Protect(8, true);
            rig.Part.Part.WriteProtection = new ProtectionField[0];

            BridgeException error = rig.ProgramInVain();

            Assert.AreEqual("erase", error.Step);
            Assert.AreEqual("0x00", error.Got);
            Assert.AreEqual(0, rig.Part.Memory.Flash.EraseCount);
        }

        [DataRow(0x08080000, 1000, "check the job", "an address in the flash of STM32H74x/75x")]
        [DataRow(0x08180000, 1000, "check the job", "an address in the flash of STM32H74x/75x")]
        [DataRow(0x08000000, Bank + 4, "check the size", "at most 524288 bytes for STM32H74x/75x")]
        [DataRow(0x08060000, 131076, "check the size", "at most 131072 bytes for STM32H74x/75x")]
        [DataRow(0x08160000, 131076, "check the size", "at most 131072 bytes for STM32H74x/75x")]
        public void An_image_in_the_gap_or_after_the_banks_is_refused(int address, int size, string step, string expected)
        {
            Rig rig = Create(FakeImages.Program(size, "1.0.0", (uint)address), (uint)address);

            BridgeException error = rig.ProgramInVain();

            Assert.AreEqual(step, error.Step);
            Assert.AreEqual(expected, error.Expected);
            Assert.AreEqual(0, rig.Part.Memory.Flash.EraseCount);
        }

        private static Rig Create(byte[] content, uint address)
        {
            Rig rig = new Rig("H743xG", content);
            rig.Image = rig.Images.Describe(0x450, address);
            rig.Target.Records = true;
            rig.Install(FakeImages.Program(900, "0.9.0"));
            return rig;
        }
    }
}
