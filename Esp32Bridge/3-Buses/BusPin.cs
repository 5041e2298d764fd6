using System.Device.Gpio;

namespace Esp32Bridge.Buses
{
    /// <summary>The pins of a bus.</summary>
    internal static class BusPin
    {
        /// <summary>Stops driving a pin: the driver of a bus leaves it as it was, and the program of a part may use the line.</summary>
        /// <param name="pins">The ESP32's pins.</param>
        /// <param name="number">The GPIO.</param>
        internal static void Release(GpioController pins, int number)
        {
            pins.OpenPin(number, PinMode.Input);
            pins.ClosePin(number);
        }
    }
}
