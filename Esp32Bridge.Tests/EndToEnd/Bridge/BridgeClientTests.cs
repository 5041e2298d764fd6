using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using Esp32Bridge.Bench.Ota;
using Esp32Bridge.Tests.Model;
using Esp32Bridge.Tool.Jobs;
using Xunit;

namespace Esp32Bridge.EndToEnd.Bridge
{
    /// <summary>Who may use the bridge, when, and how a connection ends.</summary>
    public class BridgeClientTests
    {
        private const int BufferSize = 4096;
        private const int PieceSize = 1024;
        private const int Pieces = 1000;
        private const string Loss = "A: bridge: bytes from the part were lost: the receive buffer was full";

        [Fact]
        public void A_second_client_is_refused_without_a_byte_and_the_first_one_goes_on()
        {
            using BridgeBoard board = new BridgeBoard();
            StrangePart part = board.Replace("A");
            using TcpClient first = board.Enter();

            for (int i = 0; i < 3; i++)
            {
                using TcpClient second = board.Connect();
                Assert.Empty(BridgeBoard.Read(second, 1));
            }

            first.GetStream().Write(new byte[] { 0x41 });
            Assert.Equal("41", part.WaitFor(1));
            Assert.Single(board.Test.Board.Log.Lines, line => line == "A: bridge: 127.0.0.1 is refused: 127.0.0.1 is connected");
        }

        [Fact]
        public void A_network_stack_without_keep_alive_times_serves_clients_too()
        {
            using BridgeBoard board = new BridgeBoard();
            board.Test.Board.Esp32.HasKeepAliveTimes = false;
            StrangePart part = board.Replace("A");
            using TcpClient client = board.Connect();

            client.GetStream().Write(new byte[] { 0x41 });

            Assert.Equal("41", part.WaitFor(1));
            board.Test.Wait("A: bridge: 127.0.0.1 is connected; keepalive is not set: SocketException");
        }

        [Fact]
        public void An_address_that_is_not_listed_is_refused()
        {
            using BridgeBoard board = new BridgeBoard(new[] { "192.168.1.10" });

            using TcpClient client = board.Connect();
            Assert.Empty(BridgeBoard.Read(client, 1));

            board.Test.Wait("A: bridge: 127.0.0.1 is refused: it is not among the clients");
            Assert.Equal(HttpStatusCode.Forbidden, board.Post("/targets/A/bootloader"));
            Assert.Equal("1.0.0", board.Test.Runs("A"));
        }

        [Fact]
        public void An_address_that_is_listed_is_accepted()
        {
            using BridgeBoard board = new BridgeBoard(new[] { "192.168.1.10", "127.0.0.1" });

            using TcpClient client = board.Enter();
            Assert.Equal(HttpStatusCode.Accepted, board.Post("/targets/A/run"));
        }

        [Fact]
        public void Without_a_bridge_there_are_no_ports_and_no_paths()
        {
            using BridgeBoard board = new BridgeBoard(hasBridge: false);

            Assert.Equal(HttpStatusCode.NotFound, board.Post("/targets/A/run"));
            Assert.False(board.Test.Board.Esp32.Ports.ContainsKey(BridgeBoard.PortA));
        }

        [Fact]
        public void A_job_ends_the_connection_regularly_and_the_bridge_is_back_after_it()
        {
            using BridgeBoard board = new BridgeBoard();
            using TcpClient client = board.Enter(BridgeBoard.PortB);
            client.GetStream().Write(new byte[] { 0x41, 0x42 });
            Assert.Equal(HttpStatusCode.Accepted, board.Post("/targets/A/bootloader"));
            board.WaitFor("A", "Bootloader");

            board.Test.Publish(board.Test.Job(1));

            // Some bytes, then the regular end: a connection that was reset would throw.
            byte[] buffer = new byte[1000];
            while (client.GetStream().Read(buffer) > 0)
            {
            }

            Assert.Equal(HttpStatusCode.Conflict, board.Post("/targets/A/bootloader"));
            board.Test.WaitForEnd(1);
            Assert.Equal("2.0.0", board.Test.Runs("A"));
            using TcpClient next = board.Enter(BridgeBoard.PortB);
            Assert.NotEmpty(BridgeBoard.Read(next, 10));
        }

