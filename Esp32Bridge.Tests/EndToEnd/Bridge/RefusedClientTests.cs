using System;
using System.Device.Gpio;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using Esp32Bridge.Board;
using Esp32Bridge.Bridge;
using Esp32Bridge.EndToEnd.StandIns;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Timing;
using Xunit;

namespace Esp32Bridge.EndToEnd.Bridge
{
    /// <summary>A resource such as memory is missing while a client is accepted.</summary>
    public class RefusedClientTests
    {
        private const int Port = 2001;
        private const string Welcome = "A: bridge: 127.0.0.1 is connected";

        private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

        private readonly FakeLog _log = new FakeLog();

        [Fact]
        public void The_client_is_refused_with_a_line_in_the_log_and_the_next_one_is_served()
        {
            using FakeWires wires = new FakeWires();
            _log.FailsAt = Welcome;
            wires.Esp32.PowerOn(Serve);
            using (TcpClient refused = Connect(wires))
            {
                Assert.Empty(BridgeBoard.Read(refused, 1));
            }

            WaitFor("A: bridge: a client is refused: InvalidOperationException ");
            Assert.Equal("25 held", Assert.Single(wires.Pins));

            _log.FailsAt = null;
            using TcpClient served = Connect(wires);
            WaitFor(Welcome);
            served.GetStream().WriteByte(0x41);

            Assert.True(SpinWait.SpinUntil(() => wires.Pins.ToArray()[^1] == "25 sends 41", _patience), string.Join('\n', wires.Pins));
        }

        private static TcpClient Connect(FakeWires wires)
        {
            Assert.True(SpinWait.SpinUntil(() => wires.Esp32.Ports.ContainsKey(Port), _patience), "the port does not open");
            TcpClient client = new TcpClient(AddressFamily.InterNetwork) { ReceiveTimeout = (int)_patience.TotalMilliseconds };
            client.Connect(IPAddress.Loopback, wires.Esp32.Ports[Port]);
            return client;
        }

        private void Serve()
        {
            IClock clock = new SystemClock();
            TargetDescription description = new TargetDescription("A", new UartWiring("COM2", 25, 26), 27, 33);
            BoardTarget wires = BoardTarget.CreateAll(new TargetDescription[] { description }, UartPort.UsualBufferSize, clock)[0];
            BridgeTarget target = new BridgeTarget("A", wires, description.ApplicationBaudRate, description.BootloaderBaudRate);
            BridgePort port = new BridgePort(Port, target, new BridgeAccess(null), clock, _log);
            target.Open();
            for (;;)
            {
                port.Turn();
                clock.Sleep(1);
            }
        }

        private void WaitFor(string text)
        {
            Assert.True(SpinWait.SpinUntil(() => _log.Text.Contains(text, StringComparison.Ordinal), _patience), _log.Text);
        }
    }
}
