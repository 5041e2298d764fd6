using System;
using System.Device.Gpio;
using Esp32Bridge.An3155;
using Esp32Bridge.Board;
using Esp32Bridge.Errors;
using Esp32Bridge.Timing;
using Esp32Bridge.Wires;

namespace Esp32Bridge.Buses
{
    /// <summary>The bootloader of a target on an SPI bus.</summary>
    internal sealed class SpiPort : ISpiPort, IBusPort
    {
        private readonly SpiWiring _wiring;
        private readonly SpiBus _bus;
        private readonly GpioController _pins;
        private readonly IClock _clock;
        private GpioPin _select;

        /// <summary>Creates a closed port.</summary>
        /// <param name="wiring">Its select pin and rate.</param>
        /// <param name="bus">The bus.</param>
        /// <param name="pins">The ESP32's pins.</param>
        /// <param name="clock">The clock.</param>
        internal SpiPort(SpiWiring wiring, SpiBus bus, GpioController pins, IClock clock)
        {
            _wiring = wiring;
            _bus = bus;
            _pins = pins;
            _clock = clock;
        }

        /// <inheritdoc/>
        public LineKind Kind
        {
            get { return LineKind.Spi; }
        }

        /// <inheritdoc/>
        public RateLadder Rates
        {
            get { return SpiLine.RatesUpTo(_wiring.Rate); }
        }

        /// <inheritdoc/>
        public int Address
        {
            get { return 0; }
        }

        /// <inheritdoc/>
        public IBootloaderLine CreateLine()
        {
            return new SpiLine(this, _clock);
        }

        /// <inheritdoc/>
        public void Open(int rate, int address)
        {
            Close();
            try
            {
                _select = _pins.OpenPin(_wiring.SelectPin, PinMode.Output);
                _select.Write(PinValue.High);
                _bus.Open(rate);
            }
            catch (Exception error)
            {
                ReleaseSelect();
                throw new BridgeException("open " + _bus.Name, BridgeException.NoAddress, "an open bus", error.GetType().Name, "Check the board description and that nothing else holds its pins.", error);
            }
        }

        /// <inheritdoc/>
        public void Close()
        {
            if (_select != null)
            {
                TryFinally.Run(() => _bus.Close(_select), ReleaseSelect);
            }
        }

        /// <inheritdoc/>
        public void Write(byte[] buffer, int count)
        {
            _bus.Transfer(_select, new SpanByte(buffer, 0, count), false);
        }

        /// <inheritdoc/>
        public void Read(byte[] buffer, int offset, int count)
        {
            _bus.Transfer(_select, new SpanByte(buffer, offset, count), true);
        }

        private void ReleaseSelect()
        {
            if (_select != null)
            {
                _select.SetPinMode(PinMode.Input);
                _pins.ClosePin(_wiring.SelectPin);
                _select = null;
            }
        }
    }
}
