using Esp32Bridge.Timing;
using Esp32Bridge.Wires;

namespace Esp32Bridge.An3155
{
    /// <summary>
    /// I2C as the line to a bootloader (AN4221). Each frame, and each answer, is a transfer of its own. A part that is addressed
    /// while it works holds SCL; the ESP32 waits only ten clocks for it, and then the answer is lost. So the line leaves the bus
    /// alone until the work should be done. But not for long: one second after it, a part that was not asked resets itself
    /// (AN2606, table 230).
    /// </summary>
    public sealed class I2cLine : IBootloaderLine
    {
        /// <summary>The part still works; only in answers to no-stretch commands (AN4221 2).</summary>
        public const byte Busy = 0x76;

        // No-stretch commands, and Get Checksum, came with these versions (AN4221 table 3).
        private const byte FirstNoStretch = 0x11;
        private const byte FirstChecksum = 0x12;

        private const int PauseWhileBusy = 10;

        // A wait of less than a second is never too long, whenever the part was done.
        private const int SafeWait = 900;

        // In percent. Noise looks like a part that works longer: without an end, the pauses would grow to minutes.
        private const int MostPatience = 500;

        private readonly II2cPort _port;
        private readonly IClock _clock;
        private readonly byte[] _pair = new byte[2];
        private readonly byte[] _answer = new byte[1];
        private bool _hasNoStretch;

        // What a frame of the current command met, or 0: then the part gets and gives nothing more.
        private int _failure;
        private bool _isRefused;

        // The waits that were enough: in percent of the times of the data sheet, and in milliseconds for what takes longer than a safe wait.
        private int _patience = 100;
        private int _longestWait = SafeWait;

        /// <summary>Creates the line.</summary>
        /// <param name="port">The part on the bus.</param>
        /// <param name="clock">The clock.</param>
        public I2cLine(II2cPort port, IClock clock)
        {
            _port = port;
            _clock = clock;
        }

        /// <inheritdoc/>
        public string Sign
        {
            get { return "an acknowledge and the protocol version"; }
        }

        /// <inheritdoc/>
        public string Contacts
        {
            get { return "SCL and SDA and their pull-ups and the address"; }
        }

        /// <inheritdoc/>
        public bool HasCountFrames
        {
            get { return true; }
        }

        /// <inheritdoc/>
        public bool HasShortChecksum
        {
            get { return true; }
        }

        /// <inheritdoc/>
        public int VersionLength
        {
            get { return 1; }
        }

        /// <inheritdoc/>
        public int LongestWork
        {
            get { return SafeWait; }
        }

        /// <summary>Gives the rates of an I2C bus.</summary>
        /// <param name="highest">The highest rate that is tried, in Hz.</param>
        /// <returns>The rates. Most bootloaders have Fast-mode Plus, but an ESP32 waits only 10 µs for SCL then.</returns>
        public static RateLadder RatesUpTo(int highest)
        {
            // 8 data bits and the acknowledge.
            return new RateLadder(highest, 400000, new int[] { 400000, 100000 }, "Hz", 9);
        }

        /// <summary>Gives the commands of a protocol version (AN4221 table 3). The answer of Get has to be read as a whole, and its length differs from part to part.</summary>
        /// <param name="version">The version.</param>
        /// <returns>The codes.</returns>
        public byte[] CommandsOf(byte version)
        {
            _hasNoStretch = version >= FirstNoStretch;
            byte last = version >= FirstChecksum ? CommandCode.GetChecksum : CommandCode.Get;
            return new byte[] { CommandCode.Get, CommandCode.GetVersion, CommandCode.GetId, CommandCode.ReadMemory, CommandCode.Go, CommandCode.WriteMemory, CommandCode.ExtendedErase, CommandCode.ReadoutProtect, CommandCode.ReadoutUnprotect, last };
        }

        /// <summary>Asks for the protocol version: there is no synchronisation, the address selects the part.</summary>
        /// <param name="timeout">How long to wait before the next question, in milliseconds.</param>
        /// <returns>ACK or NACK; or a negative constant of <see cref="AnswerByte"/>.</returns>
        public int Synchronize(int timeout)
        {
            SendCommand(CommandCode.GetVersion);
            int heard = ReadAnswer(0, timeout);
            if (heard == AnswerByte.Ack && Read(_pair, 0, 1, timeout) == 1)
            {
                heard = ReadAnswer(0, timeout);
            }

            if (heard != AnswerByte.Ack)
            {
                _clock.Sleep(timeout);
            }

            return heard;
        }

        /// <summary>
        /// Asks for the protocol version after a NACK, which ends a command: a part that is out of step does not answer. AN4221 has no
        /// way out of the middle of a command.
        /// </summary>
        /// <returns>NACK if the last answer was NACK and the part is in step, else <see cref="AnswerByte.Nothing"/>.</returns>
        public int Resynchronize()
        {
            return _isRefused && Synchronize(0) == AnswerByte.Ack ? AnswerByte.Nack : AnswerByte.Nothing;
        }

        /// <inheritdoc/>
        public int Drain()
        {
            return 0;
        }

        /// <inheritdoc/>
        public void SendCommand(byte code)
        {
            _failure = 0;
            _isRefused = false;
            _pair[0] = _hasNoStretch ? WithoutStretching(code) : code;
            _pair[1] = (byte)~_pair[0];
            Send(_pair, 2);
        }

        /// <inheritdoc/>
        public void Send(byte[] frame, int count)
        {
            int sent = _failure == 0 ? _port.Write(frame, count) : _failure;
            _failure = sent < 0 ? sent : 0;
        }

        /// <inheritdoc/>
        public int ReadAnswer(int work, int timeout)
        {
            long end = _clock.Milliseconds + work + timeout;
            int most = work > SafeWait ? _longestWait : SafeWait;
            int wait = work * _patience / 100;
            wait = wait < most ? wait : most;
            for (;;)
            {
                if (wait > 0)
                {
                    _clock.Sleep(wait);
                }

                int got = Read(_answer, 0, 1, timeout);
                if (got == AnswerByte.ClockHeld && work > 0)
                {
                    Lengthen(work);
                }

                if (got < 0 || _answer[0] != Busy)
                {
                    _isRefused = got > 0 && _answer[0] == AnswerByte.Nack;
                    return got < 0 ? got : _answer[0];
                }

                if (_clock.Milliseconds >= end)
                {
                    return AnswerByte.Nothing;
                }

                wait = PauseWhileBusy;
            }
        }

        /// <inheritdoc/>
        public int Read(byte[] buffer, int offset, int count, int timeout)
        {
            int got = _failure == 0 ? _port.Read(buffer, offset, count) : _failure;
            _failure = got < 0 ? got : 0;
            return got;
        }

        // The part worked longer than that; or it was not asked for a second, and has reset itself: then shorter waits are tried again.
        // Steps of less than a second miss no time.
        private void Lengthen(int work)
        {
            if (work > SafeWait)
            {
                _longestWait = _longestWait < work ? _longestWait + SafeWait : SafeWait;
            }
            else if (_patience < MostPatience)
            {
                _patience += _patience / 2;
            }
        }

        // AN4221 table 2. The others have no such form.
        private static byte WithoutStretching(byte code)
        {
            switch (code)
            {
                case CommandCode.WriteMemory:
                case CommandCode.ExtendedErase:
                case CommandCode.WriteProtect:
                case CommandCode.WriteUnprotect:
                case CommandCode.ReadoutProtect:
                case CommandCode.ReadoutUnprotect:
                    return (byte)(code + 1);
                default:
                    return code;
            }
        }
    }
}
