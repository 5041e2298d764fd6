using System;
using System.Threading;
using Esp32Bridge.Bench.Chip;
using Esp32Bridge.Board;
using Xunit;

namespace Esp32Bridge.EndToEnd.StandIns
{
    public class PowerTests
    {
        [Fact]
        public void Code_without_supply_stops_where_it_is_and_runs_no_finally_block()
        {
            using FakeWires wires = new FakeWires();
            using ManualResetEventSlim inside = new ManualResetEventSlim();
            bool cleanedUp = false;
            wires.Esp32.PowerOn(() =>
            {
                try
                {
                    inside.Set();
                    for (;;)
                    {
                        Session.Current.Sleep(1);
                    }
                }
                finally
                {
                    cleanedUp = true;
                }
            });
            inside.Wait();

            wires.Esp32.PowerOff();

            Assert.False(SpinWait.SpinUntil(() => Volatile.Read(ref cleanedUp), TimeSpan.FromMilliseconds(100)));
        }

        [Fact]
        public void The_internal_drive_survives()
        {
            using FakeWires wires = new FakeWires();
            wires.Run(() => new InternalDrive().Write("a.bin", new byte[] { 1, 2 }));
            wires.Esp32.PowerOff();
            byte[] read = null;
            wires.Run(() => read = new InternalDrive().Read("a.bin"));
            Assert.Equal(new byte[] { 1, 2 }, read);
        }
    }
}
