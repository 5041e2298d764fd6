using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.ModelTests
{
    /// <summary>What a part boots, and which programs it can start.</summary>
    [TestClass]
    public class BootModelTests
    {
        private const string Stack = "00 28 00 20 ";
        private const string Entry = "01 01 00 08";

        [DataRow("L432", true, true, true, true, 3)]
        [DataRow("L432", false, true, true, true, 4)]
        [DataRow("L432", true, false, true, true, 4)]
        [DataRow("L432", false, false, false, true, 3)]
        [DataRow("L432", true, true, true, false, 4)]
        [DataRow("U575", true, true, true, true, 3)]
        [DataRow("U575", true, false, true, true, 4)]
        [DataRow("F103", true, true, true, true, 3)]
        [DataRow("F103", false, true, true, true, 4)]
        public void BOOT0_and_the_option_bytes_select_what_boots(string name, bool boot0, bool nSwBoot0, bool nBoot0, bool nBoot1, int state)
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = TargetOf(name, clock);
            OptionBytes options = target.Part.Memory.Options;
            options.NSwBoot0 = nSwBoot0;
            options.NBoot0 = nBoot0;
            options.NBoot1 = nBoot1;

            Reset(target, clock, boot0);

            Assert.AreEqual(state, (int)target.Part.State);
        }

        [TestMethod]
        public void BOOT0_is_sampled_when_the_reset_ends()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = TargetOf("L432", clock);
            Reset(target, clock, true);

            target.Part.SetBoot0(false);
            clock.Sleep(100);
            target.Part.Advance(clock.Microseconds);
            Assert.IsTrue(target.Part.State == PartState.Bootloader);
            Reset(target, clock, false);
            target.Part.SetBoot0(true);
            clock.Sleep(100);
            target.Part.Advance(clock.Microseconds);

            Assert.IsTrue(target.Part.State == PartState.Application);
        }

        [TestMethod]
        public void A_part_held_in_reset_does_nothing()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = TargetOf("L432", clock);
            target.Part.SetReset(true, clock.Microseconds);
            clock.Sleep(10000);
            target.Part.Advance(clock.Microseconds);

            Assert.IsTrue(target.Part.State == PartState.Reset);
        }

        [TestMethod]
        public void An_empty_part_boots_its_bootloader_until_the_next_power_on()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = new ModelTarget(Stm32Parts.Create("L432"), clock);
            Reset(target, clock, false);
            Assert.IsTrue(target.Part.State == PartState.Bootloader, "empty");

            target.Part.Memory.Flash.Load(0, FakeImages.Program(300, "1.0.0"));
            Reset(target, clock, false);
            Assert.IsTrue(target.Part.State == PartState.Bootloader, "programmed and reset");
            target.Part.PowerOff();
            target.Part.PowerOn(clock.Microseconds);
            Reset(target, clock, false);

            Assert.IsTrue(target.Part.State == PartState.Application, "programmed and switched on");
            Assert.AreEqual("1.0.0", target.Part.Version);
        }

        [TestMethod]
        public void A_part_that_was_erased_boots_its_application_until_the_next_power_on()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = TargetOf("L432", clock);
            target.Part.Memory.Flash.ErasePage(0);

            Reset(target, clock, false);
            Assert.IsTrue(target.Part.State == PartState.LockedUp);
            target.Part.PowerOff();
            target.Part.PowerOn(clock.Microseconds);
            Reset(target, clock, false);

            Assert.IsTrue(target.Part.State == PartState.Bootloader);
        }

        [TestMethod]
        public void A_reload_of_the_option_bytes_checks_for_an_empty_flash_again()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = new ModelTarget(Stm32Parts.Create("L432"), clock);
            target.Open(target.BaudRate, 0);
            Reset(target, clock, false);
            target.Part.Memory.Flash.Load(0, FakeImages.Program(300, "1.0.0"));

            Assert.AreEqual("79 79 79", ModelTargets.Say(target, clock, "7F 73 8C"));
            clock.Sleep(10);
            target.Part.Advance(clock.Microseconds);

            Assert.IsTrue(target.Part.State == PartState.Application);
        }

        [DataRow("L476")]
        [DataRow("U575")]
        [DataRow("F103")]
        public void An_empty_part_without_the_flag_locks_up(string name)
        {
            FakeClock clock = new FakeClock();
            Stm32Part part = Stm32Parts.Create(name);
            part.FlashSize = 4 * part.PageSize;
            ModelTarget target = new ModelTarget(part, clock);

            Reset(target, clock, false);

            Assert.IsTrue(target.Part.State == PartState.LockedUp);
        }

        [DataRow(Stack + Entry, true)]
        [DataRow("00 00 01 20 " + Entry, true)]
        [DataRow("04 00 01 20 " + Entry, false)]
        [DataRow("00 00 00 20 " + Entry, false)]
        [DataRow("03 00 00 20 " + Entry, false)]
        [DataRow("02 28 00 20 " + Entry, true)]
        [DataRow("FF FF 00 20 " + Entry, true)]
        [DataRow("FF FF FF FF " + Entry, false)]
        [DataRow(Stack + "00 01 00 08", false)]
        [DataRow(Stack + "01 00 04 08", false)]
        [DataRow(Stack + "01 00 01 08", false)]
        [DataRow(Stack + "FF FF FF FF", false)]
        [DataRow(Stack + "01 00 00 00", false)]
        public void An_application_needs_a_stack_in_the_RAM_and_an_entry_in_code(string vectors, bool starts)
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = TargetOf("L432", clock);
            target.Part.Memory.Flash.Load(0, Hex.ToBytes(vectors));

            Reset(target, clock, false);

            Assert.IsTrue(target.Part.State == (starts ? PartState.Application : PartState.LockedUp));
        }

        [DataRow("08 00 00 00 08", 4)]
        [DataRow("08 00 00 04 0C", 5)]
        [DataRow("08 00 80 00 88", 5)]
        [DataRow("20 00 40 00 60", 5)]
        public void Go_accepts_any_address_of_flash_and_RAM(string address, int state)
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = TargetOf("L432", clock);
            target.Open(target.BaudRate, 0);
            Reset(target, clock, true);

            Assert.AreEqual("79 79 79", ModelTargets.Say(target, clock, "7F 21 DE " + address).Substring(0, 8));

            Assert.AreEqual(state, (int)target.Part.State);
        }

        [TestMethod]
        public void Go_starts_a_program_in_the_RAM()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized("L432", clock);
            ModelTargets.Say(target, clock, "31 CE 20 00 40 00 60 0B 00 60 00 20 09 40 00 20 FE E7 00 00 3B");

            Assert.AreEqual("79 79", ModelTargets.Say(target, clock, "21 DE 20 00 40 00 60").Substring(0, 5));

            Assert.IsTrue(target.Part.State == PartState.Application);
        }

        private static ModelTarget TargetOf(string name, FakeClock clock)
        {
            ModelTarget target = new ModelTarget(Stm32Parts.Create(name), clock);
            target.Part.PowerOff();
            target.Part.Memory.Flash.Load(0, FakeImages.Program(300, "1.0.0"));
            target.Part.PowerOn(clock.Microseconds);
            return target;
        }

        private static void Reset(ModelTarget target, FakeClock clock, bool boot0)
        {
            target.Part.SetBoot0(boot0);
            target.Part.SetReset(true, clock.Microseconds);
            clock.Sleep(1);
            target.Part.SetReset(false, clock.Microseconds);
            clock.Sleep(100);
            target.Part.Advance(clock.Microseconds);
        }
    }
}
