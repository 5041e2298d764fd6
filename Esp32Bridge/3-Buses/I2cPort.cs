using System;
using System.Device.I2c;
using Esp32Bridge.An3155;
using Esp32Bridge.Board;
using Esp32Bridge.Errors;
using Esp32Bridge.Timing;
using Esp32Bridge.Wires;

namespace Esp32Bridge.Buses
{
    /// <summary>
    /// The bootloader of a target on an I2C bus. If a part holds the bus, the driver of the ESP32 frees it with nine clocks and a
    /// STOP before the next transfer.
    /// </summary>
    internal sealed class I2cPort : II2cPort, IBusPort
    {
        private readonly I2cWiring _wiring;
        private readonly I2cBus _bus;
        private readonly IClock _clock;
        private I2cDevice _device;

        /// <summary>Creates a closed port.</summary>
        /// <param name="wiring">Its address and rate.</param>
        /// <param name="bus">The bus.</param>
        /// <param name="clock">The clock.</param>
        internal I2cPort(I2cWiring wiring, I2cBus bus, IClock clock)
        {
            _wiring = wiring;
            _bus = bus;
            _clock = clock;
        }

        /// <inheritdoc/>
        public LineKind Kind
        {
            get { return LineKind.I2c; }
        }

        /// <inheritdoc/>
        public RateLadder Rates
        {
            get { return I2cLine.RatesUpTo(_wiring.Rate); }
        }

        /// <inheritdoc/>
        public int Address
        {
            get { return _wiring.Address; }
        }

        /// <inheritdoc/>
        public IBootloaderLine CreateLine()
        {
            return new I2cLine(this, _clock);
        }

        /// <inheritdoc/>
        public void Open(int rate, int address)
        {
            Close();
            try
            {
                _device = _bus.Open(rate, address);
            }
            catch (Exception error)
            {
                throw new BridgeException("open " + _bus.Name, BridgeException.NoAddress, "an open bus", error.GetType().Name, "Check the board description and that nothing else holds its pins.", error);
            }

            if (_device == null)
            {
                throw new BridgeException("open " + _bus.Name, BridgeException.NoAddress, "an address of its own", "0x" + address.ToString("X2") + " which another target uses now", "Parts of one kind have the same address: wire them to different buses.");
            }
        }

        /// <inheritdoc/>
        public void Close()
        {
            if (_device != null)
            {
                _bus.Close(_device);
                _device = null;
            }
        }

        /// <inheritdoc/>
        public int Write(byte[] buffer, int count)
        {
            return ResultOf(_device.Write(new SpanByte(buffer, 0, count)), count);
        }

        /// <inheritdoc/>
        public int Read(byte[] buffer, int offset, int count)
        {
            return ResultOf(_device.Read(new SpanByte(buffer, offset, count)), count);
        }

        private static int ResultOf(I2cTransferResult result, int count)
        {
            switch (result.Status)
            {
                case I2cTransferStatus.FullTransfer:
                    return count;
                case I2cTransferStatus.SlaveAddressNotAcknowledged:
                    return AnswerByte.NotAcknowledged;
                default:
                    return AnswerByte.ClockHeld;
            }
        }
    }
}
