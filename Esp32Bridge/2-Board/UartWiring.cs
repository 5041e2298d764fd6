namespace Esp32Bridge.Board
{
    /// <summary>The UART of the ESP32 for a target, and its pins.</summary>
    public sealed class UartWiring
    {
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
    }
}
