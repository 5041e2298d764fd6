using Esp32Bridge.Wires;

namespace Esp32Bridge.An3155
{
    /// <summary>
    /// The frames below the commands: synchronisation, checksums, ACK and NACK. Remembers the current command for its
    /// errors.
    /// </summary>
    public sealed class BootloaderLink
    {
        /// <summary>The part accepts (AN3155 3).</summary>
        public const byte Ack = 0x79;

        /// <summary>The part refuses (AN3155 3).</summary>
        public const byte Nack = 0x1F;

        /// <summary>The byte on which the part measures the baud rate (AN3155 1).</summary>
        public const byte Sync = 0x7F;

        /// <summary>No byte.</summary>
        public const int Nothing = -1;

        /// <summary>How long a part may take to answer a command that does not change the flash, in milliseconds.</summary>
        public const int AnswerTimeout = 1000;

        // Some parts send ACK or NACK twice; the second one follows within a byte time.
        private const int EchoTimeout = 5;

        private const int ResyncTimeout = 20;

        // The count, 256 bytes and the checksum of Write Memory, and a pair after them.
        private const int LongestFrame = 260;

        private readonly ISerialLine _line;
        private readonly byte[] _frame = new byte[5];
        private readonly byte[] _answer = new byte[1];
        private byte _code;
        private string _step;
        private long _address = BootloaderException.NoAddress;

        /// <summary>Creates the link.</summary>
        /// <param name="line">The open line to the part.</param>
        public BootloaderLink(ISerialLine line)
        {
            _line = line;
        }

        /// <summary>
        /// Tells whether an answer to <see cref="Synchronize"/> comes from a bootloader: ACK, or NACK if the part was
        /// synchronised before (AN3155 1).
        /// </summary>
        /// <param name="heard">The answer, or <see cref="Nothing"/>.</param>
        /// <returns>False for anything else: the part is not listening, or has locked a wrong rate.</returns>
        public static bool IsAnswer(int heard)
        {
            return heard == Ack || heard == Nack;
        }

        /// <summary>Sends 0x7F once (AN3155 1). A second ACK after the first one (L412) is ignored.</summary>
        /// <param name="timeout">How long to wait for the answer, in milliseconds.</param>
        /// <returns>The answer, see <see cref="IsAnswer"/>, or <see cref="Nothing"/>.</returns>
        public int Synchronize(int timeout)
        {
            Begin(Sync, "Synchronize", BootloaderException.NoAddress);
            _line.Drain();
            _frame[0] = Sync;
            _line.Write(_frame, 0, 1);
            int heard = _line.Read(_answer, 0, 1, timeout) == 0 ? Nothing : _answer[0];
            if (IsAnswer(heard))
            {
                SwallowEcho();
            }

            return heard;
        }

        /// <summary>
        /// Brings a part that may wait for the rest of a frame back to its command loop; the bootloader has no timeouts.
        /// Sends single bytes. A byte that is answered by NACK has completed a pair or a frame, and nothing is pending after it.
        /// The bytes are one 7F, then zeros: they give an incomplete frame a wrong checksum. An incomplete erase is not
        /// filled up, because the bytes could be taken for page numbers.
        /// </summary>
        /// <exception cref="NoAnswerException">The part stayed silent, or an erase is pending: reset the part.</exception>
        /// <exception cref="UnexpectedByteException">By chance the part took the frame as complete: reset the part, and repeat the write.</exception>
        public void Resynchronize()
        {
            bool isErase = _code == CommandCode.Erase || _code == CommandCode.ExtendedErase;
            _step = "Resynchronize";
            _line.Drain();
            for (int attempt = 0; attempt < LongestFrame && !isErase; attempt++)
            {
                _frame[0] = attempt == 0 ? Sync : (byte)0x00;
                _line.Write(_frame, 0, 1);
                if (_line.Read(_answer, 0, 1, ResyncTimeout) == 1)
                {
                    if (_answer[0] != Nack)
                    {
                        throw new UnexpectedByteException(_step, _address, "NACK", _answer[0]);
                    }

                    SwallowEcho();
                    return;
                }
            }

            throw new NoAnswerException(_step, _address, 1, 0, ResyncTimeout);
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
            Begin(code, name, address);
            ExpectSilence();
            SendComplemented(code);
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
            _line.Write(_frame, 0, 5);
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
            _line.Write(frame, 0, count + 1);
        }

        /// <summary>Sends one byte with its complement.</summary>
        /// <param name="value">The byte.</param>
        internal void SendComplemented(byte value)
        {
            _frame[0] = value;
            _frame[1] = (byte)~value;
            _line.Write(_frame, 0, 2);
        }

        /// <summary>Waits for the ACK of what was sent.</summary>
        /// <param name="timeout">How long the part may take, in milliseconds.</param>
        /// <exception cref="NackException">NACK came.</exception>
        /// <exception cref="NoAnswerException">Nothing came.</exception>
        /// <exception cref="UnexpectedByteException">Something else came.</exception>
        internal void ExpectAck(int timeout = AnswerTimeout)
        {
            if (_line.Read(_answer, 0, 1, timeout) == 0)
            {
                throw new NoAnswerException(_step, _address, 1, 0, timeout);
            }

            if (_answer[0] == Nack)
            {
                SwallowEcho();
                throw new NackException(_step, _address);
            }

            if (_answer[0] != Ack)
            {
                throw new UnexpectedByteException(_step, _address, "ACK", _answer[0]);
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
                throw new NoAnswerException(_step, _address, count, got, AnswerTimeout);
            }
        }

        /// <summary>Receives one byte.</summary>
        /// <returns>The byte.</returns>
        /// <exception cref="NoAnswerException">None came before the timeout.</exception>
        internal byte ReceiveByte()
        {
            Receive(_answer, 0, 1);
            return _answer[0];
        }

        /// <summary>Creates the error for a byte that makes no sense in the current command.</summary>
        /// <param name="expected">What was awaited.</param>
        /// <param name="got">The byte that came.</param>
        /// <returns>The error to throw.</returns>
        internal UnexpectedByteException Unexpected(string expected, byte got)
        {
            return new UnexpectedByteException(_step, _address, expected, got);
        }

        private void Begin(byte code, string step, long address)
        {
            _code = code;
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

        private void SwallowEcho()
        {
            _line.Read(_answer, 0, 1, EchoTimeout);
        }
    }
}
