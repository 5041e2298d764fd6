using System.Device.Gpio;
using Esp32Bridge.Board;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Buses
{
    /// <summary>The ports to parts on I2C and SPI. Targets on the same bus share it.</summary>
    public sealed class BusPorts : IBusPorts
    {
        private I2cBus[] _i2c;
        private SpiBus[] _spi;

        /// <inheritdoc/>
        public IBusPort PortOf(TargetDescription[] targets, int index, GpioController pins, IClock clock)
        {
            TargetDescription target = targets[index];
            if (target.I2c != null)
            {
                return new I2cPort(target.I2c, BusOf(target.I2c, targets.Length, index, pins), clock);
            }

            return target.Spi == null ? null : new SpiPort(target.Spi, BusOf(target.Spi, targets.Length, index, pins), pins, clock);
        }

        private I2cBus BusOf(I2cWiring wiring, int count, int index, GpioController pins)
        {
            _i2c = _i2c == null ? new I2cBus[count] : _i2c;
            for (int i = 0; i < index; i++)
            {
                if (_i2c[i] != null && _i2c[i].Name == wiring.BusName)
                {
                    return _i2c[index] = _i2c[i];
                }
            }

            return _i2c[index] = new I2cBus(wiring, pins);
        }

        private SpiBus BusOf(SpiWiring wiring, int count, int index, GpioController pins)
        {
            _spi = _spi == null ? new SpiBus[count] : _spi;
            for (int i = 0; i < index; i++)
            {
                if (_spi[i] != null && _spi[i].Name == wiring.BusName)
                {
                    return _spi[index] = _spi[i];
                }
            }

            return _spi[index] = new SpiBus(wiring, pins);
        }
    }
}
