using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Esp32Bridge.EndToEnd.Network;
using Esp32Bridge.Logging;
using Esp32Bridge.Timing;
using Esp32Bridge.WebPage;
using Xunit;

namespace Esp32Bridge.EndToEnd.WebPage
{
    /// <summary>The page and the log as the server sends them.</summary>
    [Collection(AloneCollection.Name)]
    public sealed class WebPageTests : IDisposable
    {
        private const string Head = " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + ServingChip.Token + "\r\nContent-Length: 0\r\n\r\n";

        private readonly LogTail _log = new LogTail(new NoLog());
        private readonly ServingChip _chip;

        public WebPageTests()
        {
            _chip = new ServingChip(more: new WebPageResource(_log, new SystemClock()));
        }

        [Fact]
        public void The_page_is_the_file_of_the_source()
        {
            using HttpClient client = new HttpClient();
            using HttpResponseMessage answer = client.Send(new HttpRequestMessage(HttpMethod.Get, _chip.Url + "/"));
            using MemoryStream body = new MemoryStream();
            answer.Content.ReadAsStream().CopyTo(body);

            Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType.ToString());
            Assert.Equal(File.ReadAllBytes(Path.Combine(Here(), "..", "..", "..", "Esp32Bridge", "3-WebPage", "Page.html")), body.ToArray());
        }

        [Fact]
        public void The_status_has_the_free_memory_of_the_device()
        {
            using JsonDocument status = JsonDocument.Parse(_chip.Talk("GET /status" + Head).Split("\r\n\r\n")[1]);

            Assert.Equal(_chip.Esp32.FreeMemory, status.RootElement.GetProperty("freeMemory").GetUInt32());
        }

        [Fact]
        public void The_log_is_plain_text()
        {
            _log.Write("one");
            _log.Write("two <b>");

            string answer = _chip.Talk("GET /log" + Head);

            Assert.Contains("\r\nContent-Type: text/plain\r\n", answer, StringComparison.Ordinal);
            Assert.Contains("\r\nX-Content-Type-Options: nosniff\r\n", answer, StringComparison.Ordinal);
            Assert.EndsWith("\r\n\r\none\ntwo <b>\n", answer, StringComparison.Ordinal);
        }

        [Theory]
        [InlineData("HEAD", "/")]
        [InlineData("POST", "/")]
        [InlineData("DELETE", "/log")]
        public void They_are_read_only(string method, string path)
        {
            string answer = _chip.Talk(method + " " + path + Head);

            Assert.StartsWith("HTTP/1.1 405 ", answer, StringComparison.Ordinal);
            Assert.Contains("\r\nAllow: GET\r\n", answer, StringComparison.Ordinal);
        }

        [Theory]
        [InlineData("/index.html")]
        [InlineData("/Page.html")]
        [InlineData("/log/")]
        public void There_is_no_other_file(string path)
        {
            Assert.StartsWith("HTTP/1.1 404 ", _chip.Talk("GET " + path + Head), StringComparison.Ordinal);
        }

        [Fact]
        public void A_page_of_another_site_does_not_get_the_log()
        {
            Assert.StartsWith("HTTP/1.1 403 ", _chip.Talk("GET /log HTTP/1.1\r\nHost: 127.0.0.1\r\nSec-Fetch-Site: cross-site\r\n\r\n"), StringComparison.Ordinal);
        }

        [Fact]
        public void Lines_of_several_threads_do_not_mix()
        {
            Parallel.For(0, 8, thread =>
            {
                for (int i = 0; i < 2000; i++)
                {
                    _log.Write(new string((char)('a' + thread), 1 + (i % 100)));
                    string kept = Encoding.ASCII.GetString(_log.Read(0));
                    Assert.All(kept.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Single(line.Distinct()));
                }
            });
            Assert.Equal(16000, _log.Count);
        }

        public void Dispose()
        {
            _chip.Dispose();
        }

        private static string Here([CallerFilePath] string path = "")
        {
            return Path.GetDirectoryName(path);
        }

        private sealed class NoLog : ILog
        {
            public void Write(string line)
            {
            }
        }
    }
}
