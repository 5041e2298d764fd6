using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Transfers
{
    [TestClass]
    public class FetchLimitTests
    {
        private const int Second = 1000;
        private const int Rounds = 10000;

        [TestMethod]
        public void Silence_ends_after_30_seconds()
        {
            FetchTalk talk = new FetchTalk(20);

            Assert.AreEqual(
                "fetch by the part: expected a request within 30000 ms; got silence. Check that the program of the part fetches: esp32bridge_fetch.h; and the trigger and the rate of its UART.",
                FetchTalk.ErrorOf(() => talk.Serve(Rounds)));
            Assert.AreEqual(30 * Second, talk.Clock.Milliseconds);
        }

        [TestMethod]
        public void A_part_that_sends_no_requests_is_treated_as_silent()
        {
            FetchTalk talk = new FetchTalk(20);
            talk.Line.Endless = Hex.ToBytes("48 65 6C 6C 6F");

            Assert.Contains("got none; 1500 byte(s) of no request. ", FetchTalk.ErrorOf(() => talk.Serve(Rounds)));
        }

        [TestMethod]
        public void The_30_seconds_restart_with_each_request()
        {
            FetchTalk talk = new FetchTalk(20);
            talk.Clock.Sleep(29 * Second);
            talk.Read("00 00 00 00", "01 00");
            talk.Clock.Sleep(29 * Second);
            talk.Read("00 00 00 00", "00 00");
            talk.Clock.Sleep(29 * Second);
            talk.Read("01 00 00 00", "01 00");

            Assert.Contains("silence", FetchTalk.ErrorOf(() => talk.Serve(Rounds)));
        }

        [DataRow("00", 30)]
        [DataRow("01", 31)]
        [DataRow("78", 150)]
        public void An_announced_pause_extends_the_timeout(string seconds, int expected)
        {
            FetchTalk talk = new FetchTalk(20);
            Assert.AreEqual(FetchTalk.Frame(0x84, 1, string.Empty), talk.Ask(FetchTalk.Frame(4, 1, seconds)));
            long begin = talk.Clock.Milliseconds;

            Assert.Contains("silence", FetchTalk.ErrorOf(() => talk.Serve(Rounds)));
            Assert.IsTrue(talk.Clock.Milliseconds - begin <= expected * Second && talk.Clock.Milliseconds - begin > (expected * Second) - 200, talk.Clock.Milliseconds + " ms");
        }

        [DataRow("02", "00 00 00 00 00 04", "0")]
        [DataRow("02", "00 00 00 00 01 00", "0")]
        [DataRow("02", "00 08 00 00 01 00", "1281")]
        [DataRow("01", "", "0")]
        [DataRow("09", "", "1281")]
        [DataRow("04", "00", "0")]
        public void A_part_that_sends_requests_for_ever_is_stopped(string type, string payload, string refused)
        {
            FetchTalk talk = new FetchTalk(2048);
            talk.Line.Endless = Hex.ToBytes(FetchTalk.Frame(Hex.ToBytes(type)[0], 1, payload));

            Assert.AreEqual(
                "fetch by the part: expected at most 81920 bytes asked for; got more and no end; " + refused + " request(s) refused. Check why the program of the part asks again and again: does it get the answers?",
                FetchTalk.ErrorOf(() => talk.Serve(Rounds)));
        }

        [TestMethod]
        public void The_whole_image_in_ranges_of_16_bytes_is_within_the_limit()
        {
            FetchTalk talk = new FetchTalk(2048);
            for (int offset = 0; offset < 2048; offset += 16)
            {
                byte[] place = new byte[] { (byte)offset, (byte)(offset >> 8), 0, 0 };
                Assert.StartsWith("82: ", talk.Read(Hex.ToText(place, 0, 4), "10 00"));
            }
        }

        [TestMethod]
        public void A_part_that_takes_too_long_is_stopped_even_if_it_is_never_silent()
        {
            FetchTalk talk = new FetchTalk(10000);
            string error = string.Empty;
            for (int i = 0; i < 100 && error.Length == 0; i++)
            {
                talk.Ask(FetchTalk.Frame(4, 1, "78"));
                talk.Clock.Sleep(60 * Second);
                error = FetchTalk.ErrorOf(() => talk.Serve(1));
            }

            Assert.AreEqual("fetch by the part: expected the end within 12 minutes; got none. Check what the program of the part waits for.", error);
            Assert.IsTrue(talk.Clock.Milliseconds >= 720 * Second && talk.Clock.Milliseconds < 790 * Second, talk.Clock.Milliseconds + " ms");
        }
    }
}
