using Esp32Bridge.Wires;

namespace Esp32Bridge.An3155
{
    /// <summary>A USART as the line to a bootloader (AN3155).</summary>
    public sealed class UsartLine : IBootloaderLine
    {
        /// <summary>The byte on which the part measures the baud rate (AN3155 1).</summary>
        public const byte Sync = 0x7F;

        // Some parts send ACK or NACK twice; the second one follows within a byte time.
        private const int EchoTimeout = 5;

        private const int ResyncTimeout = 20;

        // Start, 8 data bits, parity and stop.
        private const int BitsPerByte = 11;

        // The count, 256 bytes and the checksum of Write Memory, and a pair after them.
        private const int LongestFrame = 260;

        private static readonly int[] _rates = new int[] { 921600, 460800, 230400, SerialFormat.TestedBootloaderRate, 57600, 19200 };

        private readonly ISerialLine _port;
        private readonly byte[] _pair = new byte[2];
        private readonly byte[] _answer = new byte[1];
        private byte _code;

        /// <summary>Creates the line.</summary>
        /// <param name="port">The UART.</param>
        public UsartLine(ISerialLine port)
        {
            _port = port;
        }

        /// <inheritdoc/>
        public string Sign
        {
            get { return "an answer to 7F"; }
        }

        /// <inheritdoc/>
        public string Contacts
        {
            get { return "TX and RX"; }
        }

        /// <inheritdoc/>
        public bool HasCountFrames
        {
            get { return false; }
        }

        /// <inheritdoc/>
        public bool HasShortChecksum
        {
            get { return false; }
        }

        /// <inheritdoc/>
        public int VersionLength
        {
            get { return 3; }
        }

        /// <inheritdoc/>
        public int LongestWork
        {
            get { return int.MaxValue; }
        }

        /// <summary>Gives the rates of a UART.</summary>
        /// <param name="highest">The highest rate that is tried, in baud.</param>
        /// <returns>The rates. ST tests up to 115200 (AN3155 2.2).</returns>
        public static RateLadder RatesUpTo(int highest)
        {
            return new RateLadder(highest, SerialFormat.TestedBootloaderRate, _rates, "baud", BitsPerByte);
        }

        /// <inheritdoc/>
        public byte[] CommandsOf(byte version)
        {
            return null;
        }

        /// <summary>Sends 0x7F once (AN3155 1). A second ACK after the first one (L412) is ignored.</summary>
        /// <param name="timeout">How long to wait for the answer, in milliseconds.</param>
        /// <returns>The answer byte, or <see cref="AnswerByte.Nothing"/>.</returns>
        public int Synchronize(int timeout)
        {
            _code = Sync;
            _port.Drain();
            SendByte(Sync);
            int heard = ReadByte(timeout);
            if (heard == AnswerByte.Ack || heard == AnswerByte.Nack)
            {
                SwallowEcho();
            }

            return heard;
        }

        /// <summary>
        /// Sends single bytes, because the bootloader has no timeouts. A byte that is answered by NACK has completed a pair or
        /// a frame, and nothing is pending after it. The bytes are one 7F, then zeros: they give an incomplete frame a wrong
        /// checksum. An incomplete erase is not filled up, because the bytes could be taken for page numbers.
        /// </summary>
        /// <returns>See <see cref="IBootloaderLine.Resynchronize"/>.</returns>
        public int Resynchronize()
        {
            bool isErase = _code == CommandCode.Erase || _code == CommandCode.ExtendedErase;
            _port.Drain();
            int heard = AnswerByte.Nothing;
            for (int attempt = 0; heard == AnswerByte.Nothing && attempt < LongestFrame && !isErase; attempt++)
            {
                SendByte(attempt == 0 ? Sync : (byte)0x00);
                heard = ReadByte(ResyncTimeout);
            }

            if (heard == AnswerByte.Nack)
            {
                SwallowEcho();
            }

            return heard;
        }

        /// <inheritdoc/>
        public int Drain()
        {
            return _port.Drain();
        }

        /// <inheritdoc/>
        public void SendCommand(byte code)
        {
            _code = code;
            _pair[0] = code;
            _pair[1] = (byte)~code;
            _port.Write(_pair, 0, 2);
        }

        /// <inheritdoc/>
        public void Send(byte[] frame, int count)
        {
            _port.Write(frame, 0, count);
        }

        /// <inheritdoc/>
        public int ReadAnswer(int work, int timeout)
        {
            int heard = ReadByte(work + timeout);
            if (heard == AnswerByte.Nack)
            {
                SwallowEcho();
            }

            return heard;
        }

        /// <inheritdoc/>
        public int Read(byte[] buffer, int offset, int count, int timeout)
        {
            return _port.Read(buffer, offset, count, timeout);
        }

        private void SendByte(byte value)
        {
            _pair[0] = value;
            _port.Write(_pair, 0, 1);
        }

        private int ReadByte(int timeout)
        {
            return _port.Read(_answer, 0, 1, timeout) == 0 ? AnswerByte.Nothing : _answer[0];
        }

        private void SwallowEcho()
        {
            _port.Read(_answer, 0, 1, EchoTimeout);
        }
    }
}
