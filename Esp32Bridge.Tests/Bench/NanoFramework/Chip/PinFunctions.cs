using System.Collections.Generic;
using nanoFramework.Hardware.Esp32;

namespace Esp32Bridge.Bench.Chip
{
    /// <summary>Which pin has which function: the table of nanoFramework's native code, with its defaults for a classic ESP32.</summary>
    public sealed class PinFunctions
    {
        private readonly Dictionary<DeviceFunction, int> _pins = new Dictionary<DeviceFunction, int>
        {
            [DeviceFunction.SPI1_MOSI] = 23,
            [DeviceFunction.SPI1_MISO] = 25,
            [DeviceFunction.SPI1_CLOCK] = 19,
            [DeviceFunction.I2C1_DATA] = 18,
            [DeviceFunction.I2C1_CLOCK] = 19,
            [DeviceFunction.I2C2_DATA] = 25,
            [DeviceFunction.I2C2_CLOCK] = 26,
        };

        /// <summary>Assigns a pin to a function. What is open already keeps its pins.</summary>
        /// <param name="pin">The GPIO.</param>
        /// <param name="function">The function.</param>
        public void Assign(int pin, DeviceFunction function)
        {
            lock (_pins)
            {
                _pins[function] = pin;
            }
        }

        /// <summary>Gets the pin of a function.</summary>
        /// <param name="function">The function.</param>
        /// <returns>The GPIO, or -1.</returns>
        public int PinOf(DeviceFunction function)
        {
            lock (_pins)
            {
                return _pins.TryGetValue(function, out int pin) ? pin : -1;
            }
        }
    }
}
