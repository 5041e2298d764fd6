namespace Esp32Bridge.Tests.Model
{
    /// <summary>How a UART sends or expects its frames: 8 data bits, one stop bit, and these.</summary>
    public sealed class UartFormat
    {
        /// <summary>Creates a format.</summary>
        /// <param name="baudRate">The rate in baud.</param>
        /// <param name="parity">The parity.</param>
        public UartFormat(int baudRate, UartParity parity)
        {
            BaudRate = baudRate;
            Parity = parity;
        }

        /// <summary>Gets the rate in baud.</summary>
        public int BaudRate { get; }

        /// <summary>Gets the parity.</summary>
        public UartParity Parity { get; }

        /// <summary>Gets how long a byte is on the line, in microseconds.</summary>
        public long ByteTime
        {
            get { return (long)(Parity == UartParity.None ? 10 : 11) * 1000000 / BaudRate; }
        }

        /// <summary>Says what a receiver gets that expects another format than the sender's.</summary>
        /// <param name="value">The byte that was sent.</param>
        /// <param name="receiver">The format that the receiver expects.</param>
        /// <returns>The bytes that the receiver gets: the byte itself, or garbage.</returns>
        public byte[] Sample(byte value, UartFormat receiver)
        {
            if (Matches(receiver.BaudRate))
            {
                // With a wrong parity a UART reports an error and hands over what nobody should use.
                return new byte[] { Parity == receiver.Parity ? value : (byte)(value ^ 0x55) };
            }

            byte[] received = new byte[16];
            int count = 0;
            long bit = 1000000000L / BaudRate;
            long receiverBit = 1000000000L / receiver.BaudRate;
            int frame = receiver.Parity == UartParity.None ? 10 : 11;
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
                for (int i = 0; i < 8; i++)
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

        /// <summary>Tells whether two rates are close enough for each other (AN3155 2: 2.5 %).</summary>
        /// <param name="baudRate">The other rate in baud.</param>
        /// <returns>True within 2.5 %.</returns>
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

            if (bit <= 8)
            {
                return (value & (1 << (int)(bit - 1))) != 0;
            }

            if (bit == 9 && Parity != UartParity.None)
            {
                bool odd = false;
                for (int i = 0; i < 8; i++)
                {
                    odd ^= (value & (1 << i)) != 0;
                }

                return Parity == UartParity.Even ? odd : !odd;
            }

            return true;
        }
    }
}
