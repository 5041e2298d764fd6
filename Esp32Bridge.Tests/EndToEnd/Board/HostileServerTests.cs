using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Bench.Ota;
using Xunit;

namespace Esp32Bridge.EndToEnd.Board
{
    /// <summary>
    /// The answers of a hostile server, or of an attacker in between. Each time: an error that names the answer, the parts and the
    /// loop left alone, and a good job afterwards done.
    /// </summary>
    public sealed class HostileServerTests : IDisposable
    {
        private const string Ok = "HTTP/1.1 200 OK\r\n";

        private readonly HostileBoard _hostile = new HostileBoard(5);
        private readonly TestBoard _test;
        private readonly RawServer _server;

        public HostileServerTests()
        {
            _test = _hostile.Test;
            _server = _hostile.Server;
        }

        [Theory]
        [InlineData("closed at once", "", "a connection", "")]
        [InlineData("closed within the head", Ok + "Content-Le", "a connection", "")]
        [InlineData("no HTTP", "<html>hello</html>\r\n", "a connection", "")]
        [InlineData("another protocol", "220 mail.example.com ESMTP\r\n\r\n", "a connection", "")]
        [InlineData("an invalid status", "HTTP/1.1 2x0 OK\r\n\r\n", "a connection", "")]
        [InlineData("no content", "HTTP/1.1 204 No Content\r\n\r\n", "status 200", "204")]
        [InlineData("a part that was not requested", "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 0-1/3000\r\nContent-Length: 2\r\n\r\n{}", "status 200", "206")]
        [InlineData("not modified", "HTTP/1.1 304 Not Modified\r\n\r\n", "status 200", "304")]
        [InlineData("moved to itself", "HTTP/1.1 301 Moved\r\nLocation: #there\r\nContent-Length: 0\r\n\r\n", "status 200", "301 for the 6th time")]
        [InlineData("moved out of the web", "HTTP/1.1 302 Found\r\nLocation: ftp://ota.example.com/A.bin\r\nContent-Length: 0\r\n\r\n", "status 200", "302 to an address that is neither http nor https")]
        [InlineData("moved to nowhere", "HTTP/1.1 307 Temporary Redirect\r\nContent-Length: 0\r\n\r\n", "status 200", "307 without an address")]
        [InlineData("a choice", "HTTP/1.1 300 Multiple Choices\r\nLocation: /B.bin\r\nContent-Length: 0\r\n\r\n", "status 200", "300")]
        [InlineData("compressed", Ok + "Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\n\x1F\x8B\x08", "no Content-Encoding", "gzip")]
        [InlineData("deflated", Ok + "Content-Encoding: deflate\r\nContent-Length: 3\r\n\r\n\x78\x9C\x01", "no Content-Encoding", "deflate")]
        [InlineData("a chunk without a length", Ok + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n{}\r\n0\r\n\r\n", "all of ", "")]
        [InlineData("a chunk with a length out of range", Ok + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n", "all of ", "")]
        public void An_invalid_answer_is_reported(string kind, string answer, string expected, string got)
        {
            _hostile.ExpectRefusal(kind, path => _server.Answer(path, answer), expected, got);
        }

        [Theory]
        [MemberData(nameof(HugeHeads))]
        public void A_head_that_is_too_large_is_reported(string kind, string fields)
        {
            _hostile.ExpectRefusal(kind, path => _server.Answer(path, Ok + fields + "Content-Length: 2\r\n\r\n{}"), "a connection", string.Empty);
        }

        public static TheoryData<string, string> HugeHeads()
        {
            return new TheoryData<string, string>
            {
                { "one long line", "X-Padding: " + new string('x', 100000) + "\r\n" },
                { "many lines", string.Concat(Enumerable.Range(0, 5000).Select(line => $"X-{line}: {line}\r\n")) },
                { "a line that goes on", "X-Padding: x\r\n" + string.Concat(Enumerable.Repeat(" x\r\n", 5000)) },
            };
        }

        [Fact]
        public void A_body_without_an_end_is_reported()
        {
            _hostile.ExpectRefusal("endless", path => _server.Answer(path, (line, token) => Repeat(line, Ok + "\r\n", _test.New("A"), token)), "(at most|3000 bytes)", "more");
        }

        [Theory]
        [InlineData("too large", "200")]
        [InlineData("negative", "-5")]
        [InlineData("garbage", "many")]
        [InlineData("out of range", "99999999999999999999")]
        [InlineData("twice", "5\r\nContent-Length: 200")]
        [InlineData("a list", "5, 200")]
        public void A_wrong_length_of_the_body_is_reported(string kind, string length)
        {
            _server.Answer("/job.json", Ok + $"Content-Length: {length}\r\n\r\n{{\"job\"");
            _server.Put("/job.json.sig", JobSignature.Of(Encoding.ASCII.GetBytes("{\"job\"")));
            _test.Board.PowerOn();
            string line = _test.Wait("no job: ");
            Assert.True(Regex.IsMatch(line, "expected (a JSON object|':'|200 bytes|-5 bytes|a connection); got "), $"{kind}: {line}");
            _hostile.ExpectLoop();

            _server.Answer("/A.bin", Ok + $"Content-Length: {length}\r\n\r\n", _test.New("A")[..^1]);
            _hostile.ExpectFailureOfA(kind, "(3000 bytes; got (2999|200|5|-5) bytes|a connection to .*; got )");
            _hostile.ExpectRecovery(2);
        }

        [Fact]
        public void A_length_that_is_too_small_is_reported()
        {
            byte[] manifest = _test.Job(1).ToBytes();
            _server.Answer("/job.json", Ok + "Content-Length: 100\r\n\r\n", manifest);
            _server.Put("/job.json.sig", JobSignature.Of(manifest));
            _test.Board.PowerOn();
            _test.Wait("no job: check the signature: expected a signature of this job by a key of the device");
            _hostile.ExpectLoop();

            _server.Answer("/A.bin", Ok + "Content-Length: 2999\r\n\r\n", _test.New("A"));
            _hostile.ExpectFailureOfA("too small", "3000 bytes; got 2999 bytes");
            _hostile.ExpectRecovery(2);
        }

        [Theory]
        [InlineData("brackets", "[", "expected a JSON object; got '[' at line 1 column 1")]
        [InlineData("braces", "{\"a\":", "expected at most 4 levels; got more")]
        [InlineData("open texts", "\"", "job.json: expected a JSON object")]
        [InlineData("backslashes", "\\", "job.json: expected a JSON object")]
        [InlineData("zeros", "\0", "job.json: expected a JSON object")]
        public void Eight_KiB_of_the_same_characters_are_refused(string kind, string piece, string error)
        {
            _hostile.ExpectNoManifest(kind, Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(piece, 8192 / piece.Length))), error);
        }

        [Theory]
        [InlineData("an invalid byte", "{\"job\": 1, \"targets\": [{\"name\": \"A\xFF\"}]}")]
        [InlineData("half a character", "{\"job\": 1, \"targets\": [{\"name\": \"\xC3")]
        [InlineData("a character in too many bytes", "{\"job\": 1, \"targets\": [{\"name\": \"\xC0\xAF\"}]}")]
        [InlineData("half of a pair", "{\"job\": 1, \"targets\": [{\"name\": \"\\uD800\"}]}")]
        [InlineData("another encoding", "\xFF\xFE{\0\"\0j\0o\0b\0\"\0")]
        public void A_manifest_in_broken_UTF_8_programs_nothing(string kind, string manifest)
        {
            _hostile.PublishRaw(Encoding.Latin1.GetBytes(manifest));
            _test.Board.PowerOn();

            string line = _test.Wait("job.json: ");
            Assert.True(line.Contains("expected", StringComparison.Ordinal), $"{kind}: {line}");
            _hostile.ExpectLoop();
            Assert.Equal("1.0.0", _test.Runs("A"));
            _hostile.ExpectRecovery(2);
        }

        [Theory]
        [InlineData("-1")]
        [InlineData("2147483648")]
        [InlineData("99999999999999999999")]
        [InlineData("1e400")]
        [InlineData("1.5")]
        [InlineData("0x10")]
        [InlineData("NaN")]
        [InlineData("--1")]
        [InlineData("true")]
        [InlineData("\"2020-01-01T00:00:00Z\"")]
        public void A_job_number_out_of_range_is_reported(string number)
        {
            _hostile.ExpectNoManifest(number, Encoding.ASCII.GetBytes($"{{\"job\": {number}, \"targets\": [{{}}]}}"), "job.json: ");
        }

        [Fact]
        public void A_binary_signature_is_reported()
        {
            _server.Publish(_test.Job(1));
            _server.Put("/job.json.sig", new byte[] { (byte)'a', 0xC3, 0xA4 });
            _test.Board.PowerOn();

            _test.Wait("no job: fetch http://evil.example.com/job.json.sig: expected ASCII characters; got 0xC3.");
            _hostile.ExpectLoop();
            _hostile.ExpectRecovery(1);
        }

        public void Dispose()
        {
            _hostile.Dispose();
        }

        [Theory]
        [InlineData("\xFF\xFE", "UTF-16")]
        [InlineData("\xEF\xBB\xBF", "UTF-8 with a byte order mark")]
        public void A_signature_in_another_encoding_is_reported(string mark, string name)
        {
            _server.Publish(_test.Job(1));
            string signature = Encoding.Latin1.GetString(JobSignature.Of(_test.Job(1).ToBytes()));
            string hex = Convert.ToHexString(Convert.FromBase64String(signature.Trim()));
            string text = mark.Length == 2 ? string.Concat(hex.Select(digit => digit + "\0")) : hex;
            _server.Put("/job.json.sig", Encoding.Latin1.GetBytes(mark + text));
            _test.Board.PowerOn();

            _test.Wait("no job: fetch http://evil.example.com/job.json.sig: expected ASCII characters; got " + name + ".");
            _hostile.ExpectRecovery(1);
        }

        [Theory]
        [InlineData(false)]
        [InlineData(true)]
        public void A_job_saved_in_another_encoding_is_reported(bool isSignedThen)
        {
            byte[] job = _test.Job(1).ToBytes();
            byte[] saved = Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(job))).ToArray();
            _server.Put("/job.json.sig", JobSignature.Of(isSignedThen ? saved : job));
            _server.Put("/job.json", saved);
            _test.Board.PowerOn();

            _test.Wait(isSignedThen ? "job.json: expected a JSON object in UTF-8; got UTF-16." : "check the signature: expected a signature of this job by a key of the device; got a different one; and the job is in UTF-16 now.");
            _hostile.ExpectRecovery(2);
        }

        private static async Task Repeat(Stream line, string head, byte[] body, CancellationToken token)
        {
            await line.WriteAsync(Encoding.ASCII.GetBytes(head), token);
            for (;;)
            {
                await line.WriteAsync(body, token);
            }
        }
    }
}
