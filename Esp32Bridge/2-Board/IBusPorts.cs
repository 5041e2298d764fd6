using System.Device.Gpio;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Board
{
    /// <summary>Creates the ports to parts on buses. Only a product that has such parts needs the library that implements it.</summary>
    public interface IBusPorts
    {
        /// <summary>Creates the port of a target; nothing is opened. Called once for each target, in their order.</summary>
        /// <param name="targets">The targets of the board.</param>
        /// <param name="index">Which one.</param>
        /// <param name="pins">The ESP32's pins.</param>
        /// <param name="clock">The clock.</param>
        /// <returns>The port, or null if the target's bootloader is on a UART.</returns>
        IBusPort PortOf(TargetDescription[] targets, int index, GpioController pins, IClock clock);
    }
}
