using Esp32Bridge.Bench.Chip;
using Esp32Bridge.EndToEnd.StandIns;
using Esp32Bridge.Network;
using Esp32Bridge.Tests.Doubles;
using Xunit;

namespace Esp32Bridge.EndToEnd.Network
{
    /// <summary>The device checks its network once a minute, for years.</summary>
    public class WifiStationTests
    {
        [Theory]
        [InlineData(true)]
        [InlineData(false)]
        public void Repeated_checks_of_the_network_leak_nothing(bool isNetworkUp)
        {
            using FakeWires wires = new FakeWires();
            wires.Esp32.TimeScale = 1000;
            wires.Esp32.IsNetworkUp = isNetworkUp;
            wires.Run(() =>
            {
                FakeLog log = new FakeLog();
                WifiStation station = new WifiStation(log);
                for (int i = 0; i < 5; i++)
                {
                    Assert.Equal(isNetworkUp, station.TryConnect());
                }

                Assert.Equal(isNetworkUp ? "network: this device is at 127.0.0.1|" : string.Empty, log.Text);
                Assert.Equal(0, Session.Current.WifiAdapters);
            });
        }
    }
}
