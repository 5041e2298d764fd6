using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Transfers;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Transfers
{
    [TestClass]
    public class FetchNoiseTests
    {
        private const string Request = "A5 5A 02 03 06 00 10 00 00 00 04 00 96 4A 27 7F";
        private const string Answer = "A5 5A 82 03 08 00 10 00 00 00 10 11 12 13 1B 8F 10 B0";

        [DataRow("00")]
        [DataRow("A5")]
        [DataRow("A5 A5")]
        [DataRow("5A A5")]
        [DataRow("A5 5A")]
        [DataRow("A5 5A 02")]
        [DataRow("A5 5A A5 5A A5 5A A5 5A A5 5A")]
        [DataRow("A5 5A 02 03 06 00")]
        [DataRow("A5 5A 02 03 06 00 10 00 00 00 04 00 96 4A 27")]
        [DataRow("A5 5A 02 03 06 00 10 00 00 00 04 00 96 4A 27 7E")]
        [DataRow("A5 5A 02 03 FF FF 10 00")]
        [DataRow("A5 5A 02 03 52 00 10 00")]
        [DataRow("48 65 6C 6C 6F 0D 0A 48 65 6C 6C 6F 0D 0A 48 65 6C 6C 6F 0D 0A")]
        [DataRow("A5 . 5A")]
        [DataRow("A5 5A 02 03 06 00 10 .")]
        [DataRow("A5 5A 03 03 51 00 10 .")]
        [DataRow(". . A5 5A 03 03 51 00 A5 5A 03 03 51 00 . . .")]
        public void A_request_after_noise_is_found(string noise)
        {
            FetchTalk talk = new FetchTalk(20);

            Assert.AreEqual(Answer, talk.Ask(noise + Request));
            Assert.AreEqual(Answer, talk.Ask(Request));
        }

        [TestMethod]
        public void A_request_inside_a_truncated_frame_is_found_after_silence()
        {
            FetchTalk talk = new FetchTalk(20);

            Assert.AreEqual(Answer, talk.Ask("A5 5A 03 01 51 00 77 " + Request + " 78 . ."));
        }

        [TestMethod]
        public void A_request_whose_bytes_arrive_one_by_one_is_answered()
        {
            FetchTalk talk = new FetchTalk(20);
            for (int i = 0; i < 16; i++)
            {
                talk.Line.Receive(Request.Substring(3 * i, 2));
                Assert.AreEqual(i == 15, talk.Server.Receive(), "byte " + i);
            }

            talk.Server.Answer();
            Assert.AreEqual(Answer, talk.Line.TakeSent());
        }

        [TestMethod]
        public void A_frame_with_any_bit_flipped_is_not_answered()
        {
            for (int bit = 0; bit < 16 * 8; bit++)
            {
                byte[] bytes = Hex.ToBytes(Request);
                bytes[bit / 8] ^= (byte)(1 << (bit % 8));
                FetchTalk talk = new FetchTalk(20);

                Assert.AreEqual(string.Empty, talk.Ask(Hex.ToText(bytes, 0, bytes.Length)), "bit " + bit);
                Assert.AreEqual(Answer, talk.Ask(". ." + Request), "after bit " + bit);
            }
        }

        [DataRow(1)]
        [DataRow(2)]
        [DataRow(3)]
        public void Random_bytes_are_not_answered_and_do_not_hide_a_request_for_ever(int seed)
        {
            FetchTalk talk = new FetchTalk(20);
            uint random = (uint)seed;
            for (int round = 0; round < 40; round++)
            {
                byte[] noise = new byte[(round * 7) + 1];
                for (int i = 0; i < noise.Length; i++)
                {
                    random = (random * 1664525) + 1013904223;
                    byte value = (byte)(random >> 24);
                    noise[i] = value < 60 ? FetchFrame.Start : value < 120 ? FetchFrame.SecondStart : value < 180 ? (byte)(value & 7) : value;
                }

                Assert.AreEqual(string.Empty, talk.Ask(Hex.ToText(noise, 0, noise.Length)), "noise " + round);
                Assert.AreEqual(Answer, talk.Ask(". ." + Request), "round " + round);
            }
        }
    }
}
