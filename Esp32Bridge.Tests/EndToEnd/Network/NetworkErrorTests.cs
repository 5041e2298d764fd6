using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using Esp32Bridge.Bench.Board;
using Xunit;

namespace Esp32Bridge.EndToEnd.Network
{
    /// <summary>The log messages about an unreachable server, and about the device's own ports.</summary>
    public class NetworkErrorTests
    {
        private const string Away = "does not open yet";

        [Fact]
        public void An_unknown_host_is_reported_in_words()
        {
            using TestBoard test = new TestBoard();
            test.Description.ManifestUrl = "http://no.such.host/job.json";
            test.Board.PowerOn();

            test.Wait("no job: fetch http://no.such.host/job.json: expected a connection; got host name not found. Check the network and the server.");
        }

        [Fact]
        public void A_server_that_refuses_connections_is_reported_in_words()
        {
            using TestBoard test = new TestBoard();
            using Socket closed = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            test.Board.Esp32.Hosts["ota.example.com"] = ((IPEndPoint)closed.LocalEndPoint).Port;
            test.Board.PowerOn();

            test.Wait("expected a connection; got connection refused.");
        }

        [Fact]
        public void A_device_that_starts_before_its_network_does_not_complain_about_its_ports()
        {
            using TestBoard test = new TestBoard();
            test.Description.HasBridge = true;
            test.Board.Esp32.IsNetworkUp = false;
            test.Board.PowerOn();
            test.Wait("B> heartbeat 3 ");

            test.Board.Esp32.IsNetworkUp = true;
            test.Publish(test.Job(1));
            test.WaitForEnd();

            Assert.DoesNotContain(test.Board.Log.Lines, line => line.Contains(Away, StringComparison.Ordinal));

            // A port that has never worked stays silent for a minute.
            Assert.True(SpinWait.SpinUntil(() => test.Board.Esp32.Ports.ContainsKey(2001), TimeSpan.FromSeconds(20)));
            test.Wait("A> heartbeat 9 version 2.0.0");
            test.Board.Esp32.IsNetworkUp = false;
            test.Wait("job server: port 80 does not open yet: no network");
            test.Wait("A: bridge: port 2001 does not open yet: no network");
        }
    }
}
