using Esp32Bridge.An3155;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.ModelTests
{
    /// <summary>Get Checksum. The words are 31323334 and 35363738: "12345678" to a CRC-32/MPEG-2, which is 49E3C2FB.</summary>
    [TestClass]
    public class ChecksumModelTests
    {
        private const string Begin = "A1 5E 08 00 00 00 08 ";
        private const string Words = "00 00 00 02 02 ";
        private const string Polynomial = "04 C1 1D B7 6F ";

        [DataRow(Polynomial + "FF FF FF FF 00", "79 79 79 79 79 79 49 E3 C2 FB 93")]
        [DataRow("1E DC 6F 41 EC 00 00 00 00 00", "79 79 79 79 79 79 F9 EF 9D A2 29")]
        public void The_CRC_is_that_of_the_words(string numbers, string answer)
        {
            FakeClock clock = new FakeClock();

            Assert.AreEqual(answer, ModelTargets.Say(Filled(clock), clock, Begin + Words + numbers));
        }

        [DataRow("00 00 00 00 00", "79 79 1F")]
        [DataRow("00 02 00 00 02", "79 79 79")]
        [DataRow("00 02 00 01 03", "79 79 1F")]
        [DataRow("00 00 00 02 03", "79 79 1F")]
        public void An_invalid_number_of_words_is_refused(string words, string answer)
        {
            FakeClock clock = new FakeClock();

            Assert.AreEqual(answer, ModelTargets.Say(Filled(clock), clock, Begin + words));
        }

        [DataRow("A1 5E 07 00 00 00 07", "79 1F")]
        [DataRow("A1 5E 08 00 00 00 09", "79 1F")]
        [DataRow(Begin + Words + "04 C1 1D B7 6E", "79 79 79 1F")]
        [DataRow(Begin + Words + Polynomial + "FF FF FF FF 01", "79 79 79 79 1F")]
        public void A_wrong_step_is_refused_and_ends_the_command(string frames, string answer)
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = Filled(clock);

            Assert.AreEqual(answer, ModelTargets.Say(target, clock, frames));
            Assert.AreEqual("79 33 00 00 79", ModelTargets.Say(target, clock, "01 FE"));
        }

        [TestMethod]
        public void Read_protection_forbids_Get_Checksum()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = Filled(clock);
            target.Part.Memory.Options.IsReadProtected = true;

            Assert.AreEqual("1F", ModelTargets.Say(target, clock, "A1 5E"));
        }

        [TestMethod]
        public void The_client_and_the_model_agree()
        {
            FakeClock clock = new FakeClock();
            BootloaderClient client = new BootloaderClient(new BootloaderLink(new UsartLine(Filled(clock))));

            Assert.IsTrue(client.GetChecksum(0x08000000, 2, 0x04C11DB7, 0xFFFFFFFF, 1000) == 0x49E3C2FB);
        }

        private static ModelTarget Filled(FakeClock clock)
        {
            ModelTarget target = ModelTargets.Synchronized("V33", clock);
            target.Part.Memory.Flash.Load(0, Hex.ToBytes("34 33 32 31 38 37 36 35"));
            return target;
        }
    }
}
