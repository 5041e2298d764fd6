using Esp32Bridge.An3155;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.An3155
{
    [TestClass]
    public class CommandTests
    {
        [DataRow("Get")]
        [DataRow("Get Version")]
        [DataRow("Get ID")]
        [DataRow("Read")]
        [DataRow("Go")]
        [DataRow("Write")]
        [DataRow("Erase")]
        [DataRow("Erase all")]
        [DataRow("Extended Erase")]
        [DataRow("Extended Erase all")]
        [DataRow("Extended Erase bank 1")]
        [DataRow("Extended Erase bank 2")]
        [DataRow("Write Protect")]
        [DataRow("Write Unprotect")]
        [DataRow("Readout Protect")]
        [DataRow("Readout Unprotect")]
        [DataRow("Get Checksum")]
        [DataRow("Special")]
        [DataRow("Extended Special")]
        public void A_command_sends_exactly_these_bytes_and_reads_the_whole_answer(string name)
        {
            Conversations.Create(name).Hold();
        }

        [DataRow("Get")]
        [DataRow("Get Version")]
        [DataRow("Get ID")]
        [DataRow("Read")]
        [DataRow("Go")]
        [DataRow("Write")]
        [DataRow("Erase")]
        [DataRow("Erase all")]
        [DataRow("Extended Erase")]
        [DataRow("Extended Erase all")]
        [DataRow("Extended Erase bank 1")]
        [DataRow("Extended Erase bank 2")]
        [DataRow("Write Protect")]
        [DataRow("Write Unprotect")]
        [DataRow("Readout Protect")]
        [DataRow("Readout Unprotect")]
        [DataRow("Get Checksum")]
        [DataRow("Special")]
        [DataRow("Extended Special")]
        public void After_a_NACK_at_any_step_nothing_more_is_sent(string name)
        {
            Conversation talk = Conversations.Create(name);
            for (int i = 0; i < talk.Count; i++)
            {
                int step = i;
                Assert.ThrowsException(typeof(NackException), () => talk.HoldUntil(step, "1F"), "step " + step);
                Assert.ThrowsException(typeof(NackException), () => talk.HoldUntil(step, "1F 1F"), "two at step " + step);
            }
        }

        [DataRow("Get")]
        [DataRow("Get Version")]
        [DataRow("Get ID")]
        [DataRow("Read")]
        [DataRow("Go")]
        [DataRow("Write")]
        [DataRow("Erase")]
        [DataRow("Erase all")]
        [DataRow("Extended Erase")]
        [DataRow("Extended Erase all")]
        [DataRow("Extended Erase bank 1")]
        [DataRow("Extended Erase bank 2")]
        [DataRow("Write Protect")]
        [DataRow("Write Unprotect")]
        [DataRow("Readout Protect")]
        [DataRow("Readout Unprotect")]
        [DataRow("Get Checksum")]
        [DataRow("Special")]
        [DataRow("Extended Special")]
        public void After_an_unexpected_byte_at_any_step_nothing_more_is_sent(string name)
        {
            Conversation talk = Conversations.Create(name);
            for (int i = 0; i < talk.Count; i++)
            {
                int step = i;
                Assert.ThrowsException(typeof(UnexpectedByteException), () => talk.HoldUntil(step, "76"), "step " + step);
            }
        }

        [DataRow("Get")]
        [DataRow("Get Version")]
        [DataRow("Get ID")]
        [DataRow("Read")]
        [DataRow("Go")]
        [DataRow("Write")]
        [DataRow("Erase")]
        [DataRow("Erase all")]
        [DataRow("Extended Erase")]
        [DataRow("Extended Erase all")]
        [DataRow("Extended Erase bank 1")]
        [DataRow("Extended Erase bank 2")]
        [DataRow("Write Protect")]
        [DataRow("Write Unprotect")]
        [DataRow("Readout Protect")]
        [DataRow("Readout Unprotect")]
        [DataRow("Get Checksum")]
        [DataRow("Special")]
        [DataRow("Extended Special")]
        public void After_silence_or_an_incomplete_answer_nothing_more_is_sent(string name)
        {
            Conversation talk = Conversations.Create(name);
            for (int i = 0; i < talk.Count; i++)
            {
                int step = i;
                string answer = talk.AnswerOf(i);
                for (int length = 0; length < answer.Length; length += 3)
                {
                    string shortened = answer.Substring(0, length);
                    Assert.ThrowsException(typeof(NoAnswerException), () => talk.HoldUntil(step, shortened), "step " + step + " got " + shortened);
                }
            }
        }

        [DataRow("Get")]
        [DataRow("Get Version")]
        [DataRow("Get ID")]
        [DataRow("Write Unprotect")]
        [DataRow("Readout Protect")]
        [DataRow("Readout Unprotect")]
        [DataRow("Special")]
        [DataRow("Extended Special")]
        public void The_ACK_after_the_answer_counts(string name)
        {
            Conversation talk = Conversations.Create(name);
            int last = talk.Count - 1;
            string answer = talk.AnswerOf(last).Substring(0, talk.AnswerOf(last).Length - 2);

            Assert.ThrowsException(typeof(NackException), () => talk.HoldUntil(last, answer + "1F"));
            Assert.ThrowsException(typeof(UnexpectedByteException), () => talk.HoldUntil(last, answer + "78"));
        }

        [DataRow("Get")]
        [DataRow("Get Version")]
        [DataRow("Get ID")]
        [DataRow("Read")]
        [DataRow("Go")]
        [DataRow("Write")]
        [DataRow("Erase")]
        [DataRow("Erase all")]
        [DataRow("Extended Erase")]
        [DataRow("Extended Erase all")]
        [DataRow("Extended Erase bank 1")]
        [DataRow("Extended Erase bank 2")]
        [DataRow("Write Protect")]
        [DataRow("Write Unprotect")]
        [DataRow("Readout Protect")]
        [DataRow("Readout Unprotect")]
        [DataRow("Get Checksum")]
        [DataRow("Special")]
        [DataRow("Extended Special")]
        public void An_error_names_the_command(string name)
        {
            Conversation talk = Conversations.Create(name);
            for (int i = 0; i < talk.Count; i++)
            {
                string step = "none";
                try
                {
                    talk.HoldUntil(i, "1F");
                }
                catch (BootloaderException error)
                {
                    step = error.Step;
                }

                Assert.AreEqual(talk.Step, step);
            }
        }
    }
}
