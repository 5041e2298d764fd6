using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Transfers
{
    /// <summary>The bytes of the sender, and how it handles corrupted answers.</summary>
    [TestClass]
    public class YmodemSenderTests
    {
        private const string Zeros = " 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00";
        private const string Fillers = " 1A 1A 1A 1A 1A 1A 1A 1A 1A 1A 1A 1A 1A 1A 1A 1A";

        [TestMethod]
        public void A_small_file_is_sent_byte_by_byte_as_the_protocol_says()
        {
            Transfer transfer = new Transfer(3);
            transfer.Succeed();

            // "a.bin", its size, and no time and no mode.
            Assert.AreEqual(4, transfer.Receiver.Written.Count);
            Assert.StartsWith("01 00 FF 61 2E 62 69 6E 00 33 20 30 20 30" + Zeros + Zeros, transfer.Receiver.Frame(1, 0));
            Assert.AreEqual("01 01 FE 00 07 0E" + Fillers + Fillers, transfer.Receiver.Frame(2, 38));
            Assert.AreEqual("04", transfer.Receiver.Frame(3, 0));
            Assert.AreEqual("01 00 FF" + Zeros + Zeros + Zeros + Zeros + Zeros + Zeros + Zeros + Zeros + " 00 00", transfer.Receiver.Frame(4, 0));
        }

        [DataRow(1, 128)]
        [DataRow(127, 128)]
        [DataRow(128, 128)]
        [DataRow(129, 1024)]
        [DataRow(1023, 1024)]
        [DataRow(1024, 1024)]
        [DataRow(1025, 1152)]
        [DataRow(1152, 1152)]
        [DataRow(1153, 2048)]
        [DataRow(2048, 2048)]
        [DataRow(3000, 3072)]
        public void A_file_of_any_size_is_sent_in_long_packets_and_a_short_one_if_that_is_enough(int size, int sent)
        {
            Transfer transfer = new Transfer(size);
            transfer.Succeed();

            Assert.AreEqual(sent, transfer.Receiver.Count);
        }

        [TestMethod]
        public void The_packet_number_wraps_after_255()
        {
            Transfer transfer = new Transfer(1024 * 258);
            transfer.Succeed();

            Assert.AreEqual("02 FF 00", transfer.Receiver.Frame(256, 3));
            Assert.AreEqual("02 00 FF", transfer.Receiver.Frame(257, 3));
            Assert.AreEqual("02 01 FE", transfer.Receiver.Frame(258, 3));
        }

        [TestMethod]
        public void A_long_name_is_truncated_to_63_characters()
        {
            Transfer transfer = new Transfer(1);
            transfer.Sender.SendHeader(new string('x', 80), 2147483647);

            Assert.AreEqual("78 00 32 31 34 37 34 38 33 36 34 37 20 30 20 30 00", transfer.Receiver.Frame(1, 82).Substring(65 * 3));
        }

        // lrzsz reads up to the mode with sscanf; alexwoo1900/ymodem reads size, time and mode, and crashes if a number is missing;
        // ST's examples look for the blank after the size, and fymodem for the end of its digits.
        [DataRow(1, "1 0 0")]
        [DataRow(26664, "26664 0 0")]
        public void Size_time_and_mode_follow_the_name(int size, string expected)
        {
            Transfer transfer = new Transfer(1);
            transfer.Sender.SendHeader("a.bin", size);

            byte[] header = transfer.Receiver.Header;
            byte[] bytes = System.Text.Encoding.UTF8.GetBytes("a.bin?" + expected);
            bytes[5] = 0;
            for (int i = 0; i < 128; i++)
            {
                Assert.AreEqual(i < bytes.Length ? bytes[i] : (byte)0, header[3 + i], "at " + i);
            }
        }

        [TestMethod]
        public void EOT_is_repeated_if_the_receiver_answers_NAK()
        {
            Transfer transfer = new Transfer(3);
            transfer.Receiver.DoubtsTheEnd = true;
            transfer.Succeed();

            Assert.AreEqual("04", transfer.Receiver.Frame(3, 0));
            Assert.AreEqual("04", transfer.Receiver.Frame(4, 0));
            Assert.AreEqual(5, transfer.Receiver.Written.Count);
        }

        // The header is write 1; packets are 2 to 4, EOT is 5, the empty header 6.
        [DataRow(1)]
        [DataRow(2)]
        [DataRow(3)]
        [DataRow(4)]
        [DataRow(6)]
        public void A_corrupted_packet_is_sent_again(int write)
        {
            Transfer transfer = new Transfer(3000);
            transfer.Receiver.Spoilt = write;
            transfer.Receiver.Answer(6, "15");
            transfer.Send();

            if (write < 6)
            {
                Assert.AreEqual(transfer.Receiver.Frame(write, 0), transfer.Receiver.Frame(write + 1, 0));
            }

            Assert.IsTrue(transfer.Receiver.Count >= 3000);
        }

        // Lost, corrupted, and ST's way to request it again.
        [DataRow(2, "")]
        [DataRow(2, "46")]
        [DataRow(2, "43")]
        [DataRow(2, "43 43 43")]
        [DataRow(3, "")]
        [DataRow(4, "")]
        [DataRow(4, "43")]
        [DataRow(5, "")]
        [DataRow(5, "43")]
        public void A_packet_whose_answer_was_lost_is_sent_again_and_counts_once(int write, string answer)
        {
            Transfer transfer = new Transfer(3000);
            transfer.Receiver.Answer(write, answer);
            transfer.Succeed();

            Assert.AreEqual(7, transfer.Receiver.Written.Count);
            Assert.AreEqual(transfer.Receiver.Frame(write, 0), transfer.Receiver.Frame(write + 1, 0));
        }

        [DataRow("06 06")]
        [DataRow("06 43")]
        [DataRow("43 06")]
        [DataRow("15 06")]
        [DataRow("00 FF 06")]
        [DataRow("06 55 AA 15")]
        [DataRow("18 06")]
        [DataRow("06 18")]
        [DataRow("18 55 18 06")]
        public void Extra_bytes_around_an_ACK_do_no_harm(string answer)
        {
            Transfer transfer = new Transfer(3000);
            transfer.Receiver.Answer(2, answer);
            transfer.Receiver.Answer(3, answer);
            transfer.Succeed();

            Assert.AreEqual(6, transfer.Receiver.Written.Count);
        }

        [TestMethod]
        public void Two_ACKs_of_a_packet_that_was_sent_twice_do_not_count_for_the_next_one()
        {
            Transfer transfer = new Transfer(3000);
            transfer.Receiver.Answer(2, "43");
            transfer.Receiver.Answer(3, "06 06");
            transfer.Receiver.Spoilt = 4;
            transfer.Succeed();

            Assert.AreEqual(transfer.Receiver.Frame(4, 0), transfer.Receiver.Frame(5, 0));
        }

        [TestMethod]
        public void A_receiver_that_starts_the_image_at_once_need_not_acknowledge_the_end()
        {
            Transfer transfer = new Transfer(3);
            transfer.Receiver.Answer(3, "06");
            transfer.Receiver.AlwaysFrom = 4;
            transfer.Receiver.Always = string.Empty;
            transfer.Send();

            Assert.AreEqual("04", transfer.Receiver.Frame(3, 0));
            Assert.IsTrue(transfer.Clock.Milliseconds < 12000, "it waited for too long");
        }
    }
}
