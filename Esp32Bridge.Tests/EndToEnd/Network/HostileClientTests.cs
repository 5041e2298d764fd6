using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace Esp32Bridge.EndToEnd.Network
{
    /// <summary>The job server and hostile clients: whatever they do, a good request succeeds after it.</summary>
    [Collection(AloneCollection.Name)]
    public sealed class HostileClientTests : IDisposable
    {
        private const string Slow = "GET /status HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ";

        // Five seconds of the device are a sixth of a second here.
        private readonly ServingChip _chip = new ServingChip(30);

        [Theory]
        [InlineData("")]
        [InlineData("P")]
        [InlineData("POST /job HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + ServingChip.Token + "\r\nX-Signature: c0ffee\r\nContent-Length: 100\r\n\r\n{")]
        [InlineData("POST /job HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + ServingChip.Token + "\r\nX-Signature: c0ffee\r\nContent-Length: 100\r\nExpect: 100-continue\r\n\r\n")]
        public void An_incomplete_request_times_out_and_the_connection_is_closed(string request)
        {
            string answer = _chip.Talk(request);
            Assert.Equal(request.Length > 0, answer.Contains("408 Request Timeout", StringComparison.Ordinal));
            SucceedsAfterwards();
        }

        [Theory]
        [InlineData("")]
        [InlineData("POST /job HT")]
        [InlineData("POST /job HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + ServingChip.Token + "\r\nX-Signature: c0ffee\r\nContent-Length: 100\r\n\r\n{")]
        public void Clients_come_and_leave(string request)
        {
            for (int i = 0; i < 20; i++)
            {
                using TcpClient client = _chip.Connect();
                client.GetStream().Write(Encoding.ASCII.GetBytes(request));
                client.LingerState = new LingerOption(i % 2 == 0, 0);
            }

            SucceedsAfterwards();
        }

        [Fact]
        public void A_client_that_ends_in_the_middle_gets_an_error()
        {
            using TcpClient client = _chip.Connect();
            NetworkStream stream = client.GetStream();
            stream.Write(Encoding.ASCII.GetBytes("POST /job HT"));
            client.Client.Shutdown(SocketShutdown.Send);
            Assert.StartsWith("HTTP/1.1 400 ", ServingChip.ReadAnswer(stream), StringComparison.Ordinal);
            SucceedsAfterwards();
        }

        [Fact]
        public void A_request_can_come_byte_by_byte()
        {
            using ServingChip chip = new ServingChip();
            using TcpClient client = chip.Connect();
            client.NoDelay = true;
            string text = chip.NextJob();
            foreach (byte value in Encoding.ASCII.GetBytes(ServingChip.HeadOf(text) + text))
            {
                client.GetStream().WriteByte(value);
                Thread.Sleep(1);
            }

            Assert.StartsWith("HTTP/1.1 202 ", ServingChip.ReadAnswer(client.GetStream()), StringComparison.Ordinal);
        }

        // A second here, and bytes for 20 seconds, so that a timeout that each byte renews is detected.
        [Theory]
        [InlineData("GET /status HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ", 1000)]
        [InlineData("POST /job HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + ServingChip.Token + "\r\nX-Signature: c0ffee\r\nContent-Length: 1000\r\n\r\n", 999)]
        public async Task Bytes_do_not_renew_the_timeout_of_a_client(string begin, int bytes)
        {
            using ServingChip chip = new ServingChip(5);
            using TcpClient client = chip.Connect();
            client.GetStream().Write(Encoding.ASCII.GetBytes(begin));
            Task<int> trickle = Task.Run(() => Trickle(client, bytes, 20));

            Assert.StartsWith("HTTP/1.1 408 ", ServingChip.ReadAnswer(client.GetStream()), StringComparison.Ordinal);
            Assert.InRange(await trickle, 1, bytes - 1);
        }

        [Fact]
        public void A_slow_client_cannot_block_the_server()
        {
            using TcpClient client = _chip.Connect();
            client.GetStream().Write(Encoding.ASCII.GetBytes(Slow));
            Task<int> trickle = Task.Run(() => Trickle(client, 1000, 20));
            Assert.Equal(HttpStatusCode.Accepted, _chip.PostNext());
        }

        // The time of none is over when the good one has its answer; the oldest one was dropped.
        [Fact]
        public async Task Four_slow_clients_do_not_keep_another_one_waiting()
        {
            using ServingChip chip = new ServingChip();
            List<TcpClient> slow = new List<TcpClient>();
            for (int i = 0; i < 4; i++)
            {
                slow.Add(chip.Connect());
                slow[i].GetStream().Write(Encoding.ASCII.GetBytes(Slow));
            }

            Task<int>[] trickles = slow.Select(client => Task.Run(() => Trickle(client, 10000, 20))).ToArray();

            for (int i = 0; i < 2; i++)
            {
                Assert.StartsWith("HTTP/1.1 200 ", chip.Talk("GET /status HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"), StringComparison.Ordinal);
            }

            Assert.Contains(trickles, trickle => !trickle.IsCompleted);
            Assert.DoesNotContain(chip.Lines, line => line.Contains("within 5 s", StringComparison.Ordinal));
            slow.ForEach(client => client.Dispose());
            await Task.WhenAll(trickles);
        }

        [Fact]
        public async Task Sixteen_slow_clients_that_reconnect_at_once_do_not_block_others()
        {
            using ServingChip chip = new ServingChip();
            using CancellationTokenSource end = new CancellationTokenSource();
            Task[] slow = Enumerable.Range(0, 16).Select(_ => Task.Run(() => TrickleAgain(chip, end.Token))).ToArray();
            Assert.True(SpinWait.SpinUntil(() => chip.Lines.Any(line => line.Contains("oldest client is dropped", StringComparison.Ordinal)), TimeSpan.FromSeconds(30)));

            for (int i = 0; i < 5; i++)
            {
                Assert.Equal(HttpStatusCode.Accepted, await PostPatiently(chip));
            }

            end.Cancel();
            await Task.WhenAll(slow);
        }

        [Fact]
        public void A_client_that_never_reads_or_closes_cannot_block_the_server()
        {
            using TcpClient client = _chip.Connect();
            client.GetStream().Write(Encoding.ASCII.GetBytes("GET /status HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"));
            SucceedsAfterwards();
        }

        [Fact]
        public void Garbage_is_refused()
        {
            Random random = new Random(1);
            for (int i = 0; i < 30; i++)
            {
                byte[] bytes = new byte[1 + random.Next(3000)];
                random.NextBytes(bytes);
                Exchange(bytes.Concat(Encoding.ASCII.GetBytes("\r\n\r\n")).ToArray());
            }

            SucceedsAfterwards();
        }

        [Theory]
        [InlineData(2048, "200")]
        [InlineData(2049, "431")]
        [InlineData(100 * 1000, "431")]
        public void A_head_is_refused_when_it_is_larger_than_2_KiB(int size, string status)
        {
            const string Begin = "GET /status HTTP/1.1\r\nHost: 127.0.0.1\r\nA: ";
            const string End = "\r\n\r\n";

            // In real time: otherwise the second in which the server drains an unwanted body is 33 ms, too little on a busy PC.
            using ServingChip chip = new ServingChip();
            Assert.StartsWith("HTTP/1.1 " + status, chip.Talk(Begin + new string('x', size - Begin.Length - End.Length) + End), StringComparison.Ordinal);
            SucceedsAfterwards(chip);
        }

        [Fact]
        public void A_head_without_an_end_is_refused()
        {
            using TcpClient client = _chip.Connect();
            Task.Run(() =>
            {
                for (int i = 0; i < 10000; i++)
                {
                    client.GetStream().Write(Encoding.ASCII.GetBytes("A: b\r\n"));
                }
            }).ContinueWith(_ => { }, TaskScheduler.Default);
            byte[] begin = new byte[12];
            client.GetStream().ReadExactly(begin);
            Assert.Equal("HTTP/1.1 431", Encoding.ASCII.GetString(begin));
            SucceedsAfterwards();
        }

        [Fact]
        public async Task The_server_survives_fifty_connections_at_once_silent_or_not()
        {
            using ServingChip chip = new ServingChip(10);
            using HttpClient client = new HttpClient();
            List<TcpClient> silent = Enumerable.Range(0, 50).Select(_ => new TcpClient(AddressFamily.InterNetwork)).ToList();
            Task[] connecting = silent.Select(one => one.ConnectAsync("127.0.0.1", chip.Port)).ToArray();
            Task<HttpResponseMessage>[] good = Enumerable.Range(0, 5).Select(_ => client.GetAsync(chip.Url + "/status")).ToArray();

            Assert.All(await Task.WhenAll(good), answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
            await Task.WhenAll(connecting);
            Assert.Equal(HttpStatusCode.Accepted, chip.PostNext());
            silent.ForEach(one => one.Dispose());
        }

        [Fact]
        public void A_thousand_requests_leak_no_socket()
        {
            for (int i = 0; i < 1000; i++)
            {
                Assert.StartsWith("HTTP/1.1 200", _chip.Talk("GET /status HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"), StringComparison.Ordinal);
            }

            Assert.Empty(_chip.Lines);
        }

        public void Dispose()
        {
            _chip.Dispose();
        }

        // The number of bytes that the server took before it dropped the client.
        private static int Trickle(TcpClient client, int bytes, int pause)
        {
            for (int i = 0; i < bytes; i++)
            {
                try
                {
                    client.GetStream().WriteByte((byte)'x');
                }
                catch (Exception error) when (error is IOException || error is InvalidOperationException)
                {
                    return i;
                }

                Thread.Sleep(pause);
            }

            return bytes;
        }

        private static void TrickleAgain(ServingChip chip, CancellationToken end)
        {
            while (!end.IsCancellationRequested)
            {
                try
                {
                    using TcpClient client = chip.Connect();
                    client.GetStream().Write(Encoding.ASCII.GetBytes(Slow));
                    while (!end.IsCancellationRequested && Trickle(client, 1, 20) > 0)
                    {
                    }
                }
                catch (Exception error) when (error is IOException || error is SocketException)
                {
                    // The connection was not even accepted.
                }
            }
        }

        // A dropped client tries again, as a person would.
        private static async Task<HttpStatusCode> PostPatiently(ServingChip chip)
        {
            string text = chip.NextJob();
            for (int i = 0; i < 10; i++)
            {
                try
                {
                    using HttpResponseMessage answer = chip.Post(text, ServingChip.Sign(text));
                    return answer.StatusCode;
                }
                catch (HttpRequestException)
                {
                    await Task.Delay(100);
                }
            }

            return HttpStatusCode.RequestTimeout;
        }

        private void Exchange(byte[] request)
        {
            using TcpClient client = _chip.Connect();
            try
            {
                client.GetStream().Write(request);
                ServingChip.ReadAnswer(client.GetStream());
            }
            catch (IOException)
            {
                // It may be cut off as well.
            }
        }

        private void SucceedsAfterwards()
        {
            SucceedsAfterwards(_chip);
        }

        private static void SucceedsAfterwards(ServingChip chip)
        {
            string text = chip.NextJob();
            using HttpResponseMessage answer = chip.Post(text, ServingChip.Sign(text));
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            Assert.Equal(text, chip.LastManifest());
        }
    }
}
