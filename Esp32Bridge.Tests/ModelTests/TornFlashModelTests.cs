using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.ModelTests
{
    /// <summary>A supply that fails while the flash is busy.</summary>
    [TestClass]
    public class TornFlashModelTests
    {
        private static readonly byte[] _program = FakeImages.Program(300, "1.0.0");

        [TestMethod]
        public void A_torn_unit_is_neither_erased_nor_programmed_and_cannot_be_programmed()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized("L432", clock);
            Flash flash = target.Part.Memory.Flash;
            ModelTargets.Say(target, clock, "31 CE 08 00 00 00 08");
            Cut(target, clock, "0F 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F 10 1F", 19);

            Assert.IsTrue(flash.IsTorn(0));
            Assert.IsFalse(flash.IsTorn(8));
            Assert.AreEqual("FF FF FF FF", Hex.ToText(flash.Copy(8, 4), 0, 4), "the next unit");
            string torn = Hex.ToText(flash.Copy(0, 8), 0, 8);
            target.Part.PowerOn(clock.Microseconds);
            target.ResetIntoBootloader();
            Assert.AreEqual("79 79 79 79", ModelTargets.Say(target, clock, "7F 31 CE 08 00 00 00 08 07 01 02 03 04 05 06 07 08 0F"));
            Assert.AreEqual(torn, Hex.ToText(flash.Copy(0, 8), 0, 8), "it was programmed");
        }

        [TestMethod]
        public void A_torn_unit_that_happens_to_read_as_erased_cannot_be_programmed()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized("L432", clock);
            Flash flash = target.Part.Memory.Flash;
            for (int offset = 0; offset < 2048; offset += 8)
            {
                flash.TearUnit(offset);
                flash.ProgramUnit(offset, new byte[8], 0, 8);
            }

            Assert.AreEqual(0, flash.ProgramCount);
        }

        [TestMethod]
        public void A_program_in_a_torn_page_does_not_start_and_erasing_repairs_the_page()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized("L432", clock);
            Flash flash = target.Part.Memory.Flash;
            flash.Load(0, _program);
            ModelTargets.Say(target, clock, "44 BB");
            Cut(target, clock, "00 00 00 00 00", 6);

            Assert.IsTrue(flash.IsTorn(0));
            Assert.IsTrue(flash.IsTorn(2047));
            Assert.IsFalse(flash.IsTorn(2048));
            Assert.IsTrue(StateAfterPowerOn(target, clock) == PartState.LockedUp);
            target.ResetIntoBootloader();
            Assert.AreEqual("79 79 79", ModelTargets.Say(target, clock, "7F 44 BB 00 00 00 00 00"));
            Assert.IsFalse(flash.IsTorn(0));
            Assert.AreEqual((byte)0xFF, flash.Read(0));
        }

        [TestMethod]
        public void An_interrupted_mass_erase_tears_everything()
        {
            FakeClock clock = new FakeClock();
            Stm32Part part = Stm32Parts.Create("L432");
            part.FlashSize = 8192;
            ModelTarget target = ModelTargets.Synchronized(part, clock);
            ModelTargets.Say(target, clock, "44 BB");
            Cut(target, clock, "FF FF 00", 4);

            Assert.IsTrue(target.Part.Memory.Flash.IsTorn(0));
            Assert.IsTrue(target.Part.Memory.Flash.IsTorn(8191));
        }

        [DataRow(0)]
        [DataRow(4)]
        public void A_program_whose_vectors_are_torn_does_not_start(int offset)
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized("L432", clock);
            target.Part.Memory.Flash.TearUnit(offset / 8 * 8);
            target.Part.Memory.Flash.Load(0, _program);

            Assert.IsTrue(StateAfterPowerOn(target, clock) == PartState.LockedUp);
        }

        [TestMethod]
        public void A_program_whose_entry_is_torn_does_not_start()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized("L432", clock);
            target.Part.Memory.Flash.TearUnit(0x100);
            target.Part.Memory.Flash.Load(0, _program);

            Assert.IsTrue(StateAfterPowerOn(target, clock) == PartState.LockedUp);
        }

        [TestMethod]
        public void A_supply_that_fails_while_the_flash_is_idle_tears_nothing()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized("L432", clock);
            target.Part.Memory.Flash.Load(0, _program);
            Cut(target, clock, "02 FD", 3);

            Assert.IsTrue(StateAfterPowerOn(target, clock) == PartState.Application);
            Assert.AreEqual("1.0.0", target.Part.Version);
        }

        [TestMethod]
        public void Without_supply_a_part_receives_and_sends_nothing()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized("L432", clock);
            target.Part.PowerOff();

            Assert.AreEqual(string.Empty, ModelTargets.Say(target, clock, "02 FD 7F 7F"));
            target.ResetIntoBootloader();
            Assert.IsTrue(target.Part.State == PartState.Off);
        }

        private static void Cut(ModelTarget target, FakeClock clock, string frame, int steps)
        {
            target.StepsToPowerCut = steps;
            ModelTargets.Say(target, clock, frame);
            Assert.IsTrue(target.Part.State == PartState.Off, "it still has its supply");
        }

        private static PartState StateAfterPowerOn(ModelTarget target, FakeClock clock)
        {
            target.Part.PowerOff();
            target.Part.SetBoot0(false);
            target.Part.PowerOn(clock.Microseconds);
            clock.Sleep(100);
            target.Part.Advance(clock.Microseconds);
            return target.Part.State;
        }
    }
}
