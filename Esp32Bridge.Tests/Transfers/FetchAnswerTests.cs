using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Transfers
{
    [TestClass]
    public class FetchAnswerTests
    {
        private const string Hash = "E7 AE BF 57 7F 60 41 2F 03 12 D4 42 C7 0A 1F A6 14 8C 09 0B F5 BA B4 04 CA EC 29 48 2A E7 79 E8";

        [DataRow("A5 5A 01 01 00 00 4E D2 3A 98", "A5 5A 81 01 2B 00 01 00 04 14 00 00 00 " + Hash + " 74 65 73 74 1A 6D 88 5A")]
        [DataRow("A5 5A 02 02 06 00 00 00 00 00 10 00 1B 8B 24 45", "A5 5A 82 02 14 00 00 00 00 00 00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F 30 50 F6 0D")]
        [DataRow("A5 5A 02 03 06 00 10 00 00 00 04 00 96 4A 27 7F", "A5 5A 82 03 08 00 10 00 00 00 10 11 12 13 1B 8F 10 B0")]
        [DataRow("A5 5A 02 04 06 00 10 00 00 00 08 00 53 68 F3 B7", "A5 5A FF 04 01 00 03 4B 9C EF 1B")]
        [DataRow("A5 5A 04 05 01 00 14 A5 1F 64 1F", "A5 5A 84 05 00 00 9B 3C B4 45")]
        [DataRow("A5 5A 03 06 21 00 00 " + Hash + " 71 5B 80 D9", "A5 5A 83 06 01 00 00 B4 08 CD 14")]
        public void A_request_is_answered_to_the_byte(string request, string answer)
        {
            FetchTalk talk = new FetchTalk(20);

            Assert.AreEqual(answer, talk.Ask(request));
        }

        [DataRow("A5 5A 02 02 06 00 00 00 00 00 10 00 1B 8B 24 45")]
        [DataRow("A5 5A 01 01 00 00 4E D2 3A 98")]
        [DataRow("A5 5A 04 05 01 00 14 A5 1F 64 1F")]
        [DataRow("A5 5A 02 04 06 00 10 00 00 00 08 00 53 68 F3 B7")]
        public void The_same_request_gets_the_same_answer_after_any_other_request(string request)
        {
            FetchTalk talk = new FetchTalk(20);
            string first = talk.Ask(request);

            Assert.AreEqual(first, talk.Ask(request));
            talk.Read("05 00 00 00", "02 00");
            talk.Ask(FetchTalk.Frame(1, 77, string.Empty));
            Assert.AreEqual(first, talk.Ask(request));
        }

        [DataRow("13 00 00 00", "01 00", "82: 13 00 00 00 13")]
        [DataRow("00 00 00 00", "01 00", "82: 00 00 00 00 00")]
        [DataRow("00 00 00 00", "00 00", "FF: 02")]
        [DataRow("00 00 00 00", "01 04", "FF: 02")]
        [DataRow("14 00 00 00", "01 00", "FF: 03")]
        [DataRow("13 00 00 00", "02 00", "FF: 03")]
        [DataRow("00 00 00 00", "15 00", "FF: 03")]
        [DataRow("FF FF FF FF", "01 00", "FF: 03")]
        [DataRow("FF FF FF FF", "02 00", "FF: 03")]
        [DataRow("00 00 00 80", "04 00", "FF: 03")]
        [DataRow("FF FF FF 7F", "01 00", "FF: 03")]
        [DataRow("00 00 00 00", "FF FF", "FF: 02")]
        public void A_range_outside_the_image_is_refused(string offset, string length, string answer)
        {
            Assert.AreEqual(answer, new FetchTalk(20).Read(offset, length));
        }

        [TestMethod]
        public void The_largest_range_is_1024_bytes()
        {
            FetchTalk talk = new FetchTalk(3000);

            string answer = talk.Read("01 00 00 00", "00 04");

            Assert.StartsWith("82: 01 00 00 00 01 02 03", answer);
            Assert.EndsWith("FE FF 00", answer);
            Assert.AreEqual((4 + 1024) * 3 - 1, answer.Length - 4);
            Assert.AreEqual(1025, talk.Server.Furthest);
        }

        [DataRow(0x00, "", "01")]
        [DataRow(0x05, "", "01")]
        [DataRow(0x81, "", "01")]
        [DataRow(0xFF, "03", "01")]
        [DataRow(0x01, "00", "02")]
        [DataRow(0x02, "", "02")]
        [DataRow(0x02, "00 00 00 00 01", "02")]
        [DataRow(0x02, "00 00 00 00 01 00 00", "02")]
        [DataRow(0x03, "", "02")]
        [DataRow(0x03, "00 " + "E7 AE BF 57 7F 60 41 2F 03 12 D4 42 C7 0A 1F A6 14 8C 09 0B F5 BA B4 04 CA EC 29 48 2A E7 79", "02")]
        [DataRow(0x04, "", "02")]
        [DataRow(0x04, "79", "02")]
        [DataRow(0x04, "01 00", "02")]
        public void An_invalid_request_is_refused_with_the_reason(int type, string payload, string code)
        {
            FetchTalk talk = new FetchTalk(20);

            Assert.AreEqual(FetchTalk.Frame(0xFF, 200, code), talk.Ask(FetchTalk.Frame(type, 200, payload)));
            Assert.IsFalse(talk.Server.HasEnded);
            Assert.AreEqual("82: 00 00 00 00 00", talk.Read("00 00 00 00", "01 00"));
        }

        [TestMethod]
        public void Consecutive_ranges_use_one_stream_and_a_repeated_range_needs_no_download()
        {
            FetchTalk talk = new FetchTalk(5000);

            talk.Read("FC 07 00 00", "08 00");
            Assert.AreEqual(4096, talk.Images.DeliveredBytes);
            talk.Read("04 08 00 00", "08 00");
            talk.Read("04 08 00 00", "08 00");
            Assert.AreEqual("82: 10 08 00 00 10 11 12 13", talk.Read("10 08 00 00", "04 00"));
            Assert.AreEqual(1, talk.Images.OpenCount);
            Assert.AreEqual(4096, talk.Images.DeliveredBytes);
            Assert.AreEqual("82: 84 13 00 00 84 85 86 87", talk.Read("84 13 00 00", "04 00"));
            Assert.AreEqual(1, talk.Images.OpenCount);

            Assert.AreEqual("82: 02 00 00 00 02 03", talk.Read("02 00 00 00", "02 00"));
            Assert.AreEqual("82: 04 00 00 00 04 05", talk.Read("04 00 00 00", "02 00"));
            Assert.AreEqual(2, talk.Images.OpenCount);
            Assert.AreEqual(0, talk.Images.SeekCount);

            talk.Server.Dispose();
            Assert.AreEqual(0, talk.Images.OpenStreams);
        }

        [DataRow(0, "00 00 00 00")]
        [DataRow(2047, "00 00 00 00")]
        [DataRow(2048, "00 08 00 00")]
        [DataRow(4999, "00 10 00 00")]
        public void A_range_of_a_different_image_is_not_sent(int place, string offset)
        {
            FetchTalk talk = new FetchTalk(5000);
            talk.Images.SpoiledDownload = 1;
            talk.Images.SpoiledAt = place;
            for (int i = 0; i < place / 2048; i++)
            {
                talk.Read("00 " + (i * 8).ToString("X2") + " 00 00", "00 04");
            }

            Assert.StartsWith("download: expected ", FetchTalk.ErrorOf(() => talk.Read(offset, "01 00")));
        }

        [TestMethod]
        public void Bytes_that_arrive_during_a_download_are_not_answered()
        {
            FetchTalk talk = new FetchTalk(20);
            string request = FetchTalk.Frame(2, 1, "00 00 00 00 04 00");
            string next = FetchTalk.Frame(2, 2, "04 00 00 00 04 00");

            Assert.AreEqual(FetchTalk.Frame(0x82, 1, "00 00 00 00 00 01 02 03"), talk.Ask(request + request + request.Substring(0, 20)));
            Assert.AreEqual(FetchTalk.Frame(0x82, 2, "04 00 00 00 04 05 06 07"), talk.Ask(next));
        }

        [TestMethod]
        public void While_the_server_is_away_the_answer_is_try_later_and_then_the_transfer_continues()
        {
            FetchTalk talk = new FetchTalk(5000);
            talk.Read("00 00 00 00", "08 00");
            talk.Images.AbsentReads = 9;
            for (int i = 0; i < 9; i++)
            {
                Assert.AreEqual("FF: 04", talk.Read("08 08 00 00", "08 00"));
            }

            Assert.AreEqual("82: 08 08 00 00 08 09 0A 0B 0C 0D 0E 0F", talk.Read("08 08 00 00", "08 00"));
            Assert.AreEqual(4096, talk.Images.DeliveredBytes);
            Assert.AreEqual("82: 00 00 00 00 00 01", talk.Read("00 00 00 00", "02 00"));
        }

        [TestMethod]
        public void A_server_that_stays_away_is_an_error()
        {
            FetchTalk talk = new FetchTalk(20);
            talk.Images.AbsentReads = 10;
            for (int i = 0; i < 9; i++)
            {
                talk.Read("08 00 00 00", "08 00");
            }

            Assert.AreEqual("download: expected a connection; got none. Check the network.", FetchTalk.ErrorOf(() => talk.Read("08 00 00 00", "08 00")));
        }

        [TestMethod]
        public void A_permanent_failure_is_an_error_at_once()
        {
            FetchTalk talk = new FetchTalk(5000);
            talk.Images.BreakingDownload = 1;
            talk.Images.BreaksAt = 2048;

            talk.Read("00 00 00 00", "08 00");
            Assert.AreEqual("download: expected a connection; got none. Check the network.", FetchTalk.ErrorOf(() => talk.Read("00 08 00 00", "01 00")));
            talk.Server.Dispose();
            Assert.AreEqual(0, talk.Images.OpenStreams);
        }

        [TestMethod]
        public void A_stream_that_is_too_short_is_an_error()
        {
            FetchTalk talk = new FetchTalk(20);
            talk.Images.EndsAt = 12;

            Assert.StartsWith("download: expected 20 bytes; got 12 bytes. ", FetchTalk.ErrorOf(() => talk.Read("08 00 00 00", "08 00")));
        }
    }
}
