using System;
using Esp32Bridge.Network;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Timing;
using Xunit;

namespace Esp32Bridge.EndToEnd.StandIns
{
    /// <summary>The firmware's time runs as fast as a test wants. If it does not, a test here times out.</summary>
    public sealed class TimeTests : IDisposable
    {
        private readonly FakeWires _wires = new FakeWires();

        public TimeTests()
        {
            _wires.Esp32.TimeScale = 1000;
        }

        [Fact]
        public void A_sleep_of_ten_minutes_is_short_and_the_clock_agrees_with_it()
        {
            _wires.Run(() =>
            {
                IClock clock = new SystemClock();
                long start = clock.Milliseconds;
                clock.Sleep(10 * 60 * 1000);
                Assert.InRange(clock.Milliseconds - start, 10 * 60 * 1000, long.MaxValue);
            });
        }

        [Fact]
        public void A_short_sleep_is_not_lost()
        {
            _wires.Run(() =>
            {
                IClock clock = new SystemClock();
                long start = clock.Milliseconds;
                clock.Sleep(1);
                Assert.InRange(clock.Milliseconds - start, 1, long.MaxValue);
            });
        }

        [Fact]
        public void The_wait_for_a_network_ends_in_the_firmwares_time()
        {
            _wires.Esp32.IsNetworkUp = false;
            _wires.Run(() => Assert.False(new WifiStation(new FakeLog()).TryConnect()));
        }

        [Fact]
        public void Each_power_on_uses_the_current_scale()
        {
            _wires.Run(() => Assert.Equal(1, Bench.Chip.Session.Current.ToRealTime(1000)));
            _wires.Esp32.PowerOff();
            _wires.Esp32.TimeScale = 10;
            _wires.Run(() => Assert.Equal(100, Bench.Chip.Session.Current.ToRealTime(1000)));
        }

        public void Dispose()
        {
            _wires.Dispose();
        }
    }
}
