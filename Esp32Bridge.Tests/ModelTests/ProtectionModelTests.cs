using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.ModelTests
{
    [TestClass]
    public class ProtectionModelTests
    {
        [DataRow("L432", "1F")]
        [DataRow("L476", "1F 1F")]
        [DataRow("U575", "1F")]
        public void With_read_protection_only_Get_commands_are_answered_and_some_parts_send_NACK_twice(string name, string refusal)
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized(name, clock);
            target.Part.Memory.Options.IsReadProtected = true;

            Assert.AreEqual(refusal, ModelTargets.Say(target, clock, "11 EE"));
            Assert.AreEqual(refusal, ModelTargets.Say(target, clock, "31 CE"));
            Assert.StartsWith("1F", ModelTargets.Say(target, clock, "21 DE"));
            Assert.StartsWith("1F", ModelTargets.Say(target, clock, "44 BB"));
            Assert.StartsWith("1F", ModelTargets.Say(target, clock, "63 9C"));
            Assert.StartsWith("1F", ModelTargets.Say(target, clock, "73 8C"));
            Assert.StartsWith("1F", ModelTargets.Say(target, clock, "82 7D"));
            Assert.AreEqual("79 31 00 00 79", ModelTargets.Say(target, clock, "01 FE"));
            Assert.EndsWith(" 79", ModelTargets.Say(target, clock, "00 FF"));
            Assert.EndsWith(" 79", ModelTargets.Say(target, clock, "02 FD"));
        }

        [TestMethod]
        public void Readout_Protect_resets_the_part_and_protects_it()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized("L432", clock);

            Assert.AreEqual("79 79", ModelTargets.Say(target, clock, "82 7D"));
            clock.Sleep(10);

            Assert.IsTrue(target.Part.Memory.Options.IsReadProtected);
            Assert.AreEqual("79 1F", ModelTargets.Say(target, clock, "7F 11 EE"));
        }

        [DataRow(true)]
        [DataRow(false)]
        public void Readout_Unprotect_erases_the_flash_if_protection_was_on(bool wasProtected)
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized("L432", clock);
            target.Part.Memory.Flash.Load(0, new byte[] { 0x42 });
            target.Part.Memory.Options.IsReadProtected = wasProtected;

            Assert.AreEqual("79 79", ModelTargets.Say(target, clock, "92 6D"));
            clock.Sleep(100);

            Assert.IsFalse(target.Part.Memory.Options.IsReadProtected);
            Assert.AreEqual(wasProtected ? (byte)0xFF : (byte)0x42, target.Part.Memory.Flash.Read(0));
            Assert.AreEqual("79 79", ModelTargets.Say(target, clock, "7F 11 EE"));
        }

        [TestMethod]
        public void Write_Protect_protects_its_pages_and_no_others()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized("L432", clock);
            target.Part.Memory.Flash.Protect(3, true);

            Assert.AreEqual("79 79", ModelTargets.Say(target, clock, "63 9C 01 00 02 03"));
            clock.Sleep(10);
            ModelTargets.Say(target, clock, "7F 44 BB 00 03 00 00 00 01 00 02 00 03 03");

            Assert.AreEqual(2, target.Part.Memory.Flash.EraseCount);
        }

        [TestMethod]
        public void Write_Unprotect_ends_the_protection_of_all_pages()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized("L432", clock);
            target.Part.Memory.Flash.Protect(0, true);
            target.Part.Memory.Flash.Protect(100, true);

            Assert.AreEqual("79 79", ModelTargets.Say(target, clock, "73 8C"));
            clock.Sleep(10);
            ModelTargets.Say(target, clock, "7F 44 BB FF FF 00");

            Assert.AreEqual(128, target.Part.Memory.Flash.EraseCount);
        }

        [TestMethod]
        public void A_change_of_the_option_bytes_is_followed_by_a_reset()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized("L432", clock);

            ModelTargets.Say(target, clock, "73 8C");
            target.Part.Advance(clock.Microseconds);
            Assert.IsTrue(target.Part.State == PartState.Starting || target.Part.State == PartState.Bootloader);
            clock.Sleep(10);

            Assert.AreEqual("79", ModelTargets.Say(target, clock, "7F"), "it has to be synchronised again");
        }

        [TestMethod]
        public void The_option_register_can_be_read_and_written()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized("L432", clock);
            Assert.AreEqual("79 79 79 AA 00 80 0C", ModelTargets.Say(target, clock, "11 EE 1F FF 78 00 98 03 FC"));

            Assert.AreEqual("79 79 79", ModelTargets.Say(target, clock, "31 CE 1F FF 78 00 98 03 AA 00 80 08 21"));
            clock.Sleep(10);

            Assert.IsFalse(target.Part.Memory.Options.NSwBoot0);
        }
    }
}
