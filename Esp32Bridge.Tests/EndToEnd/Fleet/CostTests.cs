using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Bench.HawkBit;
using Esp32Bridge.Bench.Ota;
using Xunit;
using Xunit.Abstractions;

namespace Esp32Bridge.EndToEnd.Fleet
{
    /// <summary>The cost of one device for its server, counted on the wire: the figures of the page on fleets.</summary>
    public class CostTests
    {
        private const int ImageSize = 100000;
        private const int Looks = 10;

        // An interval passes in half a second.
        private const int TimeScale = 20;
        private const int Interval = 10 * 1000;
        private const string Host = "ota.example.com";

        private readonly ITestOutputHelper _output;

        public CostTests(ITestOutputHelper output)
        {
            _output = output;
        }

        [Theory]
        [InlineData("http", 1.2, 500, 6000)]
        [InlineData("https", 1.2, 3500, 30000)]
        public void A_poll_of_a_file_and_an_update(string scheme, double connections, int bytes, int overhead)
        {
            using TestCertificates certificates = new TestCertificates();
            using X509Certificate2 certificate = scheme == "https" ? certificates.CreateServer(Host) : null;
            using TestBoard test = new TestBoard(size: ImageSize);
            using OtaServer server = new OtaServer(certificate);
            using CountingRelay relay = new CountingRelay(server.Port);
            test.Board.Esp32.TimeScale = TimeScale;
            test.Description.PollInterval = Interval;
            test.Description.RootCertificate = certificates.RootPem;
            test.Description.ManifestUrl = $"{scheme}://{Host}/job.json";
            test.Board.Esp32.Hosts[Host] = relay.Port;
            server.Put("/A.bin", test.New("A"));
            server.Put("/B.bin", test.New("B"));
            server.Publish(test.Job(1).ToBytes());

            test.Board.PowerOn();
            test.WaitForEnd();

            ExpectUpdate(relay, overhead);
            ExpectLook(relay, () => server.Requests.Count(request => request == "GET /job.json"), connections, bytes);
        }

        [Theory]
        [InlineData("http", 1, 500, 15000)]
        [InlineData("https", 1, 3500, 60000)]
        public void A_poll_of_hawkBit_and_an_update(string scheme, double connections, int bytes, int overhead)
        {
            using TestCertificates certificates = new TestCertificates();
            using X509Certificate2 certificate = scheme == "https" ? certificates.CreateServer(Host) : null;
            using TestBoard test = new TestBoard(size: ImageSize);
            using DdiServer server = new DdiServer(certificate) { Sleep = "00:00:10" };
            using CountingRelay relay = new CountingRelay(server.Port);
            test.Board.Esp32.TimeScale = TimeScale;
            test.Description.PollInterval = Interval;
            test.Description.RootCertificate = certificates.RootPem;
            test.Description.HawkBitUrl = $"{scheme}://{Host}/DEFAULT/controller/v1/esp32bridge";
            test.Description.HawkBitAuthorization = "TargetToken " + DdiServer.TargetToken;
            test.Board.Esp32.Hosts[Host] = relay.Port;
            byte[] manifest = test.Job(1).ToBytes();
            DdiAction action = server.Assign("esp32bridge", new Dictionary<string, byte[]>
            {
                ["A.bin"] = test.New("A"),
                ["B.bin"] = test.New("B"),
                ["job.json"] = manifest,
                ["job.json.sig"] = JobSignature.Of(manifest),
            });

            test.Board.PowerOn();
            Assert.True(action.WaitForEnd());
            Assert.Equal("finished", action.State);
            Assert.True(SpinWait.SpinUntil(() => server.AttributesOf("esp32bridge") != null, TimeSpan.FromSeconds(30)));
            ExpectUpdate(relay, overhead);
            ExpectLook(relay, () => server.Requests.Count(request => request == "GET /DEFAULT/controller/v1/esp32bridge"), connections, bytes);
        }

        // Each image comes twice: once for the check, and once for writing.
        private void ExpectUpdate(CountingRelay relay, int overhead)
        {
            (int connections, long up, long down) = relay.Counts;
            long rest = up + down - (4 * ImageSize);
            _output.WriteLine($"an update: {connections} connections, {up} bytes up, {down} bytes down, {rest} in addition to twice the images");
            Assert.InRange(rest, 0, overhead);
        }

        private void ExpectLook(CountingRelay relay, Func<int> looks, double connections, int bytes)
        {
            int first = looks();
            (int Connections, long Up, long Down) before = relay.Counts;
            Assert.True(SpinWait.SpinUntil(() => looks() >= first + Looks, TimeSpan.FromSeconds(120)));
            (int Connections, long Up, long Down) after = relay.Counts;
            double perLook = (double)(after.Connections - before.Connections) / Looks;
            double up = (double)(after.Up - before.Up) / Looks;
            double down = (double)(after.Down - before.Down) / Looks;
            _output.WriteLine($"a poll: {perLook:F2} connections, {up:F0} bytes up, {down:F0} bytes down");
            Assert.InRange(perLook, 0.9, connections + 0.1);
            Assert.InRange(up + down, 1, bytes);
        }
    }
}
