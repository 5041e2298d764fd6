namespace Esp32Bridge.Wires
{
    /// <summary>How a line sends and receives. Immutable.</summary>
    public sealed class SerialFormat
    {
        /// <summary>The lowest rate, in baud.</summary>
        public const int MinimumBaudRate = 1200;

        /// <summary>The highest rate, in baud.</summary>
        public const int MaximumBaudRate = 921600;

        /// <summary>The highest rate at which ST tests its bootloaders, in baud (AN3155 2.2).</summary>
        public const int TestedBootloaderRate = 115200;

        /// <summary>Creates a format.</summary>
        /// <param name="baudRate">The rate in baud.</param>
        /// <param name="dataBits">The data bits.</param>
        /// <param name="parity">The parity.</param>
        /// <param name="stopBits">The stop bits.</param>
        public SerialFormat(int baudRate, int dataBits, SerialParity parity, SerialStopBits stopBits)
        {
            BaudRate = baudRate;
            DataBits = dataBits;
            Parity = parity;
            StopBits = stopBits;
        }

        /// <summary>Gets the format of a bootloader: 8 data bits, even parity, one stop bit (AN3155 2.1).</summary>
        /// <param name="baudRate">The rate in baud.</param>
        /// <returns>The format.</returns>
        public static SerialFormat ForBootloader(int baudRate)
        {
            return new SerialFormat(baudRate, 8, SerialParity.Even, SerialStopBits.One);
        }

        /// <summary>Gets the format of the targets' applications: 8 data bits, no parity, one stop bit.</summary>
        /// <param name="baudRate">The rate in baud.</param>
        /// <returns>The format.</returns>
        public static SerialFormat ForApplication(int baudRate)
        {
            return new SerialFormat(baudRate, 8, SerialParity.None, SerialStopBits.One);
        }

        /// <summary>Gets the rate in baud.</summary>
        public int BaudRate { get; }

        /// <summary>Gets the data bits.</summary>
        public int DataBits { get; }

        /// <summary>Gets the parity.</summary>
        public SerialParity Parity { get; }

        /// <summary>Gets the stop bits.</summary>
        public SerialStopBits StopBits { get; }

        /// <summary>Gets whether the UARTs of the ESP32 support it, at a rate that this firmware uses.</summary>
        public bool IsPossible
        {
            get
            {
                return BaudRate >= MinimumBaudRate && BaudRate <= MaximumBaudRate
                    && DataBits >= 5 && DataBits <= 8
                    && Parity >= SerialParity.None && Parity <= SerialParity.Even
                    && StopBits >= SerialStopBits.One && StopBits <= SerialStopBits.OnePointFive;
            }
        }

        /// <summary>Gets how many bits a byte takes on the line, rounded up.</summary>
        public int BitsPerByte
        {
            get { return 1 + DataBits + (Parity == SerialParity.None ? 0 : 1) + (StopBits == SerialStopBits.One ? 1 : 2); }
        }
    }
}
