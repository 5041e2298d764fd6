using Esp32Bridge.Bench.Fleet;
using Xunit;

namespace Esp32Bridge.EndToEnd.Fleet
{
    /// <summary>A fleet whose supply returns at one moment does not poll at one moment.</summary>
    public class FleetTests
    {
        private const int Devices = 3000;

        [Theory]
        [InlineData(60, 60)]
        [InlineData(300, 300)]
        [InlineData(3600, 300)]
        public void The_first_polls_are_spread_over_the_interval_or_five_minutes_and_the_later_ones_too(int interval, int spread)
        {
            FleetOptions options = new FleetOptions(Devices, interval, 5, 15, 60);

            FleetRun run = new FleetRun(options, true, 0, 0);

            // Three times the mean: chance alone does not reach that in any second.
            Assert.InRange(run.Peak, 1, (3 * Devices / spread) + 10);
            Assert.InRange(run.LatePeak, 0, (3 * Devices / spread) + 10);
            Assert.InRange(run.LastServed.Value, 1, spread + 15);
            Assert.InRange(new FleetRun(options, false, 0, 0).Peak, Devices / 11, Devices);
        }

        [Theory]
        [InlineData(0)]
        [InlineData(120)]
        public void Each_device_is_served_by_a_server_that_is_too_small(int rest)
        {
            FleetRun run = new FleetRun(new FleetOptions(Devices, 60, 5, 15, 240), true, Devices / 200, rest);

            Assert.NotNull(run.LastServed);
        }

        [Fact]
        public void A_server_that_sends_Retry_After_gets_fewer_requests()
        {
            FleetOptions options = new FleetOptions(Devices, 60, 5, 15, 60);

            int without = new FleetRun(options, true, Devices / 200, 0).Requests;
            int with = new FleetRun(options, true, Devices / 200, 600).Requests;

            Assert.InRange(with, 1, without * 2 / 3);
        }
    }
}
