using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.ModelTests
{
    /// <summary>The option register of a part, and its effect on booting.</summary>
    [TestClass]
    public class OptionModelTests
    {
        [DataRow("L432", "1F FF 78 00 98", "AA 00 80 0C")]
        [DataRow("L4R5", "1F F0 00 00 EF", "AA 00 C0 0C")]
        [DataRow("L4R5S", "1F F0 00 00 EF", "AA 00 80 0C")]
        [DataRow("G071", "1F FF 78 00 98", "AA 00 00 06")]
        [DataRow("U575", "40 02 20 40 22", "AA 00 00 0C")]
        public void The_register_has_the_bits_of_the_part(string name, string address, string register)
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized(name, clock);

            Assert.AreEqual("79 79 79 " + register, ModelTargets.Say(target, clock, "11 EE " + address + " 03 FC"));
        }

        [TestMethod]
        public void TZEN_is_the_highest_bit_of_U5()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized("U575", clock);
            target.Part.Memory.Options.TrustZone = true;

            Assert.AreEqual("79 79 79 AA 00 00 8C", ModelTargets.Say(target, clock, "11 EE 40 02 20 40 22 03 FC"));
        }

        [DataRow(true, "AA 00 00 06", true)]
        [DataRow(false, "AA 00 00 07", false)]
        public void The_BOOT0_pin_of_a_G0_counts_if_nBOOT_SEL_is_0(bool counts, string register, bool isBootloader)
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized("G071", clock);
            target.Part.Memory.Flash.Load(0, FakeImages.Program(300, "1.0.0"));
            target.Part.Memory.Options.NSwBoot0 = counts;
            target.Part.PowerOff();
            target.Part.PowerOn(clock.Microseconds);
            target.ResetIntoBootloader();

            Assert.AreEqual(register, Hex.ToText(Word(target), 0, 4));
            Assert.AreEqual(isBootloader, ModelTargets.Say(target, clock, "7F") == "79");
        }

        [TestMethod]
        public void A_written_register_is_read_back()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized("G071", clock);

            ModelTargets.Say(target, clock, "31 CE 1F FF 78 00 98 03 AA 00 00 07 AE");
            clock.Sleep(10);
            target.Part.Advance(clock.Microseconds);

            Assert.IsFalse(target.Part.Memory.Options.NSwBoot0);
            Assert.IsTrue(target.Part.Memory.Options.NBoot0 && target.Part.Memory.Options.NBoot1);
            Assert.AreEqual("AA 00 00 07", Hex.ToText(Word(target), 0, 4));
        }

        [DataRow("L4R5", 4096)]
        [DataRow("L4R5S", 8192)]
        public void A_page_is_twice_as_large_with_one_bank(string name, int size)
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized(name, clock);
            Flash flash = target.Part.Memory.Flash;
            flash.Load(size - 1, new byte[] { 0 });
            flash.Load(size, new byte[] { 0 });

            Assert.AreEqual("79 79", ModelTargets.Say(target, clock, "44 BB 00 00 00 00 00"));

            Assert.AreEqual((byte)0xFF, flash.Read(size - 1));
            Assert.AreEqual((byte)0x00, flash.Read(size));
        }

        [TestMethod]
        public void BOOT0_of_a_G0_is_sampled_at_the_end_of_the_reset()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = new ModelTarget(Stm32Parts.Create("L476"), clock);
            target.Open(target.BaudRate, 0);
            target.ResetIntoBootloader();
            target.Part.SetBoot0(false);
            clock.Sleep(3000);

            Assert.AreEqual("79", ModelTargets.Say(target, clock, "7F"));
        }

        private static byte[] Word(ModelTarget target)
        {
            byte[] word = new byte[4];
            for (int i = 0; i < 4; i++)
            {
                word[i] = target.Part.Memory.Read(0x1FFF7800 + (uint)i);
            }

            return word;
        }
    }
}
