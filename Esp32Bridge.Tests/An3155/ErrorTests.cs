using System;
using Esp32Bridge.An3155;
using Esp32Bridge.Errors;
using Esp32Bridge.Images;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.An3155
{
    [TestClass]
    public class ErrorTests
    {
        [TestMethod]
        public void A_NACK_names_step_and_address_and_gives_advice()
        {
            Assert.AreEqual(
                "Write Memory at 0x08000100: expected ACK; got NACK. The part refuses: read protection is on or the address is not one of its own.",
                MessageOf("Write", 1, "1F"));
        }

        [TestMethod]
        public void A_NACK_of_a_command_without_an_address_names_none()
        {
            Assert.StartsWith("Extended Erase: expected ACK; got NACK. ", MessageOf("Extended Erase", 1, "1F"));
        }

        [TestMethod]
        public void Silence_names_the_number_of_bytes_and_the_timeout()
        {
            Assert.AreEqual(
                "Read Memory at 0x08001234: expected 4 byte(s) within 1000 ms; got 2. The part answered before: check its supply and ground and the contacts of TX and RX.",
                MessageOf("Read", 2, "79 DE AD"));
            Assert.StartsWith("Get ID: expected 1 byte(s) within 1000 ms; got 0. ", MessageOf("Get ID", 0, string.Empty));
        }

        [TestMethod]
        public void An_unexpected_byte_is_named()
        {
            Assert.AreEqual(
                "Go at 0x08000000: expected ACK; got 0xF8. Check for noise on the line and a common ground and try a lower baud rate.",
                MessageOf("Go", 1, "F8"));
        }

        [TestMethod]
        public void A_wrong_checksum_names_both()
        {
            Assert.StartsWith("Get Checksum at 0x08000000: expected checksum 0x08; got 0x09. ", MessageOf("Get Checksum", 4, "79 79 12 34 56 78 09"));
        }

        [TestMethod]
        public void A_later_error_does_not_name_the_address_of_an_earlier_command()
        {
            ScriptedPort port = new ScriptedPort().On("21 DE", "79").On("08 00 00 00 08", "79").On("02 FD", "1F");
            BootloaderClient client = new BootloaderClient(new BootloaderLink(new UsartLine(port)));
            client.Go(0x08000000);
            string message = string.Empty;
            try
            {
                client.GetId();
            }
            catch (NackException error)
            {
                message = error.Message;
            }

            Assert.StartsWith("Get ID: ", message);
        }

        [TestMethod]
        public void An_error_that_passed_the_target_names_it_first()
        {
            BridgeException error = new NackException("Go", 0x08000000);
            error.Target = "B";

            Assert.StartsWith("B: Go at 0x08000000: ", error.Message);
        }

        [TestMethod]
        public void An_error_has_its_parts_and_its_cause()
        {
            Exception cause = new InvalidOperationException("why");
            BridgeException error = new ImageException("200", "404", "look", cause);

            Assert.AreEqual("download", error.Step);
            Assert.AreEqual("200", error.Expected);
            Assert.AreEqual("404", error.Got);
            Assert.AreEqual("look", error.Advice);
            Assert.IsTrue(error.Address == BridgeException.NoAddress);
            Assert.IsTrue(error.InnerException == cause);
            Assert.IsNull(error.Target);
            Assert.AreEqual("download: expected 200; got 404. look", error.Message);
        }

        private static string MessageOf(string conversation, int step, string answer)
        {
            try
            {
                Conversations.Create(conversation).HoldUntil(step, answer);
                return string.Empty;
            }
            catch (BootloaderException error)
            {
                return error.Message;
            }
        }
    }
}
