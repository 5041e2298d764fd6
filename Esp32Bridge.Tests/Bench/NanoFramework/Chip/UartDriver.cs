using System.Collections.Generic;
using Esp32Bridge.Tests.Model;

namespace Esp32Bridge.Bench.Chip
{
    /// <summary>The driver of one UART.</summary>
    public sealed class UartDriver
    {
        /// <summary>The size of the hardware's FIFO in each direction, in bytes.</summary>
        public const int HardwareBuffer = 128;

        private readonly int _capacity;

        /// <summary>Creates a driver.</summary>
        /// <param name="port">The port, 2 for COM2.</param>
        /// <param name="transmitPin">The GPIO of TX.</param>
        /// <param name="receivePin">The GPIO of RX.</param>
        /// <param name="format">The format of its bytes.</param>
        /// <param name="bufferSize">The size of its receive buffer.</param>
        public UartDriver(int port, int transmitPin, int receivePin, UartFormat format, int bufferSize)
        {
            Port = port;
            TransmitPin = transmitPin;
            ReceivePin = receivePin;
            Format = format;

            // The driver's buffer is always larger than the hardware's.
            _capacity = bufferSize <= HardwareBuffer ? HardwareBuffer + 1 : bufferSize;
        }

        /// <summary>Gets the port, 2 for COM2.</summary>
        public int Port { get; }

        /// <summary>Gets the GPIO of TX.</summary>
        public int TransmitPin { get; }

        /// <summary>Gets the GPIO of RX.</summary>
        public int ReceivePin { get; }

        /// <summary>Gets or sets the format of its bytes.</summary>
        public UartFormat Format { get; set; }

        /// <summary>Gets the bytes that were received and not read.</summary>
        public Queue<byte> Received { get; } = new Queue<byte>();

        /// <summary>Gets or sets how many bytes a Read waits for, 0 if none does.</summary>
        public int Wanted { get; set; }

        /// <summary>Adds a byte, or drops it if the buffer is full.</summary>
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
