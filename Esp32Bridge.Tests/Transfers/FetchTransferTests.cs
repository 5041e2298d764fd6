using Esp32Bridge.Transfers;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Transfers
{
    [TestClass]
    public class FetchTransferTests
    {
        private const string Info = "A5 5A 01 01 00 00 4E D2 3A 98";

        [TestMethod]
        public void The_actions_of_a_part_are_reported_in_their_order()
        {
            FetchTalk talk = new FetchTalk(20);
            talk.Line.Receive(Info + "." + Read("00", "08") + "." + Read("08", "0C") + "." + Read("00", "08") + "." + FetchTalk.Done(9, "00", talk.Image.Sha256, string.Empty));
            FakeWatch watch = new FakeWatch();

            Assert.AreEqual(string.Empty, Run(talk, watch));
            Assert.AreEqual("began; 8; 20; verifying; ", watch.Told);
            Assert.AreEqual(0, talk.Images.OpenStreams);
        }

        [TestMethod]
        public void A_part_is_prompted_every_five_seconds_until_its_first_request()
        {
            FetchTalk talk = new FetchTalk(20);
            string silence = string.Empty;
            for (int i = 0; i < 120; i++)
            {
                silence += ".";
            }

            talk.Line.Receive(silence + Info + silence + FetchTalk.Done(9, "00", talk.Image.Sha256, string.Empty));
            FakeWatch watch = new FakeWatch();

            Assert.AreEqual(string.Empty, Run(talk, watch));
            Assert.AreEqual("prompt; prompt; verifying; ", watch.Told);
        }

        [TestMethod]
        public void A_part_that_never_reads_the_image_keeps_its_program()
        {
            FetchTalk talk = new FetchTalk(20);
            talk.Line.Receive(Info);
            FakeWatch watch = new FakeWatch();

            Assert.Contains("got silence", Run(talk, watch));
            Assert.AreEqual(string.Empty, watch.Told);
        }

        [TestMethod]
        public void After_a_part_falls_silent_its_program_is_unknown()
        {
            FetchTalk talk = new FetchTalk(20);
            talk.Line.Receive(Read("00", "08"));
            FakeWatch watch = new FakeWatch();

            Assert.Contains("got silence", Run(talk, watch));
            Assert.AreEqual("began; 8; ", watch.Told);
            Assert.AreEqual(0, talk.Images.OpenStreams);
        }

        [DataRow("01")]
        [DataRow("00")]
        public void A_part_that_reports_a_failure_still_runs(string result)
        {
            FetchTalk talk = new FetchTalk(20);
            talk.Line.Receive(Read("00", "08") + "." + FetchTalk.Done(9, result, new byte[32], string.Empty));
            FakeWatch watch = new FakeWatch();

            Assert.StartsWith("fetch by the part: expected ", Run(talk, watch));
            Assert.AreEqual("began; 8; verifying; still runs; ", watch.Told);
        }

        [TestMethod]
        public void A_newer_job_stops_the_transfer_before_the_next_answer()
        {
            FetchTalk talk = new FetchTalk(20);
            talk.Line.Receive(Read("00", "08") + "." + Read("08", "08"));
            FakeWatch watch = new FakeWatch();
            watch.StopsAtOnce = true;

            Assert.StartsWith("stop: ", Run(talk, watch));
            Assert.AreEqual("began; 8; ", watch.Told);
            Assert.AreEqual(0, talk.Images.OpenStreams);
        }

        private static string Read(string offset, string length)
        {
            return FetchTalk.Frame(2, 5, offset + " 00 00 00 " + length + " 00");
        }

        private static string Run(FetchTalk talk, FakeWatch watch)
        {
            return FetchTalk.ErrorOf(() => new FetchTransfer(talk.Clock).Run(talk.Line, talk.Images.Checked(talk.Image), watch));
        }
    }
}
