using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Configuration;
using Esp32Bridge.Tests.Model;
using Xunit;

namespace Esp32Bridge.EndToEnd.Bridge
{
    /// <summary>
    /// Ten megabytes in each direction at once, at 921600 baud with the time of the bytes on the line. The board's time is that
    /// of the firmware, with the ticks of an ESP32: each sleep and each wait for the UART ends with one, every 10 ms.
    /// </summary>
    [Collection(AloneCollection.Name)]
    public class BridgeTransferTests
    {
        private const int Size = 10 * 1024 * 1024;
        private const int BaudRate = 921600;
        private const int Piece = 64 * 1024;

        private static readonly UartFormat _format = new UartFormat(BaudRate, UartParity.None);

        [Fact]
        public async Task Ten_megabytes_each_way_at_once_arrive_as_they_were_sent()
        {
            byte[] down = new byte[Size];
            byte[] up = new byte[Size];
            new Random(1).NextBytes(down);
            new Random(2).NextBytes(up);
            BoardDescription description = ShippedBoard.Create();
            description.HasBridge = true;
            description.Targets[0].ApplicationBaudRate = BaudRate;
            using VirtualBoard board = new VirtualBoard(description, new[] { Stm32Parts.Create("L432"), Stm32Parts.Create("U575") }, true, null, new BoardClock(true));
            StrangePart part = new StrangePart(board, "A", Size);

            // A client must not be dropped only because this PC is too slow to read.
            board.Esp32.SendBuffer = Size;
            board.Esp32.PowerOn(() => Program.Run(description));
            Assert.True(SpinWait.SpinUntil(() => board.Esp32.Ports.ContainsKey(BridgeBoard.PortA), TimeSpan.FromSeconds(20)));
            board.Log.WaitFor("application loop: started", 0, TimeSpan.FromSeconds(20));
            using TcpClient client = new TcpClient(AddressFamily.InterNetwork) { NoDelay = true };
            client.Connect(IPAddress.Loopback, board.Esp32.Ports[BridgeBoard.PortA]);
            board.Log.WaitFor("A: bridge: 127.0.0.1 is connected", 0, TimeSpan.FromSeconds(20));

            Task sending = client.GetStream().WriteAsync(down, 0, Size);
            Task<byte[]> receiving = Task.Run(() => Receive(client));
            Speak(part, up);
            byte[] received = await receiving;

            Assert.True(up.AsSpan().SequenceEqual(received), "what the part said: " + Difference(up, received) + string.Join('\n', board.Log.Lines, 0, Math.Min(8, board.Log.Lines.Length)));
            Assert.True(SpinWait.SpinUntil(() => part.Count >= Size, TimeSpan.FromMinutes(2)), $"the part heard {part.Count} bytes");
            await sending;
            byte[] heard = part.Heard;
            Assert.True(down.AsSpan().SequenceEqual(heard), "what the part heard: " + Difference(down, heard));
        }

        private static byte[] Receive(TcpClient client)
        {
            byte[] received = new byte[Size];
            client.ReceiveTimeout = 20 * 1000;
            int count = 0;
            try
            {
                int more;
                while (count < Size && (more = client.GetStream().Read(received, count, Size - count)) > 0)
                {
                    count += more;
                }
            }
            catch (System.IO.IOException)
            {
                // The comparison shows what is missing.
            }

            return received.AsSpan(0, count).ToArray();
        }

        // The line always has something to send.
        private static void Speak(StrangePart part, byte[] bytes)
        {
            long before = part.Said;
            for (int said = 0; said < bytes.Length; said += Piece)
            {
                part.Say(bytes.AsSpan(said, Piece).ToArray(), _format);
                while (part.Said - before < said)
                {
                    Thread.Sleep(1);
                }
            }
        }

        private static string Difference(byte[] expected, byte[] actual)
        {
            return $"{actual.Length} bytes, the first {expected.AsSpan().CommonPrefixLength(actual)} as they should be. ";
        }
    }
}
