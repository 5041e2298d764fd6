namespace Esp32Bridge.Bridge
{
    /// <summary>How a line sends and receives. It does not change: whoever wants another one makes another one.</summary>
    public sealed class LineFormat
    {
        /// <summary>The lowest rate, in baud.</summary>
        public const int MinimumBaudRate = 1200;

        /// <summary>The highest rate, in baud.</summary>
        public const int MaximumBaudRate = 921600;

        /// <summary>Creates a format.</summary>
        /// <param name="baudRate">The rate in baud.</param>
        /// <param name="dataBits">The data bits.</param>
        /// <param name="parity">The parity.</param>
        /// <param name="stopBits">The stop bits.</param>
        public LineFormat(int baudRate, int dataBits, LineParity parity, LineStopBits stopBits)
        {
            BaudRate = baudRate;
            DataBits = dataBits;
            Parity = parity;
            StopBits = stopBits;
        }

        /// <summary>Gets the rate in baud.</summary>
        public int BaudRate { get; }

        /// <summary>Gets the data bits.</summary>
        public int DataBits { get; }

        /// <summary>Gets the parity.</summary>
        public LineParity Parity { get; }

        /// <summary>Gets the stop bits.</summary>
        public LineStopBits StopBits { get; }

        /// <summary>Gets whether it is one that the UARTs of the ESP32 do, within the rates that this firmware uses them at.</summary>
        public bool IsPossible
        {
            get
            {
                return BaudRate >= MinimumBaudRate && BaudRate <= MaximumBaudRate
                    && DataBits >= 5 && DataBits <= 8
                    && Parity >= LineParity.None && Parity <= LineParity.Even
                    && StopBits >= LineStopBits.One && StopBits <= LineStopBits.OnePointFive;
            }
        }

        /// <summary>Gets how many bits a byte takes on the line, rounded up.</summary>
        public int BitsPerByte
        {
            get { return 1 + DataBits + (Parity == LineParity.None ? 0 : 1) + (StopBits == LineStopBits.One ? 1 : 2); }
        }
    }
}
