using System;
using System.Security.Cryptography.X509Certificates;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Bench.Ota;
using Esp32Bridge.Tool.Jobs;
using Xunit;

namespace Esp32Bridge.EndToEnd.Board
{
    /// <summary>Jobs by https: accepted if the server is authentic, and ignored otherwise.</summary>
    public sealed class HttpsTests : IDisposable
    {
        private const string Host = "secure.example.com";
        private const string Refused = "expected a connection; got a certificate that does not verify. Check the network and the server. Check its certificate: name and dates and root. Check the clock.";

        private readonly TestCertificates _certificates = new TestCertificates();
        private readonly TestBoard _test = new TestBoard();
        private OtaServer _server;

        [Fact]
        public void A_job_is_done_if_the_root_of_the_board_description_issued_the_certificate()
        {
            _test.Description.RootCertificate = _certificates.RootPem;
            Serve(_certificates.CreateServer(Host));

            _test.Board.PowerOn();
            _test.WaitForEnd();

            ExpectSuccess();
        }

        [Fact]
        public void A_job_is_done_if_a_root_of_the_device_issued_the_certificate()
        {
            _test.Board.Esp32.RootCertificates.Add(_certificates.RootPem);
            Serve(_certificates.CreateServer(Host));

            _test.Board.PowerOn();
            _test.WaitForEnd();

            ExpectSuccess();
        }

        [Fact]
        public void A_certificate_of_another_root_is_rejected()
        {
            using TestCertificates others = new TestCertificates();
            _test.Description.RootCertificate = others.RootPem;
            Serve(_certificates.CreateServer(Host));

            ExpectRefusal();
        }

        [Fact]
        public void A_certificate_for_another_name_is_refused()
        {
            _test.Description.RootCertificate = _certificates.RootPem;
            Serve(_certificates.CreateServer("other.example.com"));

            ExpectRefusal();
        }

        [Fact]
        public void A_certificate_that_has_expired_is_refused()
        {
            _test.Description.RootCertificate = _certificates.RootPem;
            Serve(_certificates.CreateServer(Host, DateTimeOffset.UtcNow.AddDays(-30), DateTimeOffset.UtcNow.AddDays(-1)));

            ExpectRefusal();
        }

        [Fact]
        public void A_device_without_the_time_trusts_no_certificate()
        {
            _test.Description.RootCertificate = _certificates.RootPem;
            _test.Board.Esp32.IsTimeKnown = false;
            Serve(_certificates.CreateServer(Host));

            ExpectRefusal();
        }

        [Fact]
        public void Without_any_root_no_server_is_trusted()
        {
            Serve(_certificates.CreateServer(Host));

            ExpectRefusal();
        }

        [Fact]
        public void An_invalid_root_certificate_is_reported_and_the_loop_goes_on()
        {
            _test.Description.RootCertificate = "-----BEGIN CERTIFICATE-----\nnone\n-----END CERTIFICATE-----\n";
            Serve(_certificates.CreateServer(Host));
            _test.Board.PowerOn();

            Assert.Contains("expected a connection; got ArgumentException", _test.Wait("no job: fetch https://secure.example.com/job.json: "));
            _test.Wait("A> heartbeat 2");
        }

        [Fact]
        public void An_image_of_an_untrusted_server_is_not_programmed()
        {
            using OtaServer other = new OtaServer(_certificates.CreateServer("other.example.com"));
            other.Put("/A.bin", _test.New("A"));
            _test.Board.Esp32.Hosts["images.example.com"] = other.Port;
            _test.Board.Esp32.TimeScale = 5;
            _test.Description.RootCertificate = _certificates.RootPem;
            Serve(_certificates.CreateServer(Host));
            JobFile job = _test.Job(1);
            job.Targets[0]["image"] = "https://images.example.com/A.bin";
            _server.Publish(job.ToBytes());

            _test.Board.PowerOn();

            // The clock of the device, or the certificate, may become right later.
            Assert.Contains("expected a connection to https://images.example.com/A.bin; got a certificate that does not verify.", _test.Wait("job 1: waits: A: "));
            _test.Wait("job 1: B: started with version 2.0.0");
            Assert.Empty(other.Requests);
            Assert.Equal("1.0.0", _test.Runs("A"));
            Assert.Equal("2.0.0", _test.Runs("B"));
        }

        public void Dispose()
        {
            _test.Dispose();
            _server?.Dispose();
            _certificates.Dispose();
        }

        private void Serve(X509Certificate2 certificate)
        {
            _server = new OtaServer(certificate);
            _server.Put("/A.bin", _test.New("A"));
            _server.Put("/B.bin", _test.New("B"));
            _server.Publish(_test.Job(1).ToBytes());
            _test.Board.Esp32.Hosts[Host] = _server.Port;
            _test.Description.ManifestUrl = "https://" + Host + "/job.json";
        }

        private void ExpectSuccess()
        {
            Assert.Equal("2.0.0", _test.Runs("A"));
            Assert.Equal("2.0.0", _test.Runs("B"));
            Assert.True(_test.Holds("A", _test.New("A")));
        }

        private void ExpectRefusal()
        {
            _test.Board.PowerOn();

            Assert.Contains(Refused, _test.Wait("no job: fetch https://secure.example.com/job.json: "));
            int from = _test.Board.Log.Count;
            _test.Wait("A> heartbeat", from);
            Assert.Empty(_server.Requests);
            Assert.Equal("1.0.0", _test.Runs("A"));
            Assert.Equal("1.0.0", _test.Runs("B"));
        }
    }
}
