using System;
using Esp32Bridge.Timing;
using Esp32Bridge.Wires;

namespace Esp32Bridge.An3155
{
    /// <summary>
    /// SPI as the line to a bootloader (AN4286). The part has no timeouts: only a reset helps after a fault. What it sends while it
    /// is not ready means nothing, and may be an old ACK; so the line asks for an answer only when the work should be done.
    /// </summary>
    public sealed class SpiLine : IBootloaderLine
    {
        /// <summary>The first byte of a conversation, and of each command (AN4286 2.1).</summary>
        public const byte StartOfFrame = 0x5A;

        /// <summary>What most parts send while they have nothing to send.</summary>
        public const byte Busy = 0xA5;

        // The part answers within some bytes, if it does.
        private const int ResyncTimeout = 20;

        // An answer has another byte before it, which is dropped (AN4286 2.2). If that is ACK or NACK, it may be the last answer again, of
        // a part that works or hangs; or the answer of a part that sends nothing before it. It counts after so many polls without another.
        // Then the id has to show, at the end of the command, that the part does not hang.
        private const int PollsAfterEarlyAnswer = 16;

        // After so many polls, other threads get the time: those of a part that works.
        private const int QuickPolls = 50;

        private const int BlockSize = 256;

        // The first byte of the answer to Get ID after the ACK: the number of bytes of the id less 1.
        private const byte IdLength = 1;

        private readonly ISpiPort _port;
        private readonly IClock _clock;
        private readonly byte[] _frame = new byte[3];
        private readonly byte[] _block = new byte[BlockSize + 1];

        // Whether data begins with a byte that means nothing (AN4286 2.4). Get ID tells.
        private bool _hasDummy = true;
        private bool _isFirstRead;
        private bool _isRefused;

        // The current command, and whether an answer to it may have been an old one.
        private byte _code;
        private bool _isDoubtful;

        /// <summary>Creates the line.</summary>
        /// <param name="port">The part on the bus.</param>
        /// <param name="clock">The clock.</param>
        public SpiLine(ISpiPort port, IClock clock)
        {
            _port = port;
            _clock = clock;
        }

        /// <inheritdoc/>
        public string Sign
        {
            get { return "an answer to 5A and an id"; }
        }

        /// <inheritdoc/>
        public string Contacts
        {
            get { return "SCK and MOSI and MISO and NSS"; }
        }

        /// <inheritdoc/>
        public bool HasCountFrames
        {
            get { return true; }
        }

        /// <inheritdoc/>
        public bool HasShortChecksum
        {
            get { return false; }
        }

        /// <inheritdoc/>
        public int VersionLength
        {
            get { return 1; }
        }

        /// <inheritdoc/>
        public int LongestWork
        {
            get { return int.MaxValue; }
        }

        /// <summary>Gives the rates of an SPI bus.</summary>
        /// <param name="highest">The highest rate that is tried, in Hz.</param>
        /// <returns>The rates. A byte of 16 µs keeps the time between bytes that AN4286 asks for, which the ESP32 cannot make.</returns>
        public static RateLadder RatesUpTo(int highest)
        {
            return new RateLadder(highest, 500000, new int[] { 4000000, 2000000, 1000000, 500000 }, "Hz", 8);
        }

        /// <inheritdoc/>
        public byte[] CommandsOf(byte version)
        {
            return null;
        }

        /// <summary>Sends 5A, and asks for the id: a line that nobody drives can look like an ACK.</summary>
        /// <param name="timeout">How long to wait for an answer, in milliseconds.</param>
        /// <returns>ACK, or NACK if the part was synchronised before; or a negative constant of <see cref="AnswerByte"/>.</returns>
        public int Synchronize(int timeout)
        {
            _frame[0] = StartOfFrame;
            _port.Write(_frame, 1);
            int heard = ReadAnswer(0, timeout);
            return heard < 0 || HasId(timeout) ? heard : AnswerByte.Nothing;
        }

        /// <summary>
        /// Asks for the id after a NACK, which ends a command: a part that is out of step does not answer. AN4286 has no way out of the
        /// middle of a command, and zeros can complete a frame.
        /// </summary>
        /// <returns>NACK if the last answer was NACK and the part is in step, else <see cref="AnswerByte.Nothing"/>.</returns>
        public int Resynchronize()
        {
            return _isRefused && HasId(ResyncTimeout) ? AnswerByte.Nack : AnswerByte.Nothing;
        }

