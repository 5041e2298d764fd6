namespace Esp32Bridge.Tests.Model
{
    /// <summary>How a UART sends or expects its frames.</summary>
    public sealed class UartFormat
    {
        /// <summary>Creates a format.</summary>
        /// <param name="baudRate">The rate in baud.</param>
        /// <param name="parity">The parity.</param>
        /// <param name="dataBits">The data bits, 5 to 8.</param>
        /// <param name="stopBits">The stop bits, 1 or 2.</param>
        public UartFormat(int baudRate, UartParity parity, int dataBits = 8, int stopBits = 1)
        {
            BaudRate = baudRate;
            Parity = parity;
            DataBits = dataBits;
            StopBits = stopBits;
        }

        /// <summary>Gets the rate in baud.</summary>
        public int BaudRate { get; }

        /// <summary>Gets the parity.</summary>
        public UartParity Parity { get; }

        /// <summary>Gets the data bits.</summary>
        public int DataBits { get; }

        /// <summary>Gets the stop bits.</summary>
        public int StopBits { get; }

        /// <summary>Gets the duration of a byte on the line, in microseconds.</summary>
        public long ByteTime
        {
            get { return (long)BitsPerByte * 1000000 / BaudRate; }
        }

        private int BitsPerByte
        {
            get { return 1 + DataBits + (Parity == UartParity.None ? 0 : 1) + StopBits; }
        }

        /// <summary>Returns what a receiver gets if its format differs from the sender's.</summary>
        /// <param name="value">The byte that was sent.</param>
        /// <param name="receiver">The format that the receiver expects.</param>
        /// <returns>The bytes that the receiver gets: the byte itself, or garbage.</returns>
        public byte[] Sample(byte value, UartFormat receiver)
        {
            if (Matches(receiver.BaudRate))
            {
                // With a wrong parity a UART reports an error, and its data is not valid.
                bool fits = Parity == receiver.Parity && DataBits == receiver.DataBits;
                return new byte[] { (byte)((fits ? value : value ^ 0x55) & ((1 << receiver.DataBits) - 1)) };
            }

            byte[] received = new byte[16];
            int count = 0;
            long bit = 1000000000L / BaudRate;
            long receiverBit = 1000000000L / receiver.BaudRate;
            int frame = receiver.BitsPerByte;
            long end = ByteTime * 1000;
            long time = 0;
            while (time < end && count < received.Length)
            {
                if (LevelAt(value, time / bit))
                {
                    // A start bit begins with a falling edge.
                    time += receiverBit / 8;
                    continue;
                }

                int sampled = 0;
                for (int i = 0; i < receiver.DataBits; i++)
                {
                    long middle = time + (receiverBit * (i + 1)) + (receiverBit / 2);
                    sampled |= LevelAt(value, middle / bit) ? 1 << i : 0;
                }

                received[count++] = (byte)sampled;
                time += receiverBit * frame;
            }

            byte[] result = new byte[count];
            System.Array.Copy(received, 0, result, 0, count);
            return result;
        }

        /// <summary>Returns whether two rates are close enough for each other (AN3155 2: 2.5 %).</summary>
        /// <param name="baudRate">The other rate in baud.</param>
        /// <returns>True if they differ by 2.5 % or less.</returns>
        public bool Matches(int baudRate)
        {
            long difference = BaudRate > baudRate ? BaudRate - baudRate : baudRate - BaudRate;
            return difference * 40 <= BaudRate;
        }

        // The line while a byte is sent: start bit, data from the lowest bit on, parity, stop bit, idle.
        private bool LevelAt(byte value, long bit)
        {
            if (bit == 0)
            {
                return false;
            }

            if (bit <= DataBits)
            {
                return (value & (1 << (int)(bit - 1))) != 0;
            }

            if (bit == DataBits + 1 && Parity != UartParity.None)
            {
                bool odd = false;
                for (int i = 0; i < DataBits; i++)
                {
                    odd ^= (value & (1 << i)) != 0;
                }

                return Parity == UartParity.Even ? odd : !odd;
            }

            return true;
        }
    }
}
