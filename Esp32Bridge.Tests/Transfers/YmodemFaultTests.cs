using Esp32Bridge.Errors;
using Esp32Bridge.Transfers;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Transfers
{
    /// <summary>Receivers that fail: each transfer ends with an error that names the step, the expected answer and the received one.</summary>
    [TestClass]
    public class YmodemFaultTests
    {
        private static readonly string[] _names = new string[] { "header", "packet 1", "packet 2", "packet 3", "end of file" };

        [DataRow("", "silence")]
        [DataRow("15 ", "NAK")]
        [DataRow("55 ", "0x55")]
        public void A_receiver_that_does_not_request_a_CRC_gets_nothing(string said, string got)
        {
            Transfer transfer = new Transfer(3);
            transfer.Receiver.Drain();
            transfer.Receiver.Say(said);
            transfer.Fail("YMODEM start: expected 'C' within 60 s; got " + got + ". ");

            Assert.AreEqual(1, transfer.Receiver.Written.Count);
            Assert.AreEqual(11, transfer.Prompts);
            Assert.IsTrue(transfer.Clock.Milliseconds < 70000);
        }

        [TestMethod]
        public void A_C_inside_a_text_is_not_a_request()
        {
            Transfer transfer = new Transfer(3);
            transfer.Receiver.Drain();
            transfer.Receiver.Say("28 43 29 20 53 54 0D 0A 43 4F 0D 0A");
            transfer.Fail("YMODEM start: expected 'C' within 60 s; got 0x0A. ");
        }

        [TestMethod]
        public void A_C_at_the_end_of_a_text_is_a_request()
        {
            Transfer transfer = new Transfer(3);
            transfer.Receiver.Drain();
            transfer.Receiver.Say("28 43 29 20 53 54 0D 0A 43");
            transfer.Succeed();
        }

        [DataRow(1)]
        [DataRow(2)]
        [DataRow(3)]
        [DataRow(4)]
        [DataRow(5)]
        public void A_receiver_that_falls_silent_ends_the_transfer_and_gets_CAN(int write)
        {
            Transfer transfer = new Transfer(3000);
            transfer.Receiver.Always = string.Empty;
            transfer.Receiver.AlwaysFrom = write;
            transfer.Fail("YMODEM " + _names[write - 1] + ": expected ACK; got silence after " + (write == 1 ? 1 : 3) + " tries. ");

            Assert.IsTrue(transfer.Receiver.IsCancelled);
            Assert.IsTrue(transfer.Clock.Milliseconds < 70000);
        }

        [DataRow(1, "15", "NAK")]
        [DataRow(2, "15", "NAK")]
        [DataRow(3, "43", "'C'")]
        [DataRow(4, "15", "NAK")]
        [DataRow(5, "15", "NAK")]
        [DataRow(5, "43", "'C'")]
        public void A_receiver_that_requests_the_same_packet_for_ever_gets_it_ten_times(int write, string answer, string got)
        {
            Transfer transfer = new Transfer(3000);
            transfer.Receiver.Always = answer;
            transfer.Receiver.AlwaysFrom = write;
            transfer.Fail("YMODEM " + _names[write - 1] + ": expected ACK; got " + got + " after 10 tries. ");

            Assert.AreEqual(write - 1 + YmodemSender.MaximumTries + 1, transfer.Receiver.Written.Count);
            Assert.IsTrue(transfer.Receiver.IsCancelled);
        }

        [DataRow(1)]
        [DataRow(2)]
        [DataRow(4)]
        [DataRow(5)]
        public void A_receiver_that_cancels_gets_nothing_more(int write)
        {
            Transfer transfer = new Transfer(3000);
            transfer.Receiver.Answer(write, "18 18");
            transfer.Fail("YMODEM " + _names[write - 1] + ": expected an answer; got CAN CAN. ");

            Assert.AreEqual(write, transfer.Receiver.Written.Count);
            Assert.IsFalse(transfer.Receiver.IsCancelled);
        }

        [DataRow("06 18 18")]
        [DataRow("06 43 18 18")]
        public void A_receiver_that_cancels_after_an_ACK_gets_nothing_more(string answer)
        {
            Transfer transfer = new Transfer(3000);
            transfer.Receiver.Answer(2, answer);
            transfer.Fail("YMODEM packet 2: expected an answer; got CAN CAN. ");

            Assert.AreEqual(2, transfer.Receiver.Written.Count);
        }

        [DataRow("18 18")]
        [DataRow("06 18 18")]
        public void A_receiver_can_refuse_the_file_at_its_end(string answer)
        {
            Transfer transfer = new Transfer(3);
            transfer.Receiver.Answer(3, answer);
            transfer.Fail("YMODEM end of ");

            Assert.AreEqual(3, transfer.Receiver.Written.Count);
        }

        [TestMethod]
        public void A_receiver_that_sends_no_request_after_the_header_ends_the_transfer()
        {
            Transfer transfer = new Transfer(3);
            transfer.Receiver.Answer(1, "06");
            transfer.Fail("YMODEM header: expected 'C' within 60 s after its ACK; got ACK. ");

            Assert.IsTrue(transfer.Receiver.IsCancelled);
        }

        [TestMethod]
        public void A_request_to_stop_ends_the_wait_for_the_receiver()
        {
            Transfer transfer = new Transfer(3);
            transfer.Receiver.Drain();
            transfer.Stop.Set("A newer job has taken its place and follows.");
            transfer.Fail(new StoppedException("A newer job has taken its place and follows.").Message);
        }

        [DataRow(1)]
        [DataRow(2)]
        [DataRow(3)]
        public void A_request_to_stop_ends_the_transfer_between_packets_and_the_receiver_gets_CAN(int packet)
        {
            Transfer transfer = new Transfer(3000);
            transfer.StopsBefore = packet;
            transfer.Fail(new StoppedException("A newer job has taken its place and follows.").Message);

            Assert.AreEqual(packet + 1, transfer.Receiver.Written.Count);
            Assert.IsTrue(transfer.Receiver.IsCancelled);
            Assert.AreEqual("18 18", transfer.Receiver.Frame(packet + 1, 0));
        }
    }
}
