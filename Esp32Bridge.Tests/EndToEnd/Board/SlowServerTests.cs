using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Esp32Bridge.Bench.Board;
using Xunit;

namespace Esp32Bridge.EndToEnd.Board
{
    /// <summary>A slow server (slow loris) delays nothing for long, and never leaves a part without a program.</summary>
    [Collection(AloneCollection.Name)]
    public sealed class SlowServerTests : IDisposable
    {
        private const int TimeScale = 30;
        private const string Ok = "HTTP/1.1 200 OK\r\n";

        private readonly HostileBoard _hostile = new HostileBoard(TimeScale);
        private readonly TestBoard _test;
        private readonly RawServer _server;

        public SlowServerTests()
        {
            _test = _hostile.Test;
            _server = _hostile.Server;
        }

        [Theory]
        [InlineData("nothing", "")]
        [InlineData("a head byte by byte", Ok + "X-Padding: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
        public void A_head_that_does_not_come_in_time_is_reported(string kind, string head)
        {
            _hostile.ExpectRefusal(kind, path => _server.Answer(path, (line, token) => Drip(line, string.Empty, Encoding.ASCII.GetBytes(head), token)), "a connection", string.Empty);
        }

        [Fact]
        public void A_body_that_comes_byte_by_byte_is_reported()
        {
            _hostile.ExpectRefusal("slow", path => _server.Answer(path, (line, token) => Drip(line, Ok + "\r\n", _test.New("A"), token)), "(all of it in time|4096 bytes in 60 s)", @"(only )?\d+ bytes");
        }

        [Fact]
        public void A_chunk_that_comes_byte_by_byte_is_reported()
        {
            byte[] body = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("1\r\n \r\n", 200)));
            _hostile.ExpectRefusal("slow", path => _server.Answer(path, (line, token) => Drip(line, Ok + "Transfer-Encoding: chunked\r\n\r\n", body, token)), "(all of it in time|4096 bytes in 60 s)", @"(only )?\d+ bytes");
        }

        [Fact]
        public void The_head_of_a_chunk_that_comes_byte_by_byte_is_reported()
        {
            byte[] head = Encoding.ASCII.GetBytes("1;" + new string('x', 1000));
            _hostile.ExpectRefusal("slow", path => _server.Answer(path, (line, token) => Drip(line, Ok + "Transfer-Encoding: chunked\r\n\r\n", head, token)), "(all of .*|a connection to .*)", string.Empty);
        }

        [Fact]
        public void A_server_that_becomes_slow_while_the_part_has_no_program_is_given_up()
        {
            const int FirstPage = 2048;
            int downloads = 0;
            byte[] image = _test.New("A");
            _server.Answer("/A.bin", (line, token) => Interlocked.Increment(ref downloads) == 1
                ? Send(line, Ok + "\r\n", image, token)
                : Drip(line, Ok + "\r\n" + Encoding.Latin1.GetString(image, 0, FirstPage), image[FirstPage..], token));

            _server.Publish(_test.Job(1));
            _test.Board.PowerOn();
            string line = _test.Wait("job 1: waits: A: download: ");
            Assert.Matches("expected 4096 bytes in 60 s from http://evil.example.com/A.bin; got [0-9]+ bytes", line);
            Assert.NotEqual("1.0.0", _test.Runs("A"));
            Assert.Contains(_test.Board.Log.Lines, written => written.Contains("attempt 2 of 3 failed", StringComparison.Ordinal));
            _test.Wait("job 1: B: started with version 2.0.0");
            _hostile.ExpectRecovery(2);
        }

        public void Dispose()
        {
            _hostile.Dispose();
        }

        private static async Task Send(Stream line, string head, byte[] body, CancellationToken token)
        {
            await line.WriteAsync(Encoding.Latin1.GetBytes(head), token);
            await line.WriteAsync(body, token);
        }

        // A byte every two seconds of the firmware's time, and then nothing.
        private static async Task Drip(Stream line, string head, byte[] body, CancellationToken token)
        {
            await line.WriteAsync(Encoding.Latin1.GetBytes(head), token);
            for (int sent = 0; sent < body.Length; sent++)
            {
                await Task.Delay(2000 / TimeScale, token);
                await line.WriteAsync(body.AsMemory(sent, 1), token);
            }

            await Task.Delay(Timeout.Infinite, token);
        }
    }
}
