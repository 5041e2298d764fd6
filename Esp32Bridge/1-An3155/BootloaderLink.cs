using Esp32Bridge.Wires;

namespace Esp32Bridge.An3155
{
    /// <summary>
    /// The frames below the commands: checksums, ACK and NACK. Remembers the current command for its errors.
    /// </summary>
    public sealed class BootloaderLink
    {
        /// <summary>How long a part may take to answer a command that does not change the flash, in milliseconds.</summary>
        public const int AnswerTimeout = 1000;

        private readonly IBootloaderLine _line;
        private readonly byte[] _frame = new byte[5];
        private string _step;
        private long _address = BootloaderException.NoAddress;

        /// <summary>Creates the link.</summary>
        /// <param name="line">The open line to the part.</param>
        public BootloaderLink(IBootloaderLine line)
        {
            _line = line;
        }

        /// <summary>Gets what the line below is.</summary>
        public IBootloaderLine Line
        {
            get { return _line; }
        }

        /// <summary>
        /// Tells whether an answer to <see cref="Synchronize"/> comes from a bootloader: ACK, or NACK if the part was
        /// synchronised before (AN3155 1).
        /// </summary>
        /// <param name="heard">The answer, or a negative constant of <see cref="AnswerByte"/>.</param>
        /// <returns>False for anything else: the part is not listening, or has locked a wrong rate.</returns>
        public static bool IsAnswer(int heard)
        {
            return heard == AnswerByte.Ack || heard == AnswerByte.Nack;
        }

        /// <summary>Asks once whether the bootloader listens (AN3155 1).</summary>
        /// <param name="timeout">How long to wait for the answer, in milliseconds.</param>
        /// <returns>The answer, see <see cref="IsAnswer"/>, or a negative constant of <see cref="AnswerByte"/>.</returns>
        public int Synchronize(int timeout)
        {
            Begin("Synchronize", BootloaderException.NoAddress);
            return _line.Synchronize(timeout);
        }

        /// <summary>Brings a part that may wait for the rest of a frame back to its command loop.</summary>
        /// <exception cref="NoAnswerException">The part stayed silent, or an erase is pending: reset the part.</exception>
        /// <exception cref="UnexpectedByteException">By chance the part took the frame as complete: reset the part, and repeat the write.</exception>
        public void Resynchronize()
        {
            _step = "Resynchronize";
            int heard = _line.Resynchronize();
            if (heard < 0)
            {
                throw Silence(1, heard, AnswerTimeout);
            }

            if (heard != AnswerByte.Nack)
            {
                throw new UnexpectedByteException(_step, _address, "NACK", (byte)heard);
            }
        }

        /// <summary>Sends a command code with its complement and waits for the ACK.</summary>
        /// <param name="code">One of <see cref="CommandCode"/>.</param>
        /// <param name="name">The command's name in AN3155, for errors.</param>
        /// <exception cref="NackException">The part does not have the command, or refuses it now.</exception>
        /// <exception cref="NoAnswerException">The part is silent.</exception>
        /// <exception cref="UnexpectedByteException">Something else came.</exception>
        /// <exception cref="SurplusBytesException">Bytes came before the command.</exception>
        internal void Command(byte code, string name)
        {
            Announce(code, name, BootloaderException.NoAddress);
            ExpectAck();
        }

        /// <summary>
        /// Sends a command code with its complement and does not wait: the caller can prepare the next frame before
        /// <see cref="ExpectAck"/>.
        /// </summary>
        /// <param name="code">One of <see cref="CommandCode"/>.</param>
        /// <param name="name">The command's name in AN3155, for errors.</param>
        /// <param name="address">The address that the command concerns, for errors; not sent by this call.</param>
        /// <exception cref="SurplusBytesException">Bytes came before the command.</exception>
        internal void Announce(byte code, string name, long address)
        {
            Begin(name, address);
            ExpectSilence();
            _line.SendCommand(code);
        }

        /// <summary>Sends four bytes, the highest first, with their checksum.</summary>
        /// <param name="value">The value.</param>
        internal void SendWord(uint value)
        {
            _frame[0] = (byte)(value >> 24);
            _frame[1] = (byte)(value >> 16);
            _frame[2] = (byte)(value >> 8);
            _frame[3] = (byte)value;
            value ^= value >> 16;
            _frame[4] = (byte)(value ^ (value >> 8));
            _line.Send(_frame, 5);
        }

