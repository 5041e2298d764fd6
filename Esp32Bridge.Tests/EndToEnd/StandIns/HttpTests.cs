using System;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using Esp32Bridge.Bench.Ota;
using Esp32Bridge.Network;
using Xunit;

namespace Esp32Bridge.EndToEnd.StandIns
{
    /// <summary>The stand-in behaves like nanoFramework's HttpWebRequest, as used by the firmware.</summary>
    public sealed class HttpTests : IDisposable
    {
        private readonly OtaServer _server = new OtaServer();
        private readonly FakeWires _wires = new FakeWires();
        private readonly HttpsTrust _trust = new HttpsTrust(null);

        [Fact]
        public void No_status_throws()
        {
            _wires.Run(() =>
            {
                using HttpDownload download = new HttpDownload(_server.Url + "/missing", 0, null, _trust);
                Assert.Equal(404, download.StatusCode);
            });
        }

        [Fact]
        public void A_connection_that_cannot_be_made_throws_a_WebException()
        {
            _wires.Run(() => Assert.Throws<WebException>(() => new HttpDownload("http://nobody.example.com/a", 0, null, _trust)));
        }

        [Fact]
        public void A_dropped_connection_reads_as_an_end()
        {
            using TcpListener listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            Task serving = Task.Run(async () =>
            {
                using TcpClient client = await listener.AcceptTcpClientAsync();
                await client.GetStream().ReadAtLeastAsync(new byte[1000], 1);
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n0123456789"));
            });
            _wires.Run(() =>
            {
                using HttpDownload download = new HttpDownload("http://127.0.0.1:" + ((IPEndPoint)listener.LocalEndpoint).Port + "/a.bin", 0, null, _trust);
                Assert.Equal(1000, download.ContentLength);
                byte[] buffer = new byte[100];
                int total = 0;
                int got;
                while ((got = download.Read(buffer, 0, buffer.Length)) > 0)
                {
                    total += got;
                }

                Assert.Equal(10, total);
            });
        }

        [Fact]
        public void Without_a_network_nothing_connects()
        {
            _wires.Esp32.IsNetworkUp = false;
            _wires.Run(() => Assert.Throws<WebException>(() => new HttpDownload(_server.Url + "/a", 0, null, _trust)));
        }

        public void Dispose()
        {
            _wires.Dispose();
            _server.Dispose();
        }
    }
}
