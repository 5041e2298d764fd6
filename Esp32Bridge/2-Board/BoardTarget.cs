using System.Device.Gpio;
using Esp32Bridge.An3155;
using Esp32Bridge.Errors;
using Esp32Bridge.Timing;
using Esp32Bridge.Wires;

namespace Esp32Bridge.Board
{
    /// <summary>The wires of one target, made from its description: the only owner of its UART, BOOT0 and NRST.</summary>
    public sealed class BoardTarget : ITargetWires, IRawWires
    {
        private readonly UartPort _uart;
        private readonly BootControl _boot;
        private readonly int _applicationBaudRate;
        private readonly int _bufferSize;

        /// <summary>Creates the wires; nothing is opened and no pin is touched.</summary>
        /// <param name="description">The target.</param>
        /// <param name="bufferSize">The size of the receive buffer between jobs, in bytes, 256 or more.</param>
        /// <param name="controller">The ESP32's pins.</param>
        /// <param name="clock">The clock.</param>
        /// <param name="sending">See <see cref="UartPort"/>; the same for all targets.</param>
        public BoardTarget(TargetDescription description, int bufferSize, GpioController controller, IClock clock, object sending)
        {
            _uart = new UartPort(description.Uart, clock, sending);
            _applicationBaudRate = description.ApplicationBaudRate;
            _bufferSize = bufferSize;
            Rates = UsartLine.RatesUpTo(description.BootloaderBaudRate);
            IControlPin boot0 = new ControlPin(controller, description.Boot0Pin, description.Boot0ActiveHigh, false);
            IControlPin reset = new ControlPin(controller, description.ResetPin, description.ResetActiveHigh, !description.ResetActiveHigh);
            _boot = new BootControl(boot0, reset, clock);
        }

        /// <inheritdoc/>
        public ISerialLine Line
        {
            get { return _uart; }
        }

        /// <inheritdoc/>
        public LineKind Kind
        {
            get { return LineKind.Usart; }
        }

        /// <inheritdoc/>
        public RateLadder Rates { get; }

        /// <inheritdoc/>
        public SerialFormat Format
        {
            get { return _uart.Format; }
        }

        /// <inheritdoc/>
        public int BytesToRead
        {
            get { return _uart.BytesToRead; }
        }

        /// <inheritdoc/>
        public int Room
        {
            get { return _uart.Room; }
        }

        /// <inheritdoc/>
        public int Overflows
        {
            get { return _uart.Overflows; }
        }

        /// <inheritdoc/>
        public IBootloaderLine CreateBootloaderLine()
        {
            return new UsartLine(_uart);
        }

        /// <inheritdoc/>
        public void Open(int rate)
        {
            Reopen(SerialFormat.ForBootloader(rate));
        }

        /// <inheritdoc/>
        public void OpenForApplication()
        {
            Reopen(SerialFormat.ForApplication(_applicationBaudRate));
        }

        /// <inheritdoc/>
        public void Open(SerialFormat format)
        {
            _uart.Open(format, _bufferSize);
        }

        /// <inheritdoc/>
        public bool TryChange(SerialFormat format)
        {
            return _uart.TryChange(format);
        }

        /// <inheritdoc/>
        public int Read(byte[] buffer, int offset, int count)
        {
            return _uart.ReadAvailable(buffer, offset, count);
        }

        /// <inheritdoc/>
        public void Write(byte[] buffer, int offset, int count)
        {
            _uart.WriteAtOnce(buffer, offset, count);
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
            TryFinally.Run(_boot.Close, _uart.Close);
        }

        private void Reopen(SerialFormat format)
        {
            _uart.Close();
            _uart.Open(format, UartPort.UsualBufferSize);
        }
    }
}
