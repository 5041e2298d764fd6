using System.Text;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.WebPage;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.WebPage
{
    [TestClass]
    public class LogTailTests
    {
        private static FakeLog _log;
        private static LogTail _tail;

        [Setup]
        public void Create()
        {
            _log = new FakeLog();
            _tail = new LogTail(_log);
        }

        [TestMethod]
        public void Lines_are_passed_on_and_kept()
        {
            Create();
            _tail.Write("first");
            _tail.Write("second");

            Assert.AreEqual("first|second|", _log.Text);
            Assert.AreEqual("first\nsecond\n", Kept());
            Assert.AreEqual(2, _tail.Count);
            Assert.IsNull(_tail.Read(Kept().Length), "the end");
        }

        [TestMethod]
        public void Before_the_first_line_the_tail_is_empty()
        {
            Create();
            Assert.AreEqual(string.Empty, Kept());
            Assert.AreEqual(0, _tail.Count);
        }

        // For any lengths: whole lines only, and the last ones.
        [DataRow(1)]
        [DataRow(7)]
        [DataRow(31)]
        [DataRow(100)]
        [DataRow(160)]
        public void Only_the_last_lines_are_kept_and_they_are_whole(int length)
        {
            Create();
            string all = string.Empty;
            for (int i = 0; i < 150; i++)
            {
                string line = new string((char)('a' + (i % 26)), (i * length % 160) + 1);
                _tail.Write(line);
                all += line + "\n";
                string kept = Kept();
                Assert.EndsWith(kept, all);
                Assert.IsTrue(kept.Length <= LogTail.Size);
                Assert.IsTrue(kept.Length == all.Length || all[all.Length - kept.Length - 1] == '\n', "the first line is whole");
                Assert.IsTrue(kept.Length == all.Length || kept.Length >= LogTail.Size - LogTail.LongestLine - 1, "no more is lost than has to be");
            }
        }

        [TestMethod]
        public void A_long_line_is_truncated_but_passed_on_whole()
        {
            Create();
            string line = new string('x', 500);
            _tail.Write(line);

            Assert.AreEqual(line + "|", _log.Text);
            Assert.AreEqual(LogTail.LongestLine + 1, Kept().Length);
        }

        [TestMethod]
        public void Characters_that_are_not_printable_do_not_make_a_line()
        {
            Create();
            _tail.Write("a\nb\tc\u00e4");

            Assert.AreEqual("a.b.c.\n", Kept());
        }

        private static string Kept()
        {
            byte[] lines = _tail.Read(0);
            return Encoding.UTF8.GetString(lines, 0, lines.Length);
        }
    }
}
