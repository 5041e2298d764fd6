using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Esp32Bridge.Bench.Ota;
using Xunit;

namespace Esp32Bridge.EndToEnd.Board
{
    /// <summary>
    /// What a hostile server, or whoever sits in between, can answer. Each time: an error that names it, the parts and the
    /// loop left alone, and a good job afterwards done. The firmware's time runs faster, so that its timeouts end.
    /// </summary>
    public sealed class HostileServerTests : IDisposable
    {
        private const string Host = "evil.example.com";
        private const string Ok = "HTTP/1.1 200 OK\r\n";

        // The first does for tests in which no time has to pass.
        private const int TimeScale = 20;
        private const int FastTimeScale = 100;

        private readonly TestBoard _test = new TestBoard();
        private readonly RawServer _server = new RawServer();

        public HostileServerTests()
        {
            _test.Board.Esp32.Hosts[Host] = _server.Port;
            SetTimeScale(TimeScale);
            _test.Description.ManifestUrl = $"http://{Host}/job.json";
            _server.Put("/A.bin", _test.New("A"));
            _server.Put("/B.bin", _test.New("B"));
        }

        [Theory]
        [InlineData("closed at once", "", "a connection", "")]
        [InlineData("closed within the head", Ok + "Content-Le", "a connection", "")]
        [InlineData("no HTTP", "<html>hello</html>\r\n", "a connection", "")]
        [InlineData("another protocol", "220 mail.example.com ESMTP\r\n\r\n", "a connection", "")]
        [InlineData("a status that is none", "HTTP/1.1 2x0 OK\r\n\r\n", "a connection", "")]
        [InlineData("no content", "HTTP/1.1 204 No Content\r\n\r\n", "status 200", "204")]
        [InlineData("a part that nobody asked for", "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 0-1/3000\r\nContent-Length: 2\r\n\r\n{}", "status 200", "206")]
        [InlineData("not modified", "HTTP/1.1 304 Not Modified\r\n\r\n", "status 200", "304")]
        [InlineData("moved to itself", "HTTP/1.1 301 Moved\r\nLocation: /A.bin\r\nContent-Length: 0\r\n\r\n", "status 200", "301")]
        [InlineData("moved to another host", "HTTP/1.1 302 Found\r\nLocation: http://ota.example.com/A.bin\r\nContent-Length: 0\r\n\r\n", "status 200", "302")]
        [InlineData("moved for now", "HTTP/1.1 307 Temporary Redirect\r\nLocation: /job.json\r\nContent-Length: 0\r\n\r\n", "status 200", "307")]
        [InlineData("moved for good", "HTTP/1.1 308 Permanent Redirect\r\nLocation: /job.json\r\nContent-Length: 0\r\n\r\n", "status 200", "308")]
        [InlineData("compressed", Ok + "Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\n\x1F\x8B\x08", "no Content-Encoding", "gzip")]
        [InlineData("deflated", Ok + "Content-Encoding: deflate\r\nContent-Length: 3\r\n\r\n\x78\x9C\x01", "no Content-Encoding", "deflate")]
        [InlineData("a chunk without a length", Ok + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n{}\r\n0\r\n\r\n", "all of ", "")]
        [InlineData("a chunk with a length out of range", Ok + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n", "all of ", "")]
        [InlineData("a chunk without an end", Ok + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}!!\r\n0\r\n\r\n", "all of ", "")]
        public void An_answer_that_is_none_is_told(string kind, string answer, string expected, string got)
        {
            ExpectRefusal(kind, path => _server.Answer(path, answer), expected, got);
        }

        [Theory]
        [MemberData(nameof(HugeHeads))]
        public void A_head_that_is_too_large_is_told(string kind, string fields)
        {
            ExpectRefusal(kind, path => _server.Answer(path, Ok + fields + "Content-Length: 2\r\n\r\n{}"), "a connection", string.Empty);
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
        public void A_body_without_an_end_is_told()
        {
            ExpectRefusal("endless", path => _server.Answer(path, (line, token) => Send(line, Ok + "\r\n", _test.New("A"), 0, token)), "(at most|3000 bytes)", "more");
        }

        [Theory]
        [InlineData("too large", "200")]
        [InlineData("negative", "-5")]
        [InlineData("garbage", "many")]
        [InlineData("out of range", "99999999999999999999")]
        [InlineData("twice", "5\r\nContent-Length: 200")]
        [InlineData("a list", "5, 200")]
        public void A_length_that_is_not_the_bodys_is_told(string kind, string length)
        {
            _server.Answer("/job.json", Ok + $"Content-Length: {length}\r\n\r\n{{\"job\"");
            _server.Put("/job.json.sig", JobSignature.Of(Encoding.ASCII.GetBytes("{\"job\"")));
            _test.Board.PowerOn();
            string line = _test.Wait("no job: ");
            Assert.True(Regex.IsMatch(line, "expected (a JSON object|200 bytes); got "), $"{kind}: {line}");
            ExpectLoop();

            _server.Answer("/A.bin", Ok + $"Content-Length: {length}\r\n\r\n", _test.New("A")[..^1]);
            ExpectFailureOfA(kind, "3000 bytes; got (2999|200|5) bytes");
            ExpectRecovery(2);
        }

        [Fact]
        public void A_length_that_is_too_small_is_told()
        {
            byte[] manifest = _test.Job(1).ToBytes();
            _server.Answer("/job.json", Ok + "Content-Length: 100\r\n\r\n", manifest);
            _server.Put("/job.json.sig", JobSignature.Of(manifest));
            _test.Board.PowerOn();
            _test.Wait("no job: job.json: expected a JSON object");
            ExpectLoop();

            _server.Answer("/A.bin", Ok + "Content-Length: 2999\r\n\r\n", _test.New("A"));
            ExpectFailureOfA("too small", "3000 bytes; got 2999 bytes");
            ExpectRecovery(2);
        }

        [Theory]
        [InlineData("brackets", "[", "expected at most 4 levels; got more")]
        [InlineData("braces", "{\"a\":", "expected at most 4 levels; got more")]
        [InlineData("open texts", "\"", "job.json: expected a JSON object")]
        [InlineData("backslashes", "\\", "job.json: expected a JSON object")]
        [InlineData("zeros", "\0", "job.json: expected a JSON object")]
        public void Eight_KiB_of_one_thing_are_no_job(string kind, string piece, string error)
        {
            ExpectNoManifest(kind, Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(piece, 8192 / piece.Length))), error);
        }

        [Theory]
        [InlineData("a byte that is none", "{\"job\": 1, \"targets\": [{\"name\": \"A\xFF\"}]}")]
        [InlineData("half a character", "{\"job\": 1, \"targets\": [{\"name\": \"\xC3")]
        [InlineData("a character in too many bytes", "{\"job\": 1, \"targets\": [{\"name\": \"\xC0\xAF\"}]}")]
        [InlineData("half of a pair", "{\"job\": 1, \"targets\": [{\"name\": \"\\uD800\"}]}")]
        [InlineData("another encoding", "\xFF\xFE{\0\"\0j\0o\0b\0\"\0")]
        public void A_manifest_in_broken_UTF_8_programs_nothing(string kind, string manifest)
        {
            PublishRaw(Encoding.Latin1.GetBytes(manifest));
            _test.Board.PowerOn();

            string line = _test.Wait("job.json: ");
            Assert.True(line.Contains("expected", StringComparison.Ordinal), $"{kind}: {line}");
            ExpectLoop();
            Assert.Equal("1.0.0", _test.Runs("A"));
            ExpectRecovery(2);
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
        public void A_number_of_the_job_that_is_out_of_range_is_told(string number)
        {
            ExpectNoManifest(number, Encoding.ASCII.GetBytes($"{{\"job\": {number}, \"targets\": [{{}}]}}"), "job.json: ");
        }

        [Fact]
        public void A_signature_that_is_no_text_is_told()
        {
            _server.Publish(_test.Job(1));
            _server.Put("/job.json.sig", new byte[] { (byte)'a', 0xC3, 0xA4 });
            _test.Board.PowerOn();

            _test.Wait("no job: fetch http://evil.example.com/job.json.sig: expected ASCII characters; got 0xC3.");
            ExpectLoop();
            ExpectRecovery(1);
        }

        [Theory]
        [InlineData("nothing", "")]
        [InlineData("a head byte by byte", Ok + "X-Padding: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
        public void A_head_that_does_not_come_in_time_is_told(string kind, string head)
        {
            RunFast();
            ExpectRefusal(kind, path => _server.Answer(path, (line, token) => Drip(line, string.Empty, Encoding.ASCII.GetBytes(head), token)), "a connection", string.Empty);
        }

        [Fact]
        public void A_body_that_comes_byte_by_byte_is_told()
        {
            RunFast();
            ExpectRefusal("slow", path => _server.Answer(path, (line, token) => Drip(line, Ok + "\r\n", _test.New("A"), token)), "(all of it in time|4096 bytes in 60 s)", @"(only )?\d+ bytes");
        }

        [Fact]
        public void A_chunk_that_comes_byte_by_byte_is_told()
        {
            RunFast();
            byte[] body = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("1\r\n \r\n", 200)));
            ExpectRefusal("slow", path => _server.Answer(path, (line, token) => Drip(line, Ok + "Transfer-Encoding: chunked\r\n\r\n", body, token)), "all of ", string.Empty);
        }

        [Fact]
        public void A_server_that_becomes_slow_while_the_part_has_no_program_holds_it_for_a_few_minutes_only()
        {
            RunFast();
            int downloads = 0;
            _server.Answer("/A.bin", (line, token) =>
            {
                string head = Ok + "Content-Length: 3000\r\n\r\n";
                return Interlocked.Increment(ref downloads) == 1
                    ? Send(line, head, _test.New("A"), 1, token)
                    : Drip(line, head, _test.New("A"), token);
            });

            ExpectFailureOfA("slow", "4096 bytes in 60 s from http://evil.example.com/A.bin; got [0-9]+ bytes");
            Assert.Equal("Bootloader", _test.Runs("A"));
            ExpectRecovery(2);
        }

        public void Dispose()
        {
            _test.Dispose();
            _server.Dispose();
        }

        // The answer takes the place of the manifest; then of its signature; then of an image. Then all is well again.
        private void ExpectRefusal(string kind, Action<string> answer, string expected, string got)
        {
            answer("/job.json");
            _test.Board.PowerOn();
            ExpectNoJob(kind, "/job.json", expected, got);

            _server.Publish(_test.Job(1));
            answer("/job.json.sig");
            ExpectNoJob(kind, "/job.json.sig", expected, got);

            answer("/A.bin");
            ExpectFailureOfA(kind, expected + ".*; got " + got);
            Assert.Equal("1.0.0", _test.Runs("A"));
            ExpectRecovery(2);
        }

        private void ExpectNoJob(string kind, string path, string expected, string got)
        {
            string line = _test.Wait($"no job: fetch http://{Host}{path}: ");
            Assert.True(Regex.IsMatch(line, $": expected {expected}.*; got {got}"), $"{kind}: {line}");
            ExpectLoop();
        }

        private void ExpectNoManifest(string kind, byte[] manifest, string error)
        {
            PublishRaw(manifest);
            _test.Board.PowerOn();

            string line = _test.Wait("no job: ");
            Assert.True(line.Contains(error, StringComparison.Ordinal), $"{kind}: {line}");
            ExpectLoop();
            ExpectRecovery(1);
        }

        private void ExpectFailureOfA(string kind, string error)
        {
            _server.Publish(_test.Job(1));
            if (!_test.Board.Esp32.IsOn)
            {
                _test.Board.PowerOn();
            }

            _test.WaitForEnd();
            string line = _test.Wait("job 1: failed: A: ");
            Assert.True(Regex.IsMatch(line, "download: expected " + error), $"{kind}: {line}");
            Assert.Equal("2.0.0", _test.Runs("B"));
        }

        private void ExpectRecovery(int number)
        {
            _server.Put("/A.bin", _test.New("A"));
            _server.Publish(_test.Job(number));
            _test.WaitForEnd(number);
            Assert.Equal("2.0.0", _test.Runs("A"));
            Assert.True(_test.Holds("A", _test.New("A")));
            ExpectLoop();
        }

        private void ExpectLoop()
        {
            int from = _test.Board.Log.Count;
            _test.Wait("A> heartbeat", from);
            _test.Wait("B> heartbeat", from);
        }

        private void RunFast()
        {
            SetTimeScale(FastTimeScale);
        }

        private void SetTimeScale(int scale)
        {
            _test.Board.Esp32.TimeScale = scale;
            _test.Description.PollInterval = 50 * scale;
        }

        private void PublishRaw(byte[] manifest)
        {
            _server.Put("/job.json.sig", JobSignature.Of(manifest));
            _server.Put("/job.json", manifest);
        }

        // Sends something so often; 0 for ever.
        private static async Task Send(Stream line, string head, byte[] body, int times, CancellationToken token)
        {
            await line.WriteAsync(Encoding.ASCII.GetBytes(head), token);
            for (int sent = 0; times == 0 || sent < times; sent++)
            {
                await line.WriteAsync(body, token);
            }
        }

        // A byte every four seconds of the firmware's time, and then nothing more.
        private async Task Drip(Stream line, string head, byte[] body, CancellationToken token)
        {
            await line.WriteAsync(Encoding.ASCII.GetBytes(head), token);
            for (int sent = 0; sent < body.Length; sent++)
            {
                await Task.Delay((int)(4000 / _test.Board.Esp32.TimeScale), token);
                await line.WriteAsync(body.AsMemory(sent, 1), token);
            }

            await Task.Delay(Timeout.Infinite, token);
        }
    }
}
