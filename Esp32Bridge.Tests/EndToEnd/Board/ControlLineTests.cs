using System.Device.Gpio;
using Esp32Bridge.Bench.Chip;
using Esp32Bridge.Board;
using Esp32Bridge.EndToEnd.StandIns;
using Esp32Bridge.Wires;
using Xunit;

namespace Esp32Bridge.EndToEnd.Board
{
    /// <summary>BOOT0 and NRST are opened and closed in each job, for years.</summary>
    public class ControlLineTests
    {
        [Fact]
        public void Lines_that_are_used_again_and_again_leave_nothing_behind()
        {
            using FakeWires wires = new FakeWires();
            wires.Run(() =>
            {
                GpioController controller = new GpioController();
                IControlPin[] lines = { new PushPullPin(controller, 27, true), new OpenDrainPin(controller, 33) };
                for (int i = 0; i < 5; i++)
                {
                    foreach (IControlPin line in lines)
                    {
                        line.Assert();
                        line.Release();
                        line.Close();
                    }
                }

                Assert.Equal(0, Session.Current.Pins.Held);
            });
        }
    }
}
