using System;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using Esp32Bridge.Bench.Ota;
using Esp32Bridge.Bench.Probes;
using Xunit;
using DotNetProtocols = System.Security.Authentication.SslProtocols;

namespace Esp32Bridge.EndToEnd.StandIns
{
    /// <summary>TLS as in nanoFramework and Mbed TLS.</summary>
    public sealed class TlsTests : IDisposable
    {
        private const string Host = "ota.example.com";
        private const string Url = "https://ota.example.com/a";
        private const SslProtocols Both = SslProtocols.Tls12 | SslProtocols.Tls13;

        private readonly TestCertificates _certificates = new TestCertificates();
        private readonly FakeWires _wires = new FakeWires();
        private OtaServer _server;

        [Fact]
        public void Nothing_is_verified_by_default()
        {
            Serve("other.example.com");
            _wires.Run(() => Assert.Equal("200 here", new HttpProbe().Run(Url)));
            _wires.Run(() => Assert.Equal("200 here", new HttpProbe { Verification = SslVerification.VerifyPeer }.Run(Url)));
        }

        [Fact]
        public void A_root_of_the_request_is_trusted_as_text_and_as_bytes()
        {
            Serve(Host);
            _wires.Run(() => Assert.Equal("200 here", Verifying(_certificates.RootPem).Run(Url)));
            HttpProbe probe = Verifying(null);
            probe.RootBytes = _certificates.RootBytes;
            _wires.Run(() => Assert.Equal("200 here", probe.Run(Url)));
        }

        [Fact]
        public void DER_bytes_that_end_with_a_zero_are_not_taken_for_text()
        {
            TestCertificates other = new TestCertificates("Other Root");
            while (other.RootBytes[^1] != 0)
            {
                other = new TestCertificates("Other Root");
            }

            Serve(Host);
            HttpProbe probe = Verifying(null);
            probe.RootBytes = other.RootBytes;
            FailsToVerify(probe);
        }

        [Fact]
        public void A_root_of_the_device_is_trusted()
        {
            Serve(Host);
            _wires.Esp32.RootCertificates.Add(_certificates.RootPem);
            _wires.Run(() => Assert.Equal("200 here", Verifying(null).Run(Url)));
        }

        [Fact]
        public void Without_a_root_no_server_is_trusted()
        {
            Serve(Host);
            FailsToVerify(Verifying(null));
        }

        [Fact]
        public void A_certificate_of_another_root_is_refused()
        {
            using TestCertificates others = new TestCertificates();
            Serve(Host);
            FailsToVerify(Verifying(others.RootPem));
        }

        [Fact]
        public void A_certificate_for_another_host_is_refused()
        {
            Serve("other.example.com");
            FailsToVerify(Verifying(_certificates.RootPem));
        }

        [Fact]
        public void A_certificate_that_has_expired_is_refused()
        {
            _server = new OtaServer(_certificates.CreateServer(Host, DateTimeOffset.UtcNow.AddDays(-10), DateTimeOffset.UtcNow.AddDays(-1)));
            _wires.Esp32.Hosts[Host] = _server.Port;
            FailsToVerify(Verifying(_certificates.RootPem));
        }

        [Fact]
        public void Without_the_time_no_certificate_is_valid()
        {
            Serve(Host);
            _wires.Esp32.IsTimeKnown = false;
            FailsToVerify(Verifying(_certificates.RootPem));
        }

        [Fact]
        public void An_exception_in_GetRequestStream_is_not_wrapped()
        {
            Serve(Host);
            HttpProbe post = Verifying(null);
            post.Method = "POST";
            post.ContentLength = 1;
            post.Body = new byte[1];
            _wires.Run(() => Assert.Equal(-0x2700, Assert.ThrowsAny<SocketException>(() => post.Run(Url)).ErrorCode));
        }

