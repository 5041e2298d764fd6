using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.EndToEnd.Peers;
using Xunit;

namespace Esp32Bridge.EndToEnd.Bridge
{
    /// <summary>Requests of a web page to a nearby device reach no part.</summary>
    public class WebClientTests
    {
        private const string Away = "A: bridge: 127.0.0.1 is disconnected: it speaks HTTP or TLS; 0 bytes to the part and ";
        private const string Request = "POST /x HTTP/1.1\r\nHost: pump-17:2001\r\nContent-Length: 1\r\n\r\n\x7F";

        [Theory]
        [InlineData(Request, 1000)]
        [InlineData(Request, 1)]
        [InlineData(Request, 7)]
        [InlineData("CONNECT pump-17:2001 HTTP/1.1\r\n\r\n", 1)]
        [InlineData("get http://pump-17:2001/ HTTP/1.1\r\n\r\n", 3)]
        [InlineData("GET /", 1000)]
        [InlineData("\x16\x03\x01\x02\x00\x01\x00\x01\xFC\x03\x03", 1)]
        public void A_request_at_the_port_of_a_target_reaches_no_part_and_the_next_client_is_served(string request, int piece)
        {
            using BridgeBoard board = new BridgeBoard();
            StrangePart part = board.Replace("A");
            using (TcpClient web = board.Enter())
            {
                byte[] bytes = Encoding.Latin1.GetBytes(request);
                for (int i = 0; i < bytes.Length; i += piece)
                {
                    Write(web, bytes.AsSpan(i, Math.Min(piece, bytes.Length - i)));
                    Thread.Sleep(piece < bytes.Length ? 5 : 0);
                }

                board.Test.Wait(Away);
            }

            using TcpClient tool = board.Enter();
            tool.GetStream().Write(new byte[] { 0x7F });
            Assert.Equal("7F", part.WaitFor(1));
        }

        [Fact]
        public async Task A_browser_that_takes_the_port_for_a_web_site_gets_nothing()
        {
            using BridgeBoard board = new BridgeBoard();
            StrangePart part = board.Replace("A");
            string address = "127.0.0.1:" + board.Test.Board.Esp32.Ports[BridgeBoard.PortA];
            using HttpClient client = new HttpClient();

            await Assert.ThrowsAsync<HttpRequestException>(() => client.PostAsync("http://" + address, new StringContent("\x7F")));
            board.Test.Wait(Away);
            int from = board.Test.Board.Log.Count;
            await Assert.ThrowsAnyAsync<Exception>(() => client.GetAsync("https://" + address));
            board.Test.Wait(Away, from);

            Assert.Equal(0, part.Count);
        }

        [Fact]
        public void The_last_bytes_of_a_client_are_not_lost_although_they_could_begin_a_request()
        {
            using BridgeBoard board = new BridgeBoard();
            StrangePart part = board.Replace("A");
            using (TcpClient client = board.Enter())
            {
                client.GetStream().Write(Encoding.ASCII.GetBytes("go"));
            }

            Assert.Equal("676F", part.WaitFor(2));
        }

        [Theory]
        [InlineData("Host: evil.example.com\r\n", 421)]
        [InlineData("Host: 127.0.0.1\r\nOrigin: http://evil.example.com\r\n", 403)]
        [InlineData("Host: 127.0.0.1\r\nSec-Fetch-Site: cross-site\r\n", 403)]
        [InlineData("Host: evil.example.com\r\nOrigin: http://evil.example.com\r\nSec-Fetch-Site: cross-site\r\n", 421)]
        [InlineData("Host: 127.0.0.1\r\n", 401)]
        public void A_web_page_cannot_reset_a_part(string fields, int status)
        {
            using BridgeBoard board = new BridgeBoard();
            string authorization = status == 401 ? string.Empty : "Authorization: Bearer " + TestBoard.Token + "\r\n";

            Assert.Equal(status, Talk(board, $"POST /targets/A/bootloader HTTP/1.1\r\n{fields}{authorization}Content-Length: 0\r\n\r\n"));

            ExpectUntouched(board);
        }