        /// <summary>Sends a frame with its checksum, the XOR of all its bytes.</summary>
        /// <param name="frame">The bytes, and room for the checksum after them.</param>
        /// <param name="count">How many bytes without the checksum, 2 or more.</param>
        internal void Send(byte[] frame, int count)
        {
            XorChecksum.Seal(frame, count);
            SendSealed(frame, count);
        }

        /// <summary>Sends a frame that already has its checksum.</summary>
        /// <param name="frame">The bytes and the checksum after them.</param>
        /// <param name="count">How many bytes without the checksum, 2 or more.</param>
        internal void SendSealed(byte[] frame, int count)
        {
            _line.Send(frame, count + 1);
        }

        /// <summary>Sends two bytes, the higher one first, with their checksum.</summary>
        /// <param name="value">The value.</param>
        internal void SendPair(ushort value)
        {
            _frame[0] = (byte)(value >> 8);
            _frame[1] = (byte)value;
            _frame[2] = (byte)(_frame[0] ^ _frame[1]);
            _line.Send(_frame, 3);
        }

        /// <summary>Sends one byte with its complement.</summary>
        /// <param name="value">The byte.</param>
        internal void SendComplemented(byte value)
        {
            _frame[0] = value;
            _frame[1] = (byte)~value;
            _line.Send(_frame, 2);
        }

        /// <summary>Waits for the ACK of what was sent.</summary>
        /// <param name="timeout">How long the part may take after its work, in milliseconds.</param>
        /// <param name="work">How long it works before it answers, in milliseconds.</param>
        /// <exception cref="NackException">NACK came.</exception>
        /// <exception cref="NoAnswerException">Nothing came.</exception>
        /// <exception cref="UnexpectedByteException">Something else came.</exception>
        internal void ExpectAck(int timeout = AnswerTimeout, int work = 0)
        {
            int heard = _line.ReadAnswer(work, timeout);
            if (heard < 0)
            {
                throw Silence(1, heard, work + timeout);
            }

            if (heard == AnswerByte.Nack)
            {
                throw new NackException(_step, _address);
            }

            if (heard != AnswerByte.Ack)
            {
                throw new UnexpectedByteException(_step, _address, "ACK", (byte)heard);
            }
        }

        /// <summary>Receives bytes.</summary>
        /// <param name="buffer">Where they go.</param>
        /// <param name="offset">The first place in <paramref name="buffer"/>.</param>
        /// <param name="count">How many.</param>
        /// <exception cref="NoAnswerException">Fewer came before the timeout.</exception>
        internal void Receive(byte[] buffer, int offset, int count)
        {
            int got = _line.Read(buffer, offset, count, AnswerTimeout);
            if (got < count)
            {
                throw Silence(count, got, AnswerTimeout);
            }
        }

        /// <summary>Receives one byte.</summary>
        /// <returns>The byte.</returns>
        /// <exception cref="NoAnswerException">None came before the timeout.</exception>
        internal byte ReceiveByte()
        {
            Receive(_frame, 0, 1);
            return _frame[0];
        }

        /// <summary>Creates the error for a byte that makes no sense in the current command.</summary>
        /// <param name="expected">What was awaited.</param>
        /// <param name="got">The byte that came.</param>
        /// <returns>The error to throw.</returns>
        internal UnexpectedByteException Unexpected(string expected, byte got)
        {
            return new UnexpectedByteException(_step, _address, expected, got);
        }

        private NoAnswerException Silence(int expected, int got, int timeout)
        {
            return new NoAnswerException(_step, _address, expected, got == AnswerByte.Nothing ? 0 : got, timeout, _line.Contacts);
        }

        private void Begin(string step, long address)
        {
            _step = step;
            _address = address;
        }

        // Bytes before a command are not an answer to anything.
        private void ExpectSilence()
        {
            int surplus = _line.Drain();
            if (surplus > 0)
            {
                throw new SurplusBytesException(_step, _address, surplus);
            }
        }
    }
}
