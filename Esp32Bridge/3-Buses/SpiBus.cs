using System;
using System.Device.Gpio;
using System.Device.Spi;
using Esp32Bridge.Board;
using Esp32Bridge.Errors;
using nanoFramework.Hardware.Esp32;
using PinMap = nanoFramework.Hardware.Esp32.Configuration;

namespace Esp32Bridge.Buses
{
    /// <summary>
    /// An SPI bus of the ESP32, for all targets on it. It has one device without a select line, because all devices of a bus get the
    /// rate of the first one, and because a select line of the driver ends with each transfer.
    /// </summary>
    internal sealed class SpiBus
    {
        private readonly SpiWiring _wiring;
        private readonly int _number;
        private readonly GpioController _pins;
        private SpiDevice _device;
        private int _users;
        private int _rate;

        // The select pin of the part that is selected, or null.
        private GpioPin _selected;

        /// <summary>Creates the bus; nothing is opened.</summary>
        /// <param name="wiring">Its name and pins.</param>
        /// <param name="pins">The ESP32's pins.</param>
        internal SpiBus(SpiWiring wiring, GpioController pins)
        {
            _wiring = wiring;
            _pins = pins;
            _number = wiring.BusName == "SPI2" ? 2 : 1;
        }

        /// <summary>Gets its name.</summary>
        internal string Name
        {
            get { return _wiring.BusName; }
        }

        /// <summary>Opens the bus for one more part, at the lowest rate of all.</summary>
        /// <param name="rate">The rate in Hz.</param>
        /// <exception cref="Exception">The bus does not open.</exception>
        internal void Open(int rate)
        {
            lock (this)
            {
                if (_device == null || rate < _rate)
                {
                    Reopen(rate);
                }

                _users++;
            }
        }

        /// <summary>Closes the bus for a part.</summary>
        /// <param name="select">Its select pin.</param>
        internal void Close(GpioPin select)
        {
            lock (this)
            {
                _selected = _selected == select ? null : _selected;
                _users--;
                if (_users == 0)
                {
                    DisposeDevice();
                    BusPin.Release(_pins, _wiring.MosiPin);
                    BusPin.Release(_pins, _wiring.MisoPin);
                    BusPin.Release(_pins, _wiring.ClockPin);
                }
            }
        }

        /// <summary>Transfers bytes, with a part selected from now on.</summary>
        /// <param name="select">Its select pin, an output.</param>
        /// <param name="bytes">What is sent or read.</param>
        /// <param name="isRead">Whether it is read.</param>
        internal void Transfer(GpioPin select, SpanByte bytes, bool isRead)
        {
            lock (this)
            {
                Select(select);
                if (isRead)
                {
                    _device.Read(bytes);
                }
                else
                {
                    _device.Write(bytes);
                }
            }
        }

        // The driver sends four zeros when a device opens, which no part may take for its own.
        private void Reopen(int rate)
        {
            Select(null);
            DisposeDevice();
            PinMap.SetPinFunction(_wiring.MosiPin, _number == 1 ? DeviceFunction.SPI1_MOSI : DeviceFunction.SPI2_MOSI);
            PinMap.SetPinFunction(_wiring.MisoPin, _number == 1 ? DeviceFunction.SPI1_MISO : DeviceFunction.SPI2_MISO);
            PinMap.SetPinFunction(_wiring.ClockPin, _number == 1 ? DeviceFunction.SPI1_CLOCK : DeviceFunction.SPI2_CLOCK);
            _device = new SpiDevice(new SpiConnectionSettings(_number) { ClockFrequency = rate, Mode = SpiMode.Mode0 });
            _rate = rate;
        }

        private void DisposeDevice()
        {
            if (_device != null)
            {
                _device.Dispose();
                _device = null;
            }
        }

        private void Select(GpioPin select)
        {
            if (_selected == select)
            {
                return;
            }

            if (_selected != null)
            {
                _selected.Write(PinValue.High);
            }

            _selected = select;
            if (select != null)
            {
                select.Write(PinValue.Low);
            }
        }
    }
}
