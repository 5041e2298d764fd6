using System.Device.Gpio;
using Esp32Bridge.Bench.Chip;
using Esp32Bridge.Board;
using Esp32Bridge.EndToEnd.StandIns;
using Esp32Bridge.Timing;
using Xunit;

namespace Esp32Bridge.EndToEnd.Board
{
    /// <summary>BOOT0 and NRST are opened and closed in each job, for years.</summary>
    public class ControlLineTests
    {
        [Fact]
        public void Repeated_use_of_the_lines_leaks_nothing()
        {
            using FakeWires wires = new FakeWires();
            wires.Run(() =>
            {
                TargetDescription description = new TargetDescription("A", new UartWiring("COM2", 25, 26), 27, 33);
                BoardTarget target = BoardTarget.CreateAll(new TargetDescription[] { description }, UartPort.UsualBufferSize, new SystemClock())[0];
                for (int i = 0; i < 5; i++)
                {
                    target.SetBoot0(true);
                    target.SetReset(true);
                    target.SetReset(false);
                    target.SetBoot0(false);
                    target.ReleasePins();
                }

                Assert.Equal(0, Session.Current.Pins.Held);
            });
        }
    }
}
