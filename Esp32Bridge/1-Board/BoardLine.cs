using System;
using System.Device.Gpio;
using System.IO.Ports;
using Esp32Bridge.Bridge;
using Esp32Bridge.Errors;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Board
{
    /// <summary>The wires of one target between jobs, made from its description.</summary>
    public sealed class BoardLine : IBridgeLine
    {
        // So long may bytes wait for the wire, in microseconds: as long as the ESP32's shortest sleep. While they do, nobody
        // reads: the receive buffer has to last for it on both targets.
        private const int Lead = 10 * 1000;

        private readonly UartWiring _wiring;
        private readonly int _bufferSize;
        private readonly BootControl _boot;
        private readonly IClock _clock;
        private SerialPort _port;

        // When the last byte written will have left, in microseconds.
        private long _idleAt;

        /// <summary>Creates the wires; nothing is opened and no pin is touched.</summary>
        /// <param name="description">The target.</param>
        /// <param name="bufferSize">How many received bytes can wait to be read, 256 or more. The memory of it is taken twice, outside of the managed heap.</param>
        /// <param name="controller">The ESP32's pins.</param>
        /// <param name="clock">The clock.</param>
        public BoardLine(TargetDescription description, int bufferSize, GpioController controller, IClock clock)
        {
            _wiring = description.Uart;
            _bufferSize = bufferSize;
            _boot = TargetPins.CreateControl(description, controller, clock);
            _clock = clock;
        }

        /// <inheritdoc/>
        public LineFormat Format { get; private set; }

        /// <inheritdoc/>
        public int BytesToRead
        {
            get { return _port.BytesToRead; }
        }

        /// <inheritdoc/>
        public int Room
        {
            get
            {
                long ahead = _idleAt - (_clock.Milliseconds * 1000);
                long free = ahead > 0 ? Lead - ahead : Lead;
                return free > 0 ? (int)(free * Format.BaudRate / Format.BitsPerByte / 1000000) : 0;
            }
        }

        /// <inheritdoc/>
        public int Overflows { get; private set; }

        /// <inheritdoc/>
        public void Open(LineFormat format)
        {
            _port = WiredUart.Open(_wiring, format.BaudRate, ParityOf(format), _bufferSize);
            Format = format;
            Overflows = 0;
            _idleAt = 0;
        }

        /// <inheritdoc/>
        public bool TryChange(LineFormat format)
        {
            LineFormat old = Format;
            if (_port == null)
            {
                return false;
            }

            try
            {
                WaitUntilIdle();
                Apply(format);
                return true;
            }
            catch (Exception)
            {
                Apply(old);
                return false;
            }
        }

        /// <inheritdoc/>
        public int Read(byte[] buffer, int offset, int count)
        {
            int there = _port.BytesToRead;
            if (there == 0)
            {
                return 0;
            }

            // What comes to a buffer that is full is lost, and nothing else shows it.
            Overflows += there >= _bufferSize ? 1 : 0;
            return _port.Read(buffer, offset, there < count ? there : count);
        }

        /// <inheritdoc/>
        public void Write(byte[] buffer, int offset, int count)
        {
            _port.Write(buffer, offset, count);
            long now = _clock.Milliseconds * 1000;
            _idleAt = (now > _idleAt ? now : _idleAt) + (count * Format.BitsPerByte * 1000000L / Format.BaudRate);
        }

        /// <inheritdoc/>
        public void SetReset(bool asserted)
        {
            _boot.SetReset(asserted);
        }

        /// <inheritdoc/>
        public void SetBoot0(bool asserted)
        {
            _boot.SetBoot0(asserted);
        }

        /// <inheritdoc/>
        public void ResetIntoBootloader()
        {
            _boot.ResetIntoBootloader();
        }

        /// <inheritdoc/>
        public void ResetIntoApplication()
        {
            _boot.ResetIntoApplication();
        }

        /// <inheritdoc/>
        public void ReleasePins()
        {
            _boot.Close();
        }

        /// <inheritdoc/>
        public void Close()
        {
            TryFinally.Run(_boot.Close, ClosePort);
        }

        private void ClosePort()
        {
            if (_port != null)
            {
                _port.Dispose();
                _port = null;
            }
        }

        private void WaitUntilIdle()
        {
            long left = (_idleAt / 1000) + 1 - _clock.Milliseconds;
            if (_idleAt > 0 && left > 0)
            {
                _clock.Sleep((int)left);
            }
        }

        // Each of these reaches the UART at once, and its TX stays idle meanwhile.
        private void Apply(LineFormat format)
        {
            _port.BaudRate = format.BaudRate;
            _port.DataBits = format.DataBits;
            _port.Parity = ParityOf(format);
            _port.StopBits = StopBitsOf(format);
            Format = format;
        }

        private static Parity ParityOf(LineFormat format)
        {
            return format.Parity == LineParity.Even ? Parity.Even : format.Parity == LineParity.Odd ? Parity.Odd : Parity.None;
        }

        private static StopBits StopBitsOf(LineFormat format)
        {
            return format.StopBits == LineStopBits.One ? StopBits.One : format.StopBits == LineStopBits.Two ? StopBits.Two : StopBits.OnePointFive;
        }
    }
}
