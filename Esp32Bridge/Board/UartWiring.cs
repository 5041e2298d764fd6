using System;
using System.IO.Ports;
using nanoFramework.Hardware.Esp32;

namespace Esp32Bridge.Board
{
    /// <summary>Which UART of the ESP32 is on which pins.</summary>
    public sealed class UartWiring
    {
        // More than the longest answer of a bootloader and a turn of the application loop at 115200 baud.
        private const int BufferSize = 1024;

        private const int LongestWrite = 1100;

        /// <summary>Creates the wiring.</summary>
        /// <param name="portName">COM2 or COM3; COM1 belongs to the debugger.</param>
        /// <param name="transmitPin">The GPIO that sends, wired to the target's RX.</param>
        /// <param name="receivePin">The GPIO that receives, wired to the target's TX.</param>
        public UartWiring(string portName, int transmitPin, int receivePin)
        {
            PortName = portName;
            TransmitPin = transmitPin;
            ReceivePin = receivePin;
        }

        /// <summary>Gets the port, COM2 or COM3.</summary>
        public string PortName { get; }

        /// <summary>Gets the GPIO that sends.</summary>
        public int TransmitPin { get; }

        /// <summary>Gets the GPIO that receives.</summary>
        public int ReceivePin { get; }

        /// <summary>Opens the UART with 8 data bits, one stop bit, and timeouts that are finite.</summary>
        /// <param name="baudRate">The rate in baud, 1200 to 921600.</param>
        /// <param name="parity">The parity.</param>
        /// <returns>The open port, to be disposed.</returns>
        /// <exception cref="BoardException">The port name is none of COM2 and COM3, or the port does not open: it is held, or its pins are taken.</exception>
        public SerialPort Open(int baudRate, Parity parity)
        {
            SerialPort port = null;
            try
            {
                AssignPins();
                port = new SerialPort(PortName, baudRate, parity, 8, StopBits.One);
                port.ReadBufferSize = BufferSize;
                port.ReadTimeout = 1000;
                port.WriteTimeout = 1000 + (LongestWrite * 12 * 1000 / baudRate);
                port.Open();
                return port;
            }
            catch (Exception error)
            {
                if (port != null)
                {
                    port.Dispose();
                }

                throw new BoardException("open " + PortName, "an open UART", error.GetType().Name, "Check the board description and that nothing else holds the port.", error);
            }
        }

        // COM2 and COM3 have no pins by default, and without pins they do not open.
        private void AssignPins()
        {
            switch (PortName)
            {
                case "COM2":
                    Configuration.SetPinFunction(TransmitPin, DeviceFunction.COM2_TX);
                    Configuration.SetPinFunction(ReceivePin, DeviceFunction.COM2_RX);
                    break;
                case "COM3":
                    Configuration.SetPinFunction(TransmitPin, DeviceFunction.COM3_TX);
                    Configuration.SetPinFunction(ReceivePin, DeviceFunction.COM3_RX);
                    break;
                default:
                    throw new ArgumentException(PortName);
            }
        }
    }
}
