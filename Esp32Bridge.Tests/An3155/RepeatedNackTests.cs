using Esp32Bridge.An3155;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.An3155
{
    [TestClass]
    public class RepeatedNackTests
    {
        [TestMethod]
        public void A_second_NACK_is_not_taken_for_the_answer_of_the_next_command()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized("L476", clock);
            target.Part.Memory.Options.IsReadProtected = true;
            BootloaderClient client = new BootloaderClient(new BootloaderLink(new UsartLine(target.Line)));

            for (int i = 0; i < 3; i++)
            {
                Assert.ThrowsException(typeof(NackException), () => client.ReadMemory(0x08000000, new byte[4], 0, 4));
                Assert.AreEqual((ushort)0x0415, client.GetId());
            }
        }

        [TestMethod]
        public void A_part_that_sends_one_NACK_delays_the_next_command_only_briefly()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized("L432", clock);
            BootloaderClient client = new BootloaderClient(new BootloaderLink(new UsartLine(target.Line)));
            long start = clock.Milliseconds;

            Assert.ThrowsException(typeof(NackException), () => client.Erase(0, 1, 0, 1000));

            Assert.IsTrue(clock.Milliseconds - start < 20);
        }
    }
}
