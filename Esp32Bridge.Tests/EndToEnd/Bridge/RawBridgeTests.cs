using System;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace Esp32Bridge.EndToEnd.Bridge
{
    /// <summary>Clients without telnet see plain bytes.</summary>
    public class RawBridgeTests
    {
        private static readonly byte[] _everyByte = Enumerable.Range(0, 256).Select(value => (byte)value).ToArray();

        [Fact]
        public void Every_byte_passes_unchanged_both_ways()
        {
            using BridgeBoard board = new BridgeBoard();
            StrangePart part = board.Replace("A");
            using TcpClient client = board.Enter();

            client.GetStream().Write(_everyByte);
            Assert.Equal(Convert.ToHexString(_everyByte), part.WaitFor(256));

            part.Say(_everyByte);
            Assert.Equal(_everyByte, BridgeBoard.Read(client, 256));
        }

        // The fastest of many, because the PC may be busy.
        [Fact]
        public void A_byte_is_on_the_other_side_within_20_ms()
        {
            using BridgeBoard board = new BridgeBoard();
            StrangePart part = board.Replace("A");
            using TcpClient client = board.Enter();
            TimeSpan fastest = TimeSpan.MaxValue;
            for (int i = 1; i <= 50; i++)
            {
                Stopwatch watch = Stopwatch.StartNew();
                client.GetStream().Write(new byte[] { 0x41 });
                part.WaitFor(i);
                part.Say(new byte[] { 0x42 });
                BridgeBoard.Read(client, 1);
                fastest = watch.Elapsed < fastest ? watch.Elapsed : fastest;
            }

            Assert.True(fastest < TimeSpan.FromMilliseconds(2 * 20), $"{fastest.TotalMilliseconds} ms there and back");
        }

        // The resynchronising FF 00 of AN3155, something like WILL ECHO that requests no COM port option, and half a negotiation.
        [Theory]
        [InlineData("FF00")]
        [InlineData("FFFFFFFF")]
        [InlineData("FFFB01FFFD037F")]
        [InlineData("FFFB")]
        [InlineData("FF")]
        [InlineData("7FFFFB2CFFFD2C")]
        [InlineData("FFFA2C00FFF0")]
        [InlineData("FFFE2C00")]
        public void Bytes_that_only_look_like_telnet_are_plain_bytes(string bytes)
        {
            using BridgeBoard board = new BridgeBoard();
            StrangePart part = board.Replace("A");
            using TcpClient client = board.Enter();

            client.GetStream().Write(Convert.FromHexString(bytes));
            Assert.Equal(bytes, part.WaitFor(bytes.Length / 2));
            client.GetStream().Write(Convert.FromHexString("FFFB2CFFFD2C"));
            Assert.Equal(bytes + "FFFB2CFFFD2C", part.WaitFor((bytes.Length / 2) + 6));

            part.Say(Convert.FromHexString("79FF1F"));
            Assert.Equal("79FF1F", Convert.ToHexString(BridgeBoard.Read(client, 3)));
        }

        [Fact]
        public void Each_target_has_its_own_port_and_its_lines_are_logged_without_a_client()
        {
            using BridgeBoard board = new BridgeBoard();
            using TcpClient client = board.Enter(BridgeBoard.PortB);

            Assert.Contains("heartbeat", Encoding.ASCII.GetString(BridgeBoard.Read(client, 60)));
            int from = board.Test.Board.Log.Count;
            board.Test.Wait("A> heartbeat", from);
            Assert.DoesNotContain(board.Test.Board.Log.Lines.Skip(from), line => line.StartsWith("B> ", StringComparison.Ordinal));

            client.Close();
            board.Test.Wait("B: bridge: 127.0.0.1 has left", from);
            board.Test.Wait("B> heartbeat", board.Test.Board.Log.Count);
        }

        [Fact]
        public void The_web_server_resets_the_part_and_sets_the_format_for_clients_without_telnet()
        {
            using BridgeBoard board = new BridgeBoard();
            using TcpClient client = board.Enter();

            Assert.Equal(HttpStatusCode.Accepted, board.Post("/targets/A/bootloader"));
            board.WaitFor("A", "Bootloader");
            client.GetStream().Write(new byte[] { 0x7F });
            BridgeBoard.ReadTo(client, "79");
            client.GetStream().Write(new byte[] { 0x02, 0xFD });
            Assert.Equal("7901043579", Convert.ToHexString(BridgeBoard.Read(client, 5)));

            Assert.Equal(HttpStatusCode.Accepted, board.Post("/targets/A/run"));
            board.WaitFor("A", "1.0.0");
            Assert.Contains("heartbeat", Encoding.ASCII.GetString(BridgeBoard.Read(client, 60)));
        }

        [Theory]
        [InlineData("/targets/C/run", HttpStatusCode.NotFound)]
        [InlineData("/targets/a/run", HttpStatusCode.NotFound)]
        [InlineData("/targets/A/erase", HttpStatusCode.NotFound)]
        [InlineData("/targets//run", HttpStatusCode.NotFound)]
        [InlineData("/targets/run", HttpStatusCode.NotFound)]
        [InlineData("/targets/%41/run", HttpStatusCode.Accepted)]
        public void Unknown_paths_are_refused(string path, HttpStatusCode status)
        {
            using BridgeBoard board = new BridgeBoard();

            Assert.Equal(status, board.Post(path));
        }
    }
}
