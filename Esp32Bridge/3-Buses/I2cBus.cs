using System.Device.Gpio;
using System.Device.I2c;
using Esp32Bridge.Board;
using nanoFramework.Hardware.Esp32;
using PinMap = nanoFramework.Hardware.Esp32.Configuration;

namespace Esp32Bridge.Buses
{
    /// <summary>
    /// An I2C bus of the ESP32, for all targets on it. A transfer stops all managed threads, so that the transfers of two targets
    /// cannot mix.
    /// </summary>
    internal sealed class I2cBus
    {
        private const int FastPlus = 1000000;
        private const int Fast = 400000;

        private readonly I2cWiring _wiring;
        private readonly int _number;
        private readonly GpioController _pins;
        private readonly bool[] _isTaken = new bool[128];
        private int _users;
        private int _rate;

        /// <summary>Creates the bus; nothing is opened.</summary>
        /// <param name="wiring">Its name and pins.</param>
        /// <param name="pins">The ESP32's pins.</param>
        internal I2cBus(I2cWiring wiring, GpioController pins)
        {
            _wiring = wiring;
            _pins = pins;
            _number = wiring.BusName == "I2C2" ? 2 : 1;
        }

        /// <summary>Gets its name.</summary>
        internal string Name
        {
            get { return _wiring.BusName; }
        }

        /// <summary>Opens a device on the bus. The last one that was opened sets the rate of the whole bus: so it gets the lowest of all.</summary>
        /// <param name="rate">The rate in Hz.</param>
        /// <param name="address">The 7-bit address.</param>
        /// <returns>The device, for <see cref="Close"/>; null if another target uses the address now.</returns>
        /// <exception cref="System.Exception">The bus does not open.</exception>
        internal I2cDevice Open(int rate, int address)
        {
            lock (this)
            {
                if (_isTaken[address])
                {
                    return null;
                }

                PinMap.SetPinFunction(_wiring.DataPin, _number == 1 ? DeviceFunction.I2C1_DATA : DeviceFunction.I2C2_DATA);
                PinMap.SetPinFunction(_wiring.ClockPin, _number == 1 ? DeviceFunction.I2C1_CLOCK : DeviceFunction.I2C2_CLOCK);
                int lowest = _users > 0 && _rate < rate ? _rate : rate;
                I2cDevice device = new I2cDevice(new I2cConnectionSettings(_number, address, SpeedOf(lowest)));
                _rate = lowest;
                _isTaken[address] = true;
                _users++;
                return device;
            }
        }

        /// <summary>Closes a device.</summary>
        /// <param name="device">The device.</param>
        internal void Close(I2cDevice device)
        {
            lock (this)
            {
                _users--;
                _isTaken[device.ConnectionSettings.DeviceAddress] = false;
                device.Dispose();
                if (_users == 0)
                {
                    BusPin.Release(_pins, _wiring.DataPin);
                    BusPin.Release(_pins, _wiring.ClockPin);
                }
            }
        }

        private static I2cBusSpeed SpeedOf(int rate)
        {
            return rate >= FastPlus ? I2cBusSpeed.FastModePlus : rate >= Fast ? I2cBusSpeed.FastMode : I2cBusSpeed.StandardMode;
        }
    }
}
