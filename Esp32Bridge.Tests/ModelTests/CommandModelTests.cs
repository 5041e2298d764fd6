using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.ModelTests
{
    [TestClass]
    public class CommandModelTests
    {
        [DataRow("L432", "79 0B 31 00 01 02 11 21 31 44 63 73 82 92 79")]
        [DataRow("U575", "79 0B 31 00 01 02 11 21 31 44 63 73 82 92 79")]
        [DataRow("F407", "79 0B 31 00 01 02 11 21 31 44 63 73 82 92 79")]
        [DataRow("H563", "79 0A 40 00 01 02 11 21 31 44 50 63 73 79")]
        [DataRow("V33", "79 0C 33 00 01 02 11 21 31 44 63 73 82 92 A1 79")]
        [DataRow("F103", "79 0B 22 00 01 02 11 21 31 43 63 73 82 92 79")]
        public void Get_lists_the_commands(string name, string answer)
        {
            Assert.AreEqual(answer, Ask(name, "00 FF"));
        }

        [DataRow("L476", "79 31 00 00 79")]
        [DataRow("F103", "79 22 00 00 79")]
        public void Get_Version_returns_that_of_the_part(string name, string answer)
        {
            Assert.AreEqual(answer, Ask(name, "01 FE"));
        }

        [DataRow("L412", "79 01 04 64 79")]
        [DataRow("L432", "79 01 04 35 79")]
        [DataRow("L476", "79 01 04 15 79")]
        [DataRow("L496", "79 01 04 61 79")]
        [DataRow("L4R5", "79 01 04 70 79")]
        [DataRow("U575", "79 01 04 82 79")]
        [DataRow("U5A5", "79 01 04 81 79")]
        [DataRow("F103", "79 01 04 10 79")]
        [DataRow("F407", "79 01 04 13 79")]
        [DataRow("G071", "79 01 04 60 79")]
        [DataRow("H563", "79 01 04 84 79")]
        public void Get_ID_returns_that_of_the_part(string name, string answer)
        {
            Assert.AreEqual(answer, Ask(name, "02 FD"));
        }

        [DataRow("L432", "02 FE")]
        [DataRow("L432", "FF 00")]
        [DataRow("L432", "43 BC")]
        [DataRow("L432", "A1 5E")]
        [DataRow("L432", "50 AF")]
        [DataRow("F103", "44 BB")]
        [DataRow("F407", "43 BC")]
        [DataRow("H563", "A1 5E")]
        [DataRow("H563", "92 6D")]
        public void An_unknown_command_is_refused(string name, string frame)
        {
            Assert.AreEqual("1F", Ask(name, frame));
            Assert.AreEqual("1F 79", Ask(name, frame + " 11 EE"));
        }

        [TestMethod]
        public void A_wrong_checksum_is_refused_and_ends_the_command()
        {
            Assert.AreEqual("79 1F 79 1F", Ask("L432", "11 EE 08 00 00 00 09 31 CE 08 00 00 00 07"));
            Assert.AreEqual("79 79 1F 79", Ask("L432", "11 EE 08 00 00 00 08 03 FD 31 CE"));
            Assert.AreEqual("79 79 1F 79", Ask("L432", "31 CE 08 00 00 00 08 07 00 00 00 00 00 00 00 00 06 31 CE"));
            Assert.AreEqual("79 1F 79", Ask("L432", "44 BB 00 00 00 00 01 31 CE"));
        }

        [DataRow("L432", "08 00 00 00 08")]
        [DataRow("L432", "08 03 FF FF 0B")]
        [DataRow("L432", "20 00 31 00 11")]
        [DataRow("L432", "1F FF 00 00 E0")]
        [DataRow("L432", "1F FF 75 E0 75")]
        [DataRow("U575", "20 00 40 00 60")]
        [DataRow("U575", "0B F9 00 00 F2")]
        public void A_valid_address_can_be_read(string name, string address)
        {
            Assert.AreEqual("79 79", Ask(name, "11 EE " + address));
        }

        [DataRow("L432", "08 04 00 00 0C")]
        [DataRow("L432", "07 FF FF FF F8")]
        [DataRow("L432", "20 00 00 00 20")]
        [DataRow("L432", "20 01 00 00 21")]
        [DataRow("L432", "00 00 00 00 00")]
        [DataRow("L432", "FF FF FF FF 00")]
        public void An_invalid_address_is_refused(string name, string address)
        {
            Assert.AreEqual("79 1F", Ask(name, "11 EE " + address));
            Assert.AreEqual("79 1F", Ask(name, "31 CE " + address));
            Assert.AreEqual("79 1F", Ask(name, "21 DE " + address));
        }

        [TestMethod]
        public void A_part_with_protocol_2_2_does_not_answer_an_invalid_address()
        {
            Assert.AreEqual("79 79", Ask("F103", "11 EE 00 00 00 00 00 31 CE"));
        }

        [TestMethod]
        public void The_flash_size_can_be_read_in_kilobytes()
        {
            Assert.AreEqual("79 79 79 00 01", Ask("L432", "11 EE 1F FF 75 E0 75 01 FE"));
            Assert.AreEqual("79 79 79 00 08", Ask("U575", "11 EE 0B FA 07 A0 56 01 FE"));
        }

        [TestMethod]
        public void Data_in_the_RAM_can_be_read_and_is_lost_with_the_supply()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized("L432", clock);

            Assert.AreEqual("79 79 79", ModelTargets.Say(target, clock, "31 CE 20 00 40 00 60 03 01 02 03 04 07"));
            Assert.AreEqual("79 79 79 01 02 03 04", ModelTargets.Say(target, clock, "11 EE 20 00 40 00 60 03 FC"));
            target.Part.PowerOff();
            target.Part.PowerOn(clock.Microseconds);
            target.ResetIntoBootloader();

            Assert.AreEqual("79 79 79 79 00 00 00 00", ModelTargets.Say(target, clock, "7F 11 EE 20 00 40 00 60 03 FC"));
        }

        [TestMethod]
        public void An_incomplete_frame_has_no_timeout()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized("L432", clock);
            Assert.AreEqual(string.Empty, ModelTargets.Say(target, clock, "02"));

            clock.Sleep(3600000);

            Assert.AreEqual("79 01 04 35 79", ModelTargets.Say(target, clock, "FD"));
        }

        private static string Ask(string name, string frames)
        {
            FakeClock clock = new FakeClock();
            return ModelTargets.Say(ModelTargets.Synchronized(name, clock), clock, frames);
        }
    }
}