        // A connection closed with unread bytes is reset: the client would see an error instead of the end.
        [Fact]
        public void A_client_whose_bytes_wait_for_a_slow_line_sees_the_regular_end_too()
        {
            using BridgeBoard board = new BridgeBoard(baudRate: 1200);
            using TcpClient client = board.Enter();
            client.GetStream().Write(new byte[4000]);

            board.Test.Publish(board.Test.Job(1));

            byte[] buffer = new byte[1000];
            while (client.GetStream().Read(buffer) > 0)
            {
            }

            board.Test.WaitForEnd(1);
        }

        [Fact]
        public void A_part_reset_into_its_bootloader_is_started_when_a_job_for_the_other_part_arrives()
        {
            using BridgeBoard board = new BridgeBoard();
            board.Post("/targets/A/bootloader");
            board.WaitFor("A", "Bootloader");

            JobFile job = BenchJob.Create(1);
            job.Add("B", "B.bin", board.Test.New("B"), board.Test.Board.Part("B").Chip.Part.Id, Stm32Part.FlashBase, "2.0.0");
            board.Test.Publish(job);
            board.Test.WaitForEnd(1);

            board.WaitFor("A", "1.0.0");
            Assert.Equal("2.0.0", board.Test.Runs("B"));
        }

        // Half a minute of the firmware's time, 50 times faster. In the first case the part sends all the time.
        [Theory]
        [InlineData(BridgeBoard.PortA, true)]
        [InlineData(BridgeBoard.PortA, false)]
        public void A_client_that_vanishes_frees_the_port(int port, bool talks)
        {
            using BridgeBoard board = new BridgeBoard(timeScale: 50);
            StrangePart part = talks ? null : board.Replace("A");
            using TcpClient client = board.Enter(port);

            board.Test.Board.Esp32.Vanish(port);

            board.Test.Wait("A: bridge: 127.0.0.1 is gone: connection closed");
            using TcpClient next = board.Enter(port);
            next.GetStream().Write(new byte[] { 0x41 });
            Assert.Equal("41", part == null ? "41" : part.WaitFor(1));
        }

        [Fact]
        public void A_client_that_resets_its_connection_makes_room_for_the_next()
        {
            using BridgeBoard board = new BridgeBoard();
            TcpClient client = board.Enter();
            client.Client.LingerState = new LingerOption(true, 0);
            client.Close();

            using TcpClient next = board.Enter();
            Assert.NotEmpty(BridgeBoard.Read(next, 10));
        }

        [Fact]
        public void A_client_that_does_not_read_delays_no_other_and_loses_nothing_up_to_the_buffer()
        {
            using BridgeBoard board = new BridgeBoard();
            StrangePart part = board.Replace("A");
            using TcpClient client = new TcpClient(AddressFamily.InterNetwork) { ReceiveBufferSize = 4096, ReceiveTimeout = 20 * 1000 };
            client.Connect(IPAddress.Loopback, board.Test.Board.Esp32.Ports[BridgeBoard.PortA]);
            board.Test.Wait("A: bridge: 127.0.0.1 is connected");
            using TcpClient other = board.Enter(BridgeBoard.PortB);

            // Each byte encodes its offset; all buffers are full long before the end.
            for (int piece = 0; piece < Pieces; piece++)
            {
                long end = part.Said + PieceSize;
                part.Say(Enumerable.Range(piece * PieceSize, PieceSize).Select(Sample).ToArray());
                Assert.True(SpinWait.SpinUntil(() => part.Said == end, TimeSpan.FromSeconds(20)));
            }

            Assert.Contains("heartbeat", Encoding.ASCII.GetString(BridgeBoard.Read(other, 80)));
            byte[] kept = BridgeBoard.Read(client, BufferSize);
            Assert.Equal(Enumerable.Range(0, BufferSize).Select(Sample), kept);
            while (!board.Test.Board.Log.Lines.Contains(Loss))
            {
                BridgeBoard.Read(client, 1);
            }

            // While the buffer is full, the end of the connection does not get through either.
            byte[] buffer = new byte[2 * BufferSize];
            string got = string.Empty;
            while (!got.Contains("the end", StringComparison.Ordinal))
            {
                part.Say(Encoding.ASCII.GetBytes("the end"));
                got = got[^Math.Min(got.Length, 10)..] + Encoding.Latin1.GetString(buffer, 0, client.GetStream().Read(buffer));
            }

            Assert.Single(board.Test.Board.Log.Lines, line => line == Loss);
        }

        private static byte Sample(int place)
        {
            return (byte)((place >> 8) ^ place);
        }
    }
}
