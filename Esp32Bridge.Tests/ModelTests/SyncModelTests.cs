using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.ModelTests
{
    /// <summary>How a bootloader begins: the first byte that it receives decides.</summary>
    [TestClass]
    public class SyncModelTests
    {
        [DataRow("L432", "79")]
        [DataRow("L412", "79 79")]
        [DataRow("U575", "79")]
        [DataRow("F103", "79")]
        public void The_answer_to_7F_is_ACK_and_L412_sends_it_twice(string name, string answer)
        {
            FakeClock clock = new FakeClock();

            Assert.AreEqual(answer, ModelTargets.Say(ModelTargets.InBootloader(name, clock), clock, "7F"));
        }

        [TestMethod]
        public void A_second_7F_is_half_a_command_and_a_third_one_makes_a_NACK()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized("L432", clock);

            Assert.AreEqual(string.Empty, ModelTargets.Say(target, clock, "7F"));
            Assert.AreEqual("1F", ModelTargets.Say(target, clock, "7F"));
        }

        [DataRow("L432", 860)]
        [DataRow("L471", 2560000)]
        [DataRow("L476", 55000)]
        [DataRow("L496", 76900)]
        [DataRow("U575", 390)]
        public void A_part_receives_nothing_until_it_has_started(string name, int microseconds)
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = new ModelTarget(Stm32Parts.Create(name), clock);
            UartFormat format = new UartFormat(115200, UartParity.Even);
            target.Part.SetBoot0(true);
            target.Part.SetReset(true, 0);
            target.Part.SetReset(false, 1000);

            target.Part.Receive(0, 0x7F, format, 1000 + microseconds - 1);
            Assert.IsTrue(target.Part.State == PartState.Starting);
            target.Part.Receive(0, 0x7F, format, 1000 + microseconds);
            Assert.IsTrue(target.Part.State == PartState.Bootloader);
            Assert.IsTrue(target.Part.NextEvent != VirtualStm32.Never, "it does not answer");
        }

        [DataRow("00")]
        [DataRow("FF")]
        [DataRow("7E")]
        public void Another_first_byte_locks_a_wrong_rate_until_the_next_reset(string first)
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.InBootloader("L432", clock);

            Assert.AreEqual(string.Empty, ModelTargets.Say(target, clock, first + " 7F 7F 7F 7F"));
            target.ResetIntoBootloader();

            Assert.AreEqual("79", ModelTargets.Say(target, clock, "7F"));
        }

        [TestMethod]
        public void A_glitch_locks_a_wrong_rate_until_the_next_reset()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.InBootloader("L432", clock);
            target.Part.Disturb(0, clock.Microseconds);

            Assert.AreEqual(string.Empty, ModelTargets.Say(target, clock, "7F 7F"));
            target.ResetIntoBootloader();

            Assert.AreEqual("79", ModelTargets.Say(target, clock, "7F"));
        }

        [TestMethod]
        public void A_glitch_after_the_first_byte_does_no_harm()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized("L432", clock);
            target.Part.Disturb(0, clock.Microseconds);

            Assert.AreEqual("79 01 04 35 79", ModelTargets.Say(target, clock, "02 FD"));
        }

        [TestMethod]
        public void The_USART_that_receives_first_wins()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.InBootloader("L432", clock);
            target.Part.Receive(1, 0x7F, new UartFormat(115200, UartParity.Even), clock.Microseconds);

            Assert.AreEqual(string.Empty, ModelTargets.Say(target, clock, "7F 7F 02 FD"));
        }

        [TestMethod]
        public void After_a_glitch_at_another_USART_the_part_receives_nothing()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.InBootloader("L432", clock);
            target.Part.Disturb(1, clock.Microseconds);

            Assert.AreEqual(string.Empty, ModelTargets.Say(target, clock, "7F 7F"));
        }

        [TestMethod]
        public void Later_bytes_at_another_USART_do_no_harm()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized("L432", clock);
            target.Part.Receive(1, 0x02, new UartFormat(115200, UartParity.Even), clock.Microseconds);

            Assert.AreEqual("79 01 04 35 79", ModelTargets.Say(target, clock, "02 FD"));
        }

        [DataRow(9600)]
        [DataRow(230400)]
        public void The_rate_of_the_first_byte_counts(int baudRate)
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.InBootloader("L432", clock);
            UartFormat other = new UartFormat(baudRate, UartParity.Even);
            clock.Sleep(2);
            target.Part.Receive(0, 0x7F, other, clock.Microseconds);
            clock.Sleep(5);
            target.Part.Advance(clock.Microseconds);
            target.Drain();
            target.Part.Receive(0, 0x02, other, clock.Microseconds);
            target.Part.Receive(0, 0xFD, other, clock.Microseconds);

            Assert.AreEqual((byte)0x02, target.Part.Bootloader.LastCommand);
            Assert.AreEqual(baudRate, target.Part.Bootloader.Format.BaudRate);
        }

        [TestMethod]
        public void Of_the_bytes_that_arrive_while_the_part_sends_only_the_first_is_kept()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized("L432", clock);

            // The answer of Get takes longer than the bytes that follow the command.
            target.Write(Hex.ToBytes("00 FF 02 11 22 33"), 0, 6);
            Assert.AreEqual("79 0B 31 00 01 02 11 21 31 44 63 73 82 92 79", ModelTargets.Hear(target, clock).Trim());

            Assert.AreEqual("79 01 04 35 79", ModelTargets.Say(target, clock, "FD"));
        }

        [TestMethod]
        public void A_byte_after_a_single_ACK_is_not_lost()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized("L432", clock);

            target.Write(Hex.ToBytes("11 EE 08"), 0, 3);
            Assert.AreEqual("79", ModelTargets.Hear(target, clock).Trim());

            Assert.AreEqual("79 79 FF", ModelTargets.Say(target, clock, "00 00 00 08 00 FF"));
        }
    }
}
