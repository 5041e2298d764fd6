using System.Collections.Generic;
using Esp32Bridge.Tests.Model;

namespace Esp32Bridge.Bench.Chip
{
    /// <summary>The driver of one UART.</summary>
    public sealed class UartDriver
    {
        /// <summary>How many bytes the hardware holds each way.</summary>
        public const int HardwareBuffer = 128;

        private readonly int _capacity;

        /// <summary>Creates a driver.</summary>
        /// <param name="port">The port, 2 for COM2.</param>
        /// <param name="transmitPin">The GPIO that sends.</param>
        /// <param name="receivePin">The GPIO that receives.</param>
        /// <param name="format">How it sends and receives.</param>
        /// <param name="bufferSize">The size of its receive buffer.</param>
        public UartDriver(int port, int transmitPin, int receivePin, UartFormat format, int bufferSize)
        {
            Port = port;
            TransmitPin = transmitPin;
            ReceivePin = receivePin;
            Format = format;

            // The driver's buffer is larger than the hardware's, whatever is asked for.
            _capacity = bufferSize <= HardwareBuffer ? HardwareBuffer + 1 : bufferSize;
        }

        /// <summary>Gets the port, 2 for COM2.</summary>
        public int Port { get; }

        /// <summary>Gets the GPIO that sends.</summary>
        public int TransmitPin { get; }

        /// <summary>Gets the GPIO that receives.</summary>
        public int ReceivePin { get; }

        /// <summary>Gets or sets how it sends and receives.</summary>
        public UartFormat Format { get; set; }

        /// <summary>Gets what was received and not read.</summary>
        public Queue<byte> Received { get; } = new Queue<byte>();

        /// <summary>Gets or sets how many bytes a Read waits for, 0 when none does.</summary>
        public int Wanted { get; set; }

        /// <summary>Adds a byte, or loses it when there is no room.</summary>
        /// <param name="value">The byte.</param>
        public void Add(byte value)
        {
            if (Received.Count < _capacity)
            {
                Received.Enqueue(value);
            }
        }
    }
}
