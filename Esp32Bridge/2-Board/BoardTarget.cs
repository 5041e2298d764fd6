using System;
using System.Device.Gpio;
using Esp32Bridge.An3155;
using Esp32Bridge.Errors;
using Esp32Bridge.Timing;
using Esp32Bridge.Wires;

namespace Esp32Bridge.Board
{
    /// <summary>
    /// The wires of one target, made from its description: the only owner of its UART, BOOT0 and NRST, and of its place on a bus.
    /// </summary>
    public sealed class BoardTarget : ITargetWires, IRawWires
    {
        // Null if there is none.
        private readonly UartPort _uart;
        private readonly IBusPort _bus;

        private readonly BootControl _boot;
        private readonly int _bootloaderBaudRate;
        private readonly int _applicationBaudRate;
        private readonly int _bufferSize;

        private BoardTarget(TargetDescription description, IBusPort bus, int bufferSize, GpioController controller, IClock clock, object sending)
        {
            _uart = description.Uart == null ? null : new UartPort(description.Uart, clock, sending);
            _bus = bus;
            _applicationBaudRate = description.ApplicationBaudRate;
            _bufferSize = bufferSize;
            _bootloaderBaudRate = description.BootloaderBaudRate;
            IControlPin boot0 = new ControlPin(controller, description.Boot0Pin, description.Boot0ActiveHigh, false);
            IControlPin reset = new ControlPin(controller, description.ResetPin, description.ResetActiveHigh, !description.ResetActiveHigh);
            _boot = new BootControl(boot0, reset, clock);
        }

        /// <summary>Creates the wires of all targets of a board; nothing is opened and no pin is touched.</summary>
        /// <param name="descriptions">The targets.</param>
        /// <param name="bufferSize">The size of a UART's receive buffer between jobs, in bytes, 256 or more.</param>
        /// <param name="clock">The clock.</param>
        /// <param name="buses">The buses, or null if all bootloaders are on UARTs.</param>
        /// <returns>The wires, in the same order.</returns>
        public static BoardTarget[] CreateAll(TargetDescription[] descriptions, int bufferSize, IClock clock, IBusPorts buses = null)
        {
            GpioController pins = new GpioController();
            object sending = new object();
            BoardTarget[] targets = new BoardTarget[descriptions.Length];
            for (int i = 0; i < targets.Length; i++)
            {
                targets[i] = new BoardTarget(descriptions[i], buses == null ? null : buses.PortOf(descriptions, i, pins, clock), bufferSize, pins, clock, sending);
            }

            return targets;
        }

        /// <inheritdoc/>
        public ISerialLine Line
        {
            get { return _uart; }
        }

        /// <inheritdoc/>
        public LineKind Kind
        {
            get { return _bus == null ? LineKind.Usart : _bus.Kind; }
        }

        /// <inheritdoc/>
        public RateLadder Rates
        {
            get { return _bus == null ? UsartLine.RatesUpTo(_bootloaderBaudRate) : _bus.Rates; }
        }

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
        public int Address
        {
            get { return _bus == null ? 0 : _bus.Address; }
        }

        /// <inheritdoc/>
        public IBootloaderLine CreateBootloaderLine()
        {
            return _bus == null ? new UsartLine(_uart) : _bus.CreateLine();
        }

        /// <inheritdoc/>
        public void Open(int rate, int address)
        {
            if (_bus == null)
            {
                Reopen(SerialFormat.ForBootloader(rate));
                return;
            }

            // An RX that floats can select the wrong interface of the bootloader (AN2606 4.3): the UART keeps it high.
            OpenForApplication();
            try
            {
                _bus.Open(rate, address);
            }
            catch (Exception error)
            {
                CloseUart();
                throw error;
            }
        }

        /// <inheritdoc/>
        public void OpenForApplication()
        {
            CloseBus();
            if (_uart != null)
            {
                Reopen(SerialFormat.ForApplication(_applicationBaudRate));
            }
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
            TryFinally.Run(_boot.Close, () => TryFinally.Run(CloseBus, CloseUart));
        }

        private void CloseBus()
        {
            if (_bus != null)
            {
                _bus.Close();
            }
        }

        private void CloseUart()
        {
            if (_uart != null)
            {
                _uart.Close();
            }
        }

        private void Reopen(SerialFormat format)
        {
            _uart.Close();
            _uart.Open(format, UartPort.UsualBufferSize);
        }
    }
}
