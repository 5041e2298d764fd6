using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Transfers
{
    [TestClass]
    public class FetchEndTests
    {
        private const int Second = 1000;

        [TestMethod]
        public void Each_report_of_the_end_is_acknowledged_and_nothing_else_is_served_after_it()
        {
            FetchTalk talk = new FetchTalk(20);
            Assert.AreEqual(FetchTalk.Frame(0x83, 1, "00"), talk.Ask(FetchTalk.Done(1, "00", talk.Image.Sha256, string.Empty)));
            Assert.IsTrue(talk.Server.HasEnded);
            string again = FetchTalk.Done(2, "00", talk.Image.Sha256, string.Empty);
            talk.Line.Receive(". . . . . . . . . ." + again + ". . . . . . . . . ." + again + FetchTalk.Frame(2, 3, "00 00 00 00 01 00") + FetchTalk.Frame(1, 4, string.Empty));

            talk.Server.Finish();

            Assert.AreEqual(FetchTalk.Frame(0x83, 2, "00") + " | " + FetchTalk.Frame(0x83, 2, "00") + " | " + FetchTalk.Frame(0xFF, 3, "05") + " | " + FetchTalk.Frame(0xFF, 4, "05"), talk.Line.TakeSent());
            Assert.IsTrue(talk.Clock.Milliseconds >= 4 * Second && talk.Clock.Milliseconds <= 5 * Second, talk.Clock.Milliseconds + " ms");
        }

        [TestMethod]
        public void The_first_report_of_the_end_counts()
        {
            FetchTalk talk = new FetchTalk(20);
            talk.Ask(FetchTalk.Done(1, "07", talk.Image.Sha256, "61 62 63"));
            talk.Line.Receive(FetchTalk.Done(2, "00", talk.Image.Sha256, string.Empty));

            string error = FetchTalk.ErrorOf(talk.Server.Finish);

            Assert.AreEqual(FetchTalk.Frame(0x83, 2, "01"), talk.Line.TakeSent());
            Assert.AreEqual("fetch by the part: expected success; got failure 7 'abc'. The part says so: see its program.", error);
        }

        [TestMethod]
        public void Endless_reports_of_the_end_are_stopped()
        {
            FetchTalk talk = new FetchTalk(20);
            talk.Ask(FetchTalk.Done(1, "00", talk.Image.Sha256, string.Empty));
            talk.Line.Endless = Hex.ToBytes(FetchTalk.Done(1, "00", talk.Image.Sha256, string.Empty));
            talk.Line.Receive(".");
            talk.Clock.EndOfTime = 100 * Second;
            byte[] endless = talk.Line.Endless;
            byte[] slow = new byte[endless.Length + 1];
            endless.CopyTo(slow, 0);
            talk.Line.Endless = slow;

            talk.Server.Finish();

            Assert.IsTrue(talk.Clock.Milliseconds <= 21 * Second, talk.Clock.Milliseconds + " ms");
        }

        [DataRow("FF", "", "255 ''")]
        [DataRow("01", "65 72 61 73 65 2C 20 0A FF 31", "1 'erase? ??1'")]
        public void A_reported_failure_is_the_error(string result, string text, string expected)
        {
            FetchTalk talk = new FetchTalk(20);

            Assert.AreEqual(FetchTalk.Frame(0x83, 1, "01"), talk.Ask(FetchTalk.Done(1, result, new byte[32], text)));
            Assert.AreEqual("fetch by the part: expected success; got failure " + expected + ". The part says so: see its program.", FetchTalk.ErrorOf(talk.Server.Finish));
        }

        [DataRow(0)]
        [DataRow(31)]
        public void A_part_with_a_wrong_hash_has_failed_although_it_reports_success(int changed)
        {
            FetchTalk talk = new FetchTalk(20);
            byte[] hash = (byte[])talk.Image.Sha256.Clone();
            hash[changed] ^= 1;

            Assert.AreEqual(FetchTalk.Frame(0x83, 1, "02"), talk.Ask(FetchTalk.Done(1, "00", hash, string.Empty)));
            string error = FetchTalk.ErrorOf(talk.Server.Finish);
            Assert.StartsWith("fetch by the part: expected SHA-256 e7aebf577f60412f0312d442c70a1fa6148c090bf5bab404caec29482ae779e8; got ", error);
            Assert.EndsWith("The part does not hold the image: check how its program writes it.", error);
        }

        [TestMethod]
        public void The_longest_text_arrives_and_a_longer_one_is_not_a_frame()
        {
            string text = string.Empty;
            for (int i = 0; i < 48; i++)
            {
                text += "41 ";
            }

            FetchTalk talk = new FetchTalk(20);
            Assert.AreEqual(string.Empty, talk.Ask(FetchTalk.Done(1, "01", new byte[32], text + "41") + ". ."));
            Assert.AreEqual(FetchTalk.Frame(0x83, 1, "01"), talk.Ask(FetchTalk.Done(1, "01", new byte[32], text)));
        }
    }
}
