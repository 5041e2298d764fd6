using System.Device.Gpio;
using System.IO.Ports;
using Esp32Bridge.Errors;
using Esp32Bridge.Programming;
using Esp32Bridge.Serial;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Board
{
    /// <summary>The wires of one target, made from its description.</summary>
    public sealed class BoardTarget : ITargetLink
    {
        private readonly UartPort _uart;
        private readonly BootControl _boot;
        private readonly int _applicationBaudRate;

        /// <summary>Creates the wires; nothing is opened and no pin is touched.</summary>
        /// <param name="description">The target.</param>
        /// <param name="controller">The ESP32's pins.</param>
        /// <param name="clock">The clock.</param>
        /// <param name="sending">See <see cref="UartPort"/>; the same for all targets.</param>
        public BoardTarget(TargetDescription description, GpioController controller, IClock clock, object sending)
        {
            BaudRate = description.BootloaderBaudRate;
            _applicationBaudRate = description.ApplicationBaudRate;
            _uart = new UartPort(description.Uart, clock, sending);
            _boot = TargetPins.CreateControl(description, controller, clock);
        }

        /// <inheritdoc/>
        public ISerialLine Port
        {
            get { return _uart; }
        }

        /// <inheritdoc/>
        public int BaudRate { get; }

        /// <inheritdoc/>
        public void Open(int baudRate)
        {
            _uart.Close();
            _uart.Open(baudRate, Parity.Even);
        }

        /// <inheritdoc/>
        public void OpenForApplication()
        {
            _uart.Close();
            _uart.Open(_applicationBaudRate, Parity.None);
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
        public void Close()
        {
            TryFinally.Run(_boot.Close, _uart.Close);
        }
    }
}