        [Fact]
        public void A_device_without_a_token_resets_nothing()
        {
            using BridgeBoard board = new BridgeBoard(token: null);

            Assert.Equal(403, Talk(board, "POST /targets/A/bootloader HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + TestBoard.Token + "\r\n\r\n"));

            ExpectUntouched(board);
        }

        [Theory]
        [InlineData("/x://y/targets/A/bootloader", 404)]
        [InlineData("//targets/A/bootloader", 404)]
        [InlineData("/targets//A/bootloader", 404)]
        [InlineData("/targets/A//bootloader", 404)]
        [InlineData("/targets/./A/bootloader", 404)]
        [InlineData("/targets/x/../A/bootloader", 404)]
        [InlineData("/targets/A/bootloader/", 404)]
        [InlineData("/targets/A%2Fbootloader", 404)]
        [InlineData("/%74argets/A/bootloader", 404)]
        [InlineData("/Targets/A/bootloader", 404)]
        [InlineData("/targets/A/Bootloader", 404)]
        [InlineData("/targets/a/bootloader", 404)]
        [InlineData("/targets/A;x/bootloader", 404)]
        [InlineData("/targets/%2541/bootloader", 404)]
        [InlineData("/targets/%4/bootloader", 400)]
        [InlineData("/targets/A%/bootloader", 400)]
        [InlineData("/targets/%4g/bootloader", 400)]
        [InlineData("/targets/A/bootloader#", 400)]
        [InlineData("/targets/A\\bootloader", 400)]
        [InlineData("targets/A/bootloader", 400)]
        [InlineData("ftp://127.0.0.1/targets/A/bootloader", 400)]
        [InlineData("http://evil.example.com/targets/A/bootloader", 400)]
        [InlineData("http://127.0.0.1/x://y/targets/A/bootloader", 404)]
        public void Only_its_own_path_resets_a_part(string target, int status)
        {
            using BridgeBoard board = new BridgeBoard();

            Assert.Equal(status, Talk(board, $"POST {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {TestBoard.Token}\r\n\r\n"));

            ExpectUntouched(board);
        }

        [Theory]
        [InlineData("/targets/%41/bootloader")]
        [InlineData("/targets/A/bootloader?x=/targets/A/run")]
        [InlineData("http://127.0.0.1/targets/A/bootloader")]
        public void Each_spelling_of_its_own_path_resets_a_part(string target)
        {
            using BridgeBoard board = new BridgeBoard();

            Assert.Equal(202, Talk(board, $"POST {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {TestBoard.Token}\r\n\r\n"));

            board.WaitFor("A", "Bootloader");
        }

        [PeerTheory("curl")]
        [InlineData("bootloader", "Bootloader")]
        [InlineData("run", "1.0.0")]
        public void Curl_resets_a_part_as_the_README_says(string action, string state)
        {
            using BridgeBoard board = new BridgeBoard();
            string arguments = $"-s -m 30 -o /dev/null -w %{{http_code}} -X POST -H \"Authorization: Bearer {TestBoard.Token}\" http://127.0.0.1:{PortOf(board)}/targets/A/{action}";
            using Process process = Process.Start(new ProcessStartInfo("curl", arguments) { RedirectStandardOutput = true });

            Assert.Equal("202", process.StandardOutput.ReadToEnd());
            board.WaitFor("A", state);
        }

        // The device may close the connection before the client has sent everything.
        private static void Write(TcpClient client, ReadOnlySpan<byte> bytes)
        {
            try
            {
                client.GetStream().Write(bytes);
            }
            catch (Exception error) when (error is IOException || error is InvalidOperationException)
            {
            }
        }

        private static void ExpectUntouched(BridgeBoard board)
        {
            Assert.Equal("1.0.0", board.Test.Runs("A"));
            board.Test.Wait("A> heartbeat", board.Test.Board.Log.Count);

            // A part counts from 1 again after a reset.
            int[] beats = board.Test.Board.Log.Lines
                .Where(line => line.StartsWith("A> heartbeat", StringComparison.Ordinal))
                .Select(line => int.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture))
                .ToArray();
            Assert.Equal(beats.Distinct().Order(), beats);
        }

        private static int PortOf(BridgeBoard board)
        {
            int port = board.Test.Description.HttpPort;
            Assert.True(SpinWait.SpinUntil(() => board.Test.Board.Esp32.Ports.ContainsKey(port), TimeSpan.FromSeconds(30)));
            return board.Test.Board.Esp32.Ports[port];
        }

        private static int Talk(BridgeBoard board, string request)
        {
            using TcpClient client = new TcpClient("127.0.0.1", PortOf(board)) { ReceiveTimeout = 30 * 1000 };
            client.GetStream().Write(Encoding.ASCII.GetBytes(request));
            string answer = Network.ServingChip.ReadAnswer(client.GetStream());
            return int.Parse(answer.Split(' ')[1], CultureInfo.InvariantCulture);
        }
    }
}
