using System;
using System.Net.Sockets;
using System.Text;
using Esp32Bridge.Tests.Model;
using Xunit;

namespace Esp32Bridge.EndToEnd.Bridge
{
    /// <summary>Clients that begin with the COM port option change the line, and find its default after the one before.</summary>
    public class TelnetBridgeTests
    {
        private const string Hello = "FFFD01FFFB03FFFD03FFFD2CFFFB2C";

        // Binary is offered both ways, the five options are answered, and the modem lines are reported.
        private const string Welcome = "FFFB00FFFD00FFFB01FFFD03FFFB03FFFB2CFFFD2CFFFA2C6BB0FFF0";

        [Fact]
        public void Data_is_escaped_both_ways()
        {
            using BridgeBoard board = new BridgeBoard();
            StrangePart part = board.Replace("A");
            using TcpClient client = Greet(board);

            Send(client, "41FFFF42FFFFFFFF");
            Assert.Equal("41FF42FFFF", part.WaitFor(5));

            part.Say(Convert.FromHexString("FF00FFFF01"));
            Assert.Equal("FFFF00FFFFFFFF01", Convert.ToHexString(BridgeBoard.Read(client, 8)));
        }

        [Fact]
        public void The_format_changes_for_the_bytes_after_it_and_is_restored_when_the_client_leaves()
        {
            using BridgeBoard board = new BridgeBoard();
            StrangePart part = board.Replace("A");
            using (TcpClient client = Greet(board))
            {
                // 57600, 7 data bits, even parity, 2 stop bits, and a byte.
                Send(client, "FFFA2C010000E100FFF0" + "FFFA2C0207FFF0" + "FFFA2C0303FFF0" + "FFFA2C0402FFF0" + "41");
                Assert.Equal(
                    "FFFA2C650000E100FFF0" + "FFFA2C6607FFF0" + "FFFA2C6703FFF0" + "FFFA2C6802FFF0",
                    Convert.ToHexString(BridgeBoard.Read(client, 31)));
                part.WaitFor(1);
                Assert.Equal("57600 Even 7 2", Text(part.Format));
                part.Say(new byte[] { 0x55 }, part.Format);
                Assert.Equal(new byte[] { 0x55 }, BridgeBoard.Read(client, 1));
            }

            board.Test.Wait("has left");
            using TcpClient next = board.Enter();
            next.GetStream().Write(new byte[] { 0x42 });
            part.WaitFor(2);
            Assert.Equal("115200 None 8 1", Text(part.Format));
        }

        // Rates of 1 and of 4 billion; 4 and 9 data bits; mark and space; no stop bits; flow control; a break.
        [Theory]
        [InlineData("0100000001", "650001C200")]
        [InlineData("01FFFFFFFFFFFFFFFF", "650001C200")]
        [InlineData("01000F4240", "650001C200")]
        [InlineData("0204", "6608")]
        [InlineData("0209", "6608")]
        [InlineData("0304", "6701")]
        [InlineData("0305", "6701")]
        [InlineData("0404", "6801")]
        [InlineData("0502", "6901")]
        [InlineData("0503", "6901")]
        [InlineData("0505", "6906")]
        [InlineData("0510", "690E")]
        public void An_unsupported_request_is_answered_with_the_current_setting(string request, string answer)
        {
            using BridgeBoard board = new BridgeBoard();
            StrangePart part = board.Replace("A");
            using TcpClient client = Greet(board);

            Send(client, "FFFA2C" + request + "FFF0" + "41");

            Assert.Equal("FFFA2C" + answer + "FFF0", Convert.ToHexString(BridgeBoard.Read(client, (answer.Length / 2) + 5)));
            part.WaitFor(1);
            Assert.Equal("115200 None 8 1", Text(part.Format));
        }

        [Fact]
        public void Garbage_is_ignored()
        {
            using BridgeBoard board = new BridgeBoard();
            StrangePart part = board.Replace("A");
            using TcpClient client = Greet(board);

            // Commands, unknown options, subnegotiations that are empty, unknown, too long, and without an end.
            Send(client, "FFF1FFF3FFF6FFF9FFF0" + "FFFD7FFFFB7F" + "FFFAFFF0" + "FFFA2CFFF0" + "FFFA18015445FFF0" + "FFFA2C0100FFF0" + "FFFA2CEE00FFF0");
            Send(client, "FFFA2C00" + new string('4', 400) + "FFF0" + "FFFA2C0507" + "FFFA2C0507FFF0" + "41");

            Assert.Equal("FFFC7FFFFE7F" + "FFFA2C6909FFF0", Convert.ToHexString(BridgeBoard.Read(client, 13)));
            Assert.Equal("41", part.WaitFor(1));
        }

        [Fact]
        public void A_client_that_asks_for_silence_gets_the_bytes_afterwards()
        {
            using BridgeBoard board = new BridgeBoard();
            StrangePart part = board.Replace("A");
            using TcpClient client = Greet(board);

            // The next answer shows that the request was carried out.
            Send(client, "FFFA2C08FFF0" + "FFFA2C0507FFF0");
            Assert.Equal("FFFA2C6909FFF0", Convert.ToHexString(BridgeBoard.Read(client, 7)));
            part.Say(Encoding.ASCII.GetBytes("hush"));
            Send(client, "FFFA2C050AFFF0");
            Assert.Equal("FFFA2C690BFFF0", Convert.ToHexString(BridgeBoard.Read(client, 7)));
            Send(client, "FFFA2C09FFF0");
            Assert.Equal("hush", Encoding.ASCII.GetString(BridgeBoard.Read(client, 4)));
        }

        [Fact]
        public void DTR_and_RTS_reset_the_part_into_its_bootloader_and_it_restarts_when_the_client_leaves()
        {
            using BridgeBoard board = new BridgeBoard();
            board.WaitFor("A", "1.0.0");
            using (TcpClient client = Greet(board))
            {
                // RTS off, DTR on, DTR off.
                Send(client, "FFFA2C050CFFF0" + "FFFA2C0508FFF0");
                BridgeBoard.ReadTo(client, "FFFA2C690CFFF0FFFA2C6908FFF0");
                board.WaitFor("A", "Reset");
                Send(client, "FFFA2C0509FFF0");
                board.WaitFor("A", "Bootloader");
            }

            board.WaitFor("A", "1.0.0");
        }

        [Fact]
        public void A_part_left_in_reset_restarts_when_the_client_leaves()
        {
            using BridgeBoard board = new BridgeBoard();
            board.WaitFor("A", "1.0.0");
            using (TcpClient client = Greet(board))
            {
                Send(client, "FFFA2C0508FFF0");
                board.WaitFor("A", "Reset");
            }

            board.WaitFor("A", "1.0.0");
        }

        private static TcpClient Greet(BridgeBoard board)
        {
            TcpClient client = board.Enter();
            Send(client, Hello);
            BridgeBoard.ReadTo(client, Welcome);
            return client;
        }

        private static void Send(TcpClient client, string bytes)
        {
            client.GetStream().Write(Convert.FromHexString(bytes));
        }

        private static string Text(UartFormat format)
        {
            return $"{format.BaudRate} {format.Parity} {format.DataBits} {format.StopBits}";
        }
    }
}
