using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.ModelTests
{
    /// <summary>Cases in which a write is acknowledged but not done.</summary>
    [TestClass]
    public class WriteModelTests
    {
        private const string Unit = "07 01 02 03 04 05 06 07 08 0F";
        private const string Accepted = "79 79 79";

        [TestMethod]
        public void A_write_to_a_programmed_unit_is_acknowledged_and_changes_nothing()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized("L432", clock);
            Assert.AreEqual(Accepted, ModelTargets.Say(target, clock, "31 CE 08 00 00 00 08 " + Unit));

            Assert.AreEqual(Accepted, ModelTargets.Say(target, clock, "31 CE 08 00 00 00 08 07 00 00 00 00 00 00 00 00 07"));

            Assert.AreEqual("01 02 03 04 05 06 07 08", Content(target, 0, 8));
        }

        [TestMethod]
        public void An_unaligned_write_makes_all_later_ones_fail_until_the_next_reset()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized("L432", clock);

            Assert.AreEqual(Accepted, ModelTargets.Say(target, clock, "31 CE 08 00 00 04 0C " + Unit));
            Assert.AreEqual(Accepted, ModelTargets.Say(target, clock, "31 CE 08 00 00 10 18 " + Unit));
            Assert.AreEqual(0, target.Part.Memory.Flash.ProgramCount);
            target.ResetIntoBootloader();
            ModelTargets.Say(target, clock, "7F 31 CE 08 00 00 10 18 " + Unit);

            Assert.AreEqual("01 02 03 04 05 06 07 08", Content(target, 16, 8));
        }

        [TestMethod]
        public void A_part_of_a_unit_at_the_end_fails_and_so_do_all_later_ones()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized("U575", clock);

            Assert.AreEqual(Accepted, ModelTargets.Say(target, clock, "31 CE 08 00 00 00 08 13 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F 10 11 12 13 14 07"));
            Assert.AreEqual("01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F 10 FF FF FF FF", Content(target, 0, 20));
            Assert.AreEqual(Accepted, ModelTargets.Say(target, clock, "31 CE 08 00 00 20 28 0F 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F 10 1F"));

            Assert.AreEqual("FF FF FF FF", Content(target, 32, 4));
        }

        [TestMethod]
        public void Bytes_after_the_end_of_the_flash_are_lost()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized("L432", clock);

            Assert.AreEqual(Accepted, ModelTargets.Say(target, clock, "31 CE 08 03 FF F8 0C 0F 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F 10 1F"));

            Assert.AreEqual("01 02 03 04 05 06 07 08", Content(target, 0x3FFF8, 8));
            Assert.AreEqual(1, target.Part.Memory.Flash.ProgramCount);
        }

        [TestMethod]
        public void A_write_to_a_protected_page_is_acknowledged_and_changes_nothing()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized("L432", clock);
            target.Part.Memory.Flash.Load(2048, new byte[] { 0x42 });
            target.Part.Memory.Flash.Protect(1, true);

            Assert.AreEqual("79 79", ModelTargets.Say(target, clock, "44 BB 00 00 00 01 01"));
            Assert.AreEqual(Accepted, ModelTargets.Say(target, clock, "31 CE 08 00 08 08 08 " + Unit));

            Assert.AreEqual("42 FF FF FF FF FF FF FF FF", Content(target, 2048, 9));
        }

        [TestMethod]
        public void TrustZone_acknowledges_and_changes_nothing()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized("U575", clock);
            target.Part.Memory.Flash.Load(0, new byte[] { 0x42 });
            target.Part.Memory.Options.TrustZone = true;

            Assert.AreEqual("79 79", ModelTargets.Say(target, clock, "44 BB 00 00 00 00 00"));
            Assert.AreEqual(Accepted, ModelTargets.Say(target, clock, "31 CE 08 00 00 10 18 0F 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F 10 1F"));

            Assert.AreEqual("42", Content(target, 0, 1));
            Assert.AreEqual("FF", Content(target, 16, 1));
        }

        [TestMethod]
        public void A_unit_of_FF_stays_writable()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized("L432", clock);

            ModelTargets.Say(target, clock, "31 CE 08 00 00 00 08 07 FF FF FF FF FF FF FF FF 07");
            ModelTargets.Say(target, clock, "31 CE 08 00 00 00 08 " + Unit);

            Assert.AreEqual("01 02 03 04 05 06 07 08", Content(target, 0, 8));
        }

        [TestMethod]
        public void Programming_takes_time_for_each_unit()
        {
            FakeClock clock = new FakeClock();
            Stm32Part part = Stm32Parts.Create("L432");
            part.UnitTime = 10000;
            ModelTarget target = ModelTargets.Synchronized(part, clock);
            ModelTargets.Say(target, clock, "31 CE 08 00 00 00 08");
            byte[] frame = Hex.ToBytes("0F 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F 10 1F");
            target.Write(frame, 0, frame.Length);
            byte[] answer = new byte[1];

            Assert.AreEqual(0, target.Read(answer, 0, 1, 19));
            Assert.AreEqual(1, target.Read(answer, 0, 1, 2));
        }

        private static string Content(ModelTarget target, int offset, int count)
        {
            return Hex.ToText(target.Part.Memory.Flash.Copy(offset, count), 0, count);
        }
    }
}
