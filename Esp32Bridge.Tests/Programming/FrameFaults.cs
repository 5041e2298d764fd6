using System;
using System.Collections;
using Esp32Bridge.An3155;
using Esp32Bridge.Wires;
using Esp32Bridge.Tests.Doubles;

namespace Esp32Bridge.Tests.Programming
{
    /// <summary>
    /// A line with faults at selected frames. The kinds: "NACK" (a bit of the frame flips, so that the part refuses),
    /// "loss" (the frame is lost), "silence" (the answer is lost), "wrong" (its first byte differs), "surplus" (a byte
    /// follows the ACK), "noise" (a bit of the data flips), "short" (the data is lost), "refusal" and "babble" (NACK
    /// or garbage instead of the part).
    /// </summary>
    public sealed class FrameFaults : ITargetWires, ISerialLine
    {
        /// <summary>The command code that stands for any frame, including 7F.</summary>
        public const int Any = -1;

        private const byte Ack = 0x79;

        private readonly ModelTarget _target;
        private readonly FakeClock _clock;
        private readonly Queue _made = new Queue();
        private string _kind = string.Empty;
        private int _code;
        private int _step;
        private int _skip;
        private int _count;
        private string _fault = string.Empty;
        private int _reads;
        private int _command;
        private int _frame;
        private int _left;

        private FrameFaults(ModelTarget target, FakeClock clock)
        {
            _target = target;
            _clock = clock;
        }

        /// <summary>Gets how many faults there were.</summary>
        public int Faults { get; private set; }

        /// <summary>Gets or sets what is called before each frame, or null.</summary>
        public Action OnFrame { get; set; }

        /// <inheritdoc/>
        public ISerialLine Line
        {
            get { return this; }
        }

        /// <inheritdoc/>
        public LineKind Kind
        {
            get { return LineKind.Usart; }
        }

        /// <inheritdoc/>
        public RateLadder Rates
        {
            get { return _target.Rates; }
        }

        /// <inheritdoc/>
        public int Address
        {
            get { return 0; }
        }

        /// <inheritdoc/>
        public IBootloaderLine CreateBootloaderLine()
        {
            return new UsartLine(this);
        }

        /// <summary>Puts a faulty line between the programmer and the part.</summary>
        /// <param name="rig">The rig.</param>
        /// <returns>The line.</returns>
        public static FrameFaults Of(Rig rig)
        {
            FrameFaults line = new FrameFaults(rig.Target, rig.Clock);
            rig.Programmer = rig.CreateProgrammer(line);
            return line;
        }

        /// <summary>Sets the faults.</summary>
        /// <param name="kind">The kind of the faults.</param>
        /// <param name="code">At which command, or <see cref="Any"/>.</param>
        /// <param name="step">At which of its frames, from 1.</param>
        /// <param name="skip">How many of these frames are correct first.</param>
        /// <param name="count">How many frames then have the fault.</param>
        public void Spoil(string kind, int code, int step, int skip, int count)
        {
            _kind = kind;
            _code = code;
            _step = step;
            _skip = skip;
            _count = count;
        }

        /// <inheritdoc/>
        public void Open(int rate, int address)
        {
            _target.Open(rate, address);
        }

        /// <inheritdoc/>
        public void OpenForApplication()
        {
            _target.OpenForApplication();
        }

        /// <inheritdoc/>
        public void ResetIntoBootloader()
        {
            _left = 0;
            _target.ResetIntoBootloader();
        }

        /// <inheritdoc/>
        public void ResetIntoApplication()
        {
            _left = 0;
            _fault = string.Empty;
            _target.ResetIntoApplication();
        }

        /// <inheritdoc/>
        public void Close()
        {
            _target.Close();
        }

        /// <inheritdoc/>
        public void Write(byte[] buffer, int offset, int count)
        {
            if (OnFrame != null)
            {
                OnFrame();
            }

            Follow(buffer, offset, count);
            _reads = 0;
            _fault = IsFaulty() ? _kind : string.Empty;
            byte[] frame = new byte[count];
            Array.Copy(buffer, offset, frame, 0, count);
            switch (_fault)
            {
                case "NACK":
                    frame[count - 1] ^= 1;
                    break;
                case "refusal":
                    _made.Enqueue(AnswerByte.Nack);
                    break;
                case "babble":
                    _made.Enqueue((byte)0x5A);
                    _made.Enqueue((byte)0xA5);
                    break;
            }

            if (_fault == "loss" || _fault == "refusal" || _fault == "babble")
            {
                _clock.Microseconds += 1000;
                return;
            }

            _target.Write(frame, 0, count);
        }

        /// <inheritdoc/>
        public int Read(byte[] buffer, int offset, int count, int timeout)
        {
            _reads++;
            int read = 0;
            while (read < count && _made.Count > 0)
            {
                buffer[offset + read++] = (byte)_made.Dequeue();
            }

            read += read < count ? _target.Read(buffer, offset + read, count - read, timeout) : 0;
            if (_fault == "silence" || (_fault == "short" && _reads == 2))
            {
                read = 0;
            }
            else if (read > 0 && ((_fault == "wrong" && _reads == 1) || (_fault == "noise" && _reads == 2)))
            {
                buffer[offset] ^= 0x22;
            }
            else if (_fault == "surplus" && _reads == 1)
            {
                _made.Enqueue((byte)0x00);
            }

            _left = _reads == 1 && (read == 0 || buffer[offset] != Ack) ? 0 : _left;
            return read;
        }

        /// <inheritdoc/>
        public int Drain()
        {
            int count = _made.Count + _target.Drain();
            _made.Clear();
            return _fault == "silence" ? 0 : count;
        }

        // Finds the command and the step of the frame.
        private void Follow(byte[] buffer, int offset, int count)
        {
            if (_left > 0 && count > 1)
            {
                _left--;
                _frame++;
                return;
            }

            _command = count == 1 ? UsartLine.Sync : buffer[offset];
            _frame = 1;
            switch (_command)
            {
                case CommandCode.ReadMemory:
                case CommandCode.WriteMemory:
                    _left = 2;
                    break;
                case CommandCode.Erase:
                case CommandCode.ExtendedErase:
                case CommandCode.Go:
                    _left = 1;
                    break;
                default:
                    _left = 0;
                    break;
            }
        }

        private bool IsFaulty()
        {
            if ((_code != Any && (_code != _command || _step != _frame)) || --_skip >= 0 || _count <= 0)
            {
                return false;
            }

            _count--;
            Faults++;
            return true;
        }
    }
}
