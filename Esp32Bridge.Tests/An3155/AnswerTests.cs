using Esp32Bridge.An3155;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.An3155
{
    [TestClass]
    public class AnswerTests
    {
        [TestMethod]
        public void Get_sends_00_FF_and_returns_the_version_and_the_commands()
        {
            ScriptedPort port = new ScriptedPort().On("00 FF", "79 0B 31 00 01 02 11 21 31 44 63 73 82 92 79");

            BootloaderInfo info = ClientOf(port).Get();

            Assert.AreEqual((byte)0x31, info.Version);
            Assert.IsTrue(info.Supports(CommandCode.Get));
            Assert.IsTrue(info.Supports(CommandCode.ExtendedErase));
            Assert.IsTrue(info.Supports(CommandCode.ReadoutUnprotect));
            Assert.IsFalse(info.Supports(CommandCode.Erase));
            Assert.IsFalse(info.Supports(CommandCode.GetChecksum));
            Assert.IsFalse(info.Supports(0x79));
            port.Verify();
        }

        [TestMethod]
        public void Get_reads_a_list_of_any_length()
        {
            ScriptedPort port = new ScriptedPort().On("00 FF", "79 00 22 79").On("00 FF", "79 01 33 A1 79");
            BootloaderClient client = ClientOf(port);

            BootloaderInfo none = client.Get();
            BootloaderInfo one = client.Get();

            Assert.AreEqual((byte)0x22, none.Version);
            Assert.IsFalse(none.Supports(CommandCode.Get));
            Assert.IsTrue(one.Supports(CommandCode.GetChecksum));
        }

        [TestMethod]
        public void Get_reads_the_longest_list_that_its_count_allows()
        {
            string answer = "79 FF 31";
            for (int i = 0; i < 255; i++)
            {
                answer += i == 254 ? " 44" : " 00";
            }

            Assert.IsTrue(ClientOf(new ScriptedPort().On("00 FF", answer + " 79")).Get().Supports(CommandCode.ExtendedErase));
        }

        [TestMethod]
        public void Get_Version_is_the_first_byte()
        {
            Assert.AreEqual((byte)0x31, ClientOf(new ScriptedPort().On("01 FE", "79 31 00 00 79")).GetVersion());
        }

        [TestMethod]
        public void Get_ID_has_its_high_byte_first()
        {
            Assert.AreEqual((ushort)0x0415, ClientOf(new ScriptedPort().On("02 FD", "79 01 04 15 79")).GetId());
        }

        [TestMethod]
        public void Get_ID_refuses_an_id_of_another_length()
        {
            Assert.ThrowsException(typeof(UnexpectedByteException), () => ClientOf(new ScriptedPort().On("02 FD", "79 00 04 79")).GetId());
            Assert.ThrowsException(typeof(UnexpectedByteException), () => ClientOf(new ScriptedPort().On("02 FD", "79 03 04 15 00 00 79")).GetId());
        }

        [TestMethod]
        public void Read_stores_the_bytes_at_the_offset()
        {
            byte[] buffer = new byte[6];
            ScriptedPort port = new ScriptedPort().On("11 EE", "79").On("1F FF 75 E0 75", "79").On("01 FE", "79 40 00");
            buffer[4] = 9;

            ClientOf(port).ReadMemory(0x1FFF75E0, buffer, 3, 2);

            Assert.AreEqual("00 00 00 40 00 00", Hex.ToText(buffer, 0, 6));
            port.Verify();
        }

        [TestMethod]
        public void Read_takes_answer_bytes_that_look_like_ACK_and_NACK()
        {
            byte[] buffer = new byte[4];
            ScriptedPort port = new ScriptedPort().On("11 EE", "79").On("20 00 40 00 60", "79").On("03 FC", "79 1F 79 1F 7F");

            ClientOf(port).ReadMemory(0x20004000, buffer, 0, 4);

            Assert.AreEqual("1F 79 1F 7F", Hex.ToText(buffer, 0, 4));
        }

        [TestMethod]
        public void Get_Checksum_is_the_word_with_its_high_byte_first()
        {
            Assert.AreEqual(0x89ABCDEFu, Checksum("79 79 89 AB CD EF 00"));
        }

        [TestMethod]
        public void Get_Checksum_refuses_an_answer_with_a_wrong_checksum()
        {
            Assert.ThrowsException(typeof(UnexpectedByteException), () => Checksum("79 79 89 AB CD EF 01"));
            Assert.ThrowsException(typeof(UnexpectedByteException), () => Checksum("79 79 89 AB CD EE 00"));
        }

        [TestMethod]
        public void Special_returns_data_and_a_status()
        {
            ScriptedPort port = new ScriptedPort().On("50 AF", "79").On("12 34 26", "79").On("00 00 00", "79 00 03 01 02 03 00 02 0A 0B 79");

            SpecialAnswer answer = new SpecialClient(new BootloaderLink(new UsartLine(port))).Special(0x1234, new byte[0]);

            Assert.AreEqual("01 02 03", Hex.ToText(answer.Data, 0, answer.Data.Length));
            Assert.AreEqual("0A 0B", Hex.ToText(answer.Status, 0, answer.Status.Length));
            port.Verify();
        }

        [TestMethod]
        public void Special_takes_an_answer_without_data_and_without_status()
        {
            ScriptedPort port = new ScriptedPort().On("50 AF", "79").On("00 01 01", "79").On("00 01 07 06", "79 00 00 00 00 79");

            SpecialAnswer answer = new SpecialClient(new BootloaderLink(new UsartLine(port))).Special(1, new byte[] { 7 });

            Assert.AreEqual(0, answer.Data.Length);
            Assert.AreEqual(0, answer.Status.Length);
        }

        [TestMethod]
        public void Special_refuses_an_answer_that_is_too_long()
        {
            ScriptedPort port = new ScriptedPort().On("50 AF", "79").On("00 01 01", "79").On("00 00 00", "79 04 01");

            Assert.ThrowsException(typeof(UnexpectedByteException), () => new SpecialClient(new BootloaderLink(new UsartLine(port))).Special(1, new byte[0]));
        }

        [TestMethod]
        public void Extended_Special_returns_a_status()
        {
            ScriptedPort port = new ScriptedPort().On("51 AE", "79").On("00 54 54", "79").On("00 00 00", "79").On("00 00 00", "79 00 01 5A 79");

            byte[] status = new SpecialClient(new BootloaderLink(new UsartLine(port))).ExtendedSpecial(0x54, new byte[0], new byte[0]);

            Assert.AreEqual("5A", Hex.ToText(status, 0, status.Length));
            port.Verify();
        }

        [TestMethod]
        public void Bytes_before_a_command_are_an_error_that_counts_them_and_are_not_taken_for_an_answer()
        {
            ScriptedPort port = new ScriptedPort().On("02 FD", "79 01 04 35 79");
            BootloaderClient client = ClientOf(port);
            port.Receive("1F 00 79 55");
            string error = string.Empty;
            try
            {
                client.GetId();
            }
            catch (SurplusBytesException surplus)
            {
                error = surplus.Message;
            }

            Assert.StartsWith("Get ID: expected silence before it; got 4 byte(s). ", error);
            Assert.AreEqual((ushort)0x0435, client.GetId());
            port.Verify();
        }

        private static uint Checksum(string answer)
        {
            ScriptedPort port = new ScriptedPort().On("A1 5E", "79")
                .On("08 00 40 00 48", "79")
                .On("00 01 02 03 00", "79")
                .On("12 34 56 78 08", "79")
                .On("9A BC DE F0 08", answer);
            return ClientOf(port).GetChecksum(0x08004000, 0x00010203, 0x12345678, 0x9ABCDEF0, 5000);
        }

        private static BootloaderClient ClientOf(ScriptedPort port)
        {
            return new BootloaderClient(new BootloaderLink(new UsartLine(port)));
        }
    }
}