        /// <inheritdoc/>
        public int Drain()
        {
            return 0;
        }

        /// <inheritdoc/>
        public void SendCommand(byte code)
        {
            _code = code;
            _isDoubtful = false;
            _frame[0] = StartOfFrame;
            _frame[1] = code;
            _frame[2] = (byte)~code;
            _port.Write(_frame, 3);
        }

        /// <inheritdoc/>
        public void Send(byte[] frame, int count)
        {
            _port.Write(frame, count);
        }

        /// <summary>
        /// Asks for ACK or NACK, and acknowledges it (AN4286 2.2). While some parts write, each question can spoil what they write
        /// (AN2606, L43x to L49x).
        /// </summary>
        /// <param name="work">See <see cref="IBootloaderLine.ReadAnswer"/>.</param>
        /// <param name="timeout">See <see cref="IBootloaderLine.ReadAnswer"/>.</param>
        /// <returns>ACK, NACK, or <see cref="AnswerByte.Nothing"/>.</returns>
        public int ReadAnswer(int work, int timeout)
        {
            if (work > 0)
            {
                _clock.Sleep(work);
            }

            long end = _clock.Milliseconds + timeout;
            _isFirstRead = true;
            _isRefused = false;
            byte early = Poll();
            bool isEarly = BootloaderLink.IsAnswer(early);
            bool isRepeated = isEarly;
            int polls = 0;
            do
            {
                byte heard = Poll();
                polls++;
                isRepeated = isRepeated && heard == early;
                if (isEarly && polls == PollsAfterEarlyAnswer)
                {
                    heard = early;
                    isRepeated = false;
                }

                if (BootloaderLink.IsAnswer(heard) && !isRepeated)
                {
                    _frame[0] = AnswerByte.Ack;
                    _port.Write(_frame, 1);
                    _isRefused = heard == AnswerByte.Nack;
                    _isDoubtful |= isEarly && polls == PollsAfterEarlyAnswer;
                    return work > 0 && _code != CommandCode.GetChecksum && !IsInStep() ? AnswerByte.Nothing : heard;
                }

                _clock.Sleep(polls < QuickPolls ? 0 : 1);
            }
            while (_clock.Milliseconds < end);

            return AnswerByte.Nothing;
        }

        /// <inheritdoc/>
        public int Read(byte[] buffer, int offset, int count, int timeout)
        {
            // With the dummy in front, the bytes do not fit into the buffer of the caller.
            for (int done = 0; done < count;)
            {
                int dummy = _isFirstRead && _hasDummy ? 1 : 0;
                int piece = count - done < BlockSize ? count - done : BlockSize;

                // A transfer for which the driver has no memory does not take place, and nobody tells: then the caller keeps its bytes.
                Array.Copy(buffer, offset + done, _block, dummy, piece);
                _port.Read(_block, 0, dummy + piece);
                Array.Copy(_block, dummy, buffer, offset + done, piece);
                _isFirstRead = false;
                done += piece;
            }

            // These have no ACK behind the data.
            bool isLast = _code == CommandCode.ReadMemory || _code == CommandCode.GetChecksum;
            return isLast && !IsInStep() ? AnswerByte.Nothing : count;
        }

        private bool IsInStep()
        {
            return !_isDoubtful || HasId(ResyncTimeout);
        }

        // Get ID, which also tells whether data begins with a byte that means nothing.
        private bool HasId(int timeout)
        {
            SendCommand(CommandCode.GetId);
            if (ReadAnswer(0, timeout) != AnswerByte.Ack)
            {
                return false;
            }

            _block[0] = Poll();
            _hasDummy = _block[0] != IdLength;
            _port.Read(_block, 0, _hasDummy ? 3 : 2);
            bool isId = !_hasDummy || _block[0] == IdLength;
            return isId && ReadAnswer(0, timeout) == AnswerByte.Ack;
        }

        private byte Poll()
        {
            // What stays here if the transfer does not take place is no answer.
            _frame[0] = 0;
            _port.Read(_frame, 0, 1);
            return _frame[0];
        }
    }
}
