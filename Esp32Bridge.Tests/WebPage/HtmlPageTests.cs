using System.Text;
using Esp32Bridge.WebPage;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.WebPage
{
    [TestClass]
    public class HtmlPageTests
    {
        private const int MostBytes = 12 * 1024;
        private const int MostOfAPiece = 2 * 1024;

        private static string _page;

        [Setup]
        public void Read_all_of_it()
        {
            HtmlPage page = new HtmlPage();
            byte[] all = new byte[MostBytes];
            int length = 0;
            byte[] piece;
            while ((piece = page.Read(length)) != null)
            {
                Assert.IsTrue(piece.Length > 0, "null marks the end");
                Assert.IsTrue(piece.Length <= MostOfAPiece, "the RAM holds no more than a piece");
                Assert.IsTrue(length + piece.Length <= MostBytes, "the page has at most 12 KB");
                piece.CopyTo(all, length);
                length += piece.Length;
            }

            _page = Encoding.UTF8.GetString(all, 0, length);
        }

        [TestMethod]
        public void The_page_arrives_whole()
        {
            Assert.StartsWith("<!doctype html>", _page);
            Assert.EndsWith("</html>\n", _page);
        }

        [TestMethod]
        public void The_page_can_be_read_again()
        {
            byte[] start = new HtmlPage().Read(0);
            Assert.StartsWith("<!doctype html>", Encoding.UTF8.GetString(start, 0, start.Length));
        }

        [DataRow("http:")]
        [DataRow("https:")]
        [DataRow("src=")]
        [DataRow("url(")]
        [DataRow("@import")]
        public void The_page_refers_to_no_other_server(string reference)
        {
            Assert.DoesNotContains(reference, _page);
        }

        [DataRow("innerHTML")]
        [DataRow("outerHTML")]
        [DataRow("insertAdjacentHTML")]
        [DataRow("document.write")]
        [DataRow("eval(")]
        public void The_page_makes_no_HTML_from_texts_of_others(string call)
        {
            Assert.DoesNotContains(call, _page);
        }

        [DataRow("default-src 'none'")]
        [DataRow("frame-ancestors 'none'")]
        [DataRow("connect-src 'self'")]
        public void The_headers_forbid_other_sources_and_frames(string rule)
        {
            Assert.Contains(rule, new HtmlPage().Fields);
        }
    }
}