        [Theory]
        [InlineData(SslProtocols.None, DotNetProtocols.Tls13, true)]
        [InlineData(SslProtocols.None, DotNetProtocols.Tls12, false)]
        [InlineData(SslProtocols.Tls12, DotNetProtocols.Tls12, true)]
        [InlineData(SslProtocols.Tls12, DotNetProtocols.Tls13, false)]
        [InlineData(SslProtocols.Tls, DotNetProtocols.Tls12, true)]
        [InlineData(SslProtocols.Tls13, DotNetProtocols.Tls12, false)]
        [InlineData(Both, DotNetProtocols.Tls12, true)]
        [InlineData(Both, DotNetProtocols.Tls13, true)]
        public void The_versions_follow_the_flags_as_in_nanoFramework(SslProtocols client, DotNetProtocols server, bool works)
        {
            Serve(Host, server);
            HttpProbe probe = new HttpProbe { Protocols = client };
            if (works)
            {
                _wires.Run(() => Assert.Equal("200 here", probe.Run(Url)));
            }
            else
            {
                _wires.Run(() => Assert.IsAssignableFrom<SocketException>(Assert.Throws<WebException>(() => probe.Run(Url)).InnerException));
            }
        }

        [Fact]
        public void An_invalid_certificate_throws_ArgumentException()
        {
            _wires.Run(() => Assert.Throws<ArgumentException>(() => new HttpProbe { RootPem = "none" }.Run(Url)));
            _wires.Run(() => Assert.Throws<ArgumentException>(() => new HttpProbe { RootBytes = Encoding.UTF8.GetBytes(_certificates.RootPem) }.Run(Url)));
        }

        [Fact]
        public void A_server_that_is_silent_in_the_handshake_blocks_the_whole_firmware_forever()
        {
            using TcpListener silent = new TcpListener(IPAddress.Loopback, 0);
            silent.Start();
            using ManualResetEventSlim free = new ManualResetEventSlim();
            _wires.Esp32.TimeScale = 1000;
            _wires.Esp32.PowerOn(() =>
            {
                Bench.Chip.Session.Current.RunThread(() =>
                {
                    for (;;)
                    {
                        Bench.Chip.Session.Current.Sleep(1);
                        free.Set();
                    }
                });
                new HttpProbe { Timeout = 1000, ReadTimeout = 1000 }.Run("https://127.0.0.1:" + ((IPEndPoint)silent.LocalEndpoint).Port + "/a");
            });
            using TcpClient client = silent.AcceptTcpClient();
            client.GetStream().ReadExactly(new byte[1]);

            free.Reset();
            Thread.Sleep(20);
            free.Reset();
            Assert.False(free.Wait(TimeSpan.FromMilliseconds(300)));
            client.Close();
            Assert.True(free.Wait(TimeSpan.FromSeconds(30)));
        }

        [Fact]
        public void The_wait_for_a_network_can_wait_for_the_time_too()
        {
            _wires.Esp32.TimeScale = 1000;
            _wires.Esp32.IsTimeKnown = false;
            _wires.Run(() => Assert.False(WifiProbe.Reconnect(true, 10 * 1000)));
            _wires.Run(() => Assert.True(WifiProbe.Reconnect(false, 10 * 1000)));
            _wires.Esp32.IsTimeKnown = true;
            _wires.Run(() => Assert.True(WifiProbe.Reconnect(true, 10 * 1000)));
        }

        public void Dispose()
        {
            _wires.Dispose();
            _server?.Dispose();
            _certificates.Dispose();
        }

        private static HttpProbe Verifying(string root)
        {
            return new HttpProbe { Verification = SslVerification.CertificateRequired, Protocols = Both, RootPem = root };
        }

        private void Serve(string host, DotNetProtocols protocols = DotNetProtocols.Tls12 | DotNetProtocols.Tls13)
        {
            _server = new OtaServer(_certificates.CreateServer(host), protocols);
            _server.Put("/a", Encoding.UTF8.GetBytes("here"));
            _wires.Esp32.Hosts[Host] = _server.Port;
        }

        private void FailsToVerify(HttpProbe probe)
        {
            _wires.Run(() =>
            {
                WebException error = Assert.Throws<WebException>(() => probe.Run(Url));
                Assert.Equal(-0x2700, Assert.IsAssignableFrom<SocketException>(error.InnerException).ErrorCode);
            });
        }
    }
}
