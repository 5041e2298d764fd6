using Esp32Bridge.An3155;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.An3155
{
    [TestClass]
    public class SynchronizeTests
    {
        [DataRow("79")]
        [DataRow("79 79")]
        [DataRow("1F")]
        [DataRow("1F 1F")]
        public void One_ACK_two_ACKs_or_a_NACK_show_that_the_bootloader_is_there(string answer)
        {
            ScriptedPort port = new ScriptedPort().On("7F", answer).On("02 FD", "79 01 04 64 79");
            BootloaderLink link = new BootloaderLink(new UsartLine(port));

            Assert.IsTrue(BootloaderLink.IsAnswer(link.Synchronize(100)));

            Assert.AreEqual((ushort)0x0464, new BootloaderClient(link).GetId());
            port.Verify();
        }

        [DataRow("")]
        [DataRow("00")]
        [DataRow("FF")]
        [DataRow("7F")]
        [DataRow("F8 79")]
        public void Silence_and_garbage_show_that_it_is_not(string answer)
        {
            Assert.IsFalse(BootloaderLink.IsAnswer(new BootloaderLink(new UsartLine(new ScriptedPort().On("7F", answer))).Synchronize(100)));
        }

        [TestMethod]
        public void Earlier_bytes_are_not_taken_for_an_answer()
        {
            ScriptedPort port = new ScriptedPort().On("7F", string.Empty);
            port.Receive("79 1F");

            Assert.IsFalse(BootloaderLink.IsAnswer(new BootloaderLink(new UsartLine(port)).Synchronize(100)));
        }

        [TestMethod]
        public void A_part_that_was_synchronised_before_answers_the_second_7F()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.InBootloader("L432", clock);
            BootloaderLink link = new BootloaderLink(new UsartLine(target.Line));

            Assert.IsTrue(BootloaderLink.IsAnswer(link.Synchronize(100)), "first");
            Assert.IsFalse(BootloaderLink.IsAnswer(link.Synchronize(100)), "half a pair");
            Assert.IsTrue(BootloaderLink.IsAnswer(link.Synchronize(100)), "a pair that is refused");
            Assert.AreEqual((ushort)0x0435, new BootloaderClient(link).GetId());
        }

        [TestMethod]
        public void Silence_ends_at_the_timeout()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.InBootloader("L432", clock);
            target.Part.PowerOff();
            long start = clock.Milliseconds;

            Assert.IsFalse(BootloaderLink.IsAnswer(new BootloaderLink(new UsartLine(target.Line)).Synchronize(100)));

            Assert.IsTrue(clock.Milliseconds - start >= 100, "too early");
            Assert.IsTrue(clock.Milliseconds - start <= 110, "too late");
        }

        [DataRow("L412")]
        [DataRow("L476")]
        [DataRow("U575")]
        [DataRow("F103")]
        public void After_it_every_part_is_in_step(string name)
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.InBootloader(name, clock);
            BootloaderLink link = new BootloaderLink(new UsartLine(target.Line));

            Assert.IsTrue(BootloaderLink.IsAnswer(link.Synchronize(100)));

            Assert.AreEqual(Stm32Parts.Create(name).Id, new BootloaderClient(link).GetId());
        }
    }
}
