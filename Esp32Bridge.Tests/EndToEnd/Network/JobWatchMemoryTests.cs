using Esp32Bridge.EndToEnd.StandIns;
using Esp32Bridge.Ota;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Ota;
using Xunit;

namespace Esp32Bridge.EndToEnd.Network
{
    /// <summary>A poll gives way to a job that needs the memory.</summary>
    public class JobWatchMemoryTests
    {
        private const uint Enough = 12 * 1024;

        [Fact]
        public void A_poll_waits_while_there_is_too_little_memory()
        {
            using FakeWires wires = new FakeWires();
            wires.Run(() =>
            {
                JobTable table = new JobTable();
                FakeClock clock = new FakeClock();
                JobWatch watch = WatchOf(table, clock);
                wires.Esp32.FreeMemory = Enough - 1;

                watch.Attempt();

                Assert.Equal(0, table.Queue.WaitingNumber);
                Assert.Equal(clock.Milliseconds + 1000, watch.DueAt);

                wires.Esp32.FreeMemory = Enough;
                watch.Attempt();

                Assert.Equal(7, table.Queue.WaitingNumber);
            });
        }

        [Fact]
        public void A_device_that_never_has_enough_memory_polls_after_a_minute()
        {
            using FakeWires wires = new FakeWires();
            wires.Run(() =>
            {
                JobTable table = new JobTable();
                JobWatch watch = WatchOf(table, new FakeClock());
                wires.Esp32.FreeMemory = Enough - 1;
                for (int i = 0; i < 60; i++)
                {
                    watch.Attempt();
                }

                Assert.Equal(0, table.Queue.WaitingNumber);

                watch.Attempt();

                Assert.Equal(7, table.Queue.WaitingNumber);
            });
        }

        private static JobWatch WatchOf(JobTable table, FakeClock clock)
        {
            return new ManifestWatch(new FakeNetwork(), new FakeManifests() { Text = Manifests.Good(7) }, table.Intake, clock, new FakeLog(), 60000);
        }
    }
}
