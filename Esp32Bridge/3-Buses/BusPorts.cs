using System.Device.Gpio;
using Esp32Bridge.Board;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Buses
{
    /// <summary>The ports to parts on I2C and SPI. Targets on the same bus share it.</summary>
    public sealed class BusPorts : IBusPorts
    {
        // The bus of each target so far, null for a UART.
        private object[] _buses;

        /// <inheritdoc/>
        public IBusPort PortOf(TargetDescription[] targets, int index, GpioController pins, IClock clock)
        {
            TargetDescription target = targets[index];
            string name = NameOf(target);
            if (name == null)
            {
                return null;
            }

            _buses = _buses == null ? new object[targets.Length] : _buses;
            for (int i = 0; i < index; i++)
            {
                _buses[index] = NameOf(targets[i]) == name ? _buses[i] : _buses[index];
            }

            if (target.I2c != null)
            {
                _buses[index] = _buses[index] == null ? new I2cBus(target.I2c, pins) : _buses[index];
                return new I2cPort(target.I2c, (I2cBus)_buses[index], clock);
            }

            _buses[index] = _buses[index] == null ? new SpiBus(target.Spi, pins) : _buses[index];
            return new SpiPort(target.Spi, (SpiBus)_buses[index], pins, clock);
        }

        private static string NameOf(TargetDescription target)
        {
            return target.I2c != null ? target.I2c.BusName : target.Spi != null ? target.Spi.BusName : null;
        }
    }
}
