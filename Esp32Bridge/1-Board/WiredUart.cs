using System;
using System.IO.Ports;
using nanoFramework.Hardware.Esp32;
using PinMap = nanoFramework.Hardware.Esp32.Configuration;

namespace Esp32Bridge.Board
{
    /// <summary>Opens a UART of the ESP32 on the pins that it is wired to.</summary>
    public static class WiredUart
    {
        /// <summary>The usual receive buffer, in bytes: more than the longest answer of a bootloader and a turn of the application loop at 115200 baud.</summary>
        public const int UsualBufferSize = 1024;

        private const int LongestWrite = 1100;

        /// <summary>Opens a UART with 8 data bits, one stop bit, and timeouts that are finite.</summary>
        /// <param name="wiring">The UART and its pins.</param>
        /// <param name="baudRate">The rate in baud, 1200 to 921600.</param>
        /// <param name="parity">The parity.</param>
        /// <param name="bufferSize">The size of the receive buffer in bytes.</param>
        /// <returns>The open port, to be disposed.</returns>
        /// <exception cref="BoardException">The port name is none of COM2 and COM3, or the port does not open: it is held, or its pins are taken.</exception>
        public static SerialPort Open(UartWiring wiring, int baudRate, Parity parity, int bufferSize = UsualBufferSize)
        {
            SerialPort port = null;
            try
            {
                AssignPins(wiring);
                port = new SerialPort(wiring.PortName, baudRate, parity, 8, StopBits.One);
                port.ReadBufferSize = bufferSize;
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

                throw new BoardException("open " + wiring.PortName, "an open UART", error.GetType().Name, "Check the board description and that nothing else holds the port.", error);
            }
        }

        // COM2 and COM3 have no pins by default, and without pins they do not open.
        private static void AssignPins(UartWiring wiring)
        {
            switch (wiring.PortName)
            {
                case "COM2":
                    PinMap.SetPinFunction(wiring.TransmitPin, DeviceFunction.COM2_TX);
                    PinMap.SetPinFunction(wiring.ReceivePin, DeviceFunction.COM2_RX);
                    break;
                case "COM3":
                    PinMap.SetPinFunction(wiring.TransmitPin, DeviceFunction.COM3_TX);
                    PinMap.SetPinFunction(wiring.ReceivePin, DeviceFunction.COM3_RX);
                    break;
                default:
                    throw new ArgumentException(wiring.PortName);
            }
        }
    }
}
