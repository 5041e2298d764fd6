using System;
using Esp32Bridge.An3155;
using Esp32Bridge.Wires;

namespace Esp32Bridge.EndToEnd.Programming
{
    /// <summary>
    /// An STM32L476 that obeys at once and never fails, and allocates nothing while it is written and read. It counts the bytes
    /// on the wire, and the allocations of its caller's thread at each write.
    /// </summary>
    public sealed class CannedPart : ITargetWires, ISerialLine
    {
        public const ushort Id = 0x415;
        public const int FlashSize = 1024 * 1024;
        public const int PageSize = 2 * 1024;

        private const uint FlashBase = 0x08000000;
        private const uint FlashSizeRegister = 0x1FFF75E0;
        private const uint Options = 0x1FFF7800;
        private const uint Protection = Options + 0x08;
        private const uint ProtectionOfSecondBank = Protection + 0x8000;

        private readonly byte[] _commands = { 11, 0x31, 0x00, 0x01, 0x02, 0x11, 0x21, 0x31, 0x44, 0x63, 0x73, 0x82, 0x92, AnswerByte.Ack };
        private readonly byte[] _identity = { 1, Id >> 8, Id & 0xFF, AnswerByte.Ack };
        private readonly byte[] _answer = new byte[300];
        private int _answerStart;
        private int _answerEnd;
        private byte _command;
        private uint _address;
        private int _frame;

        public CannedPart()
        {
            Array.Fill(Flash, (byte)0xFF);
        }

        public byte[] Flash { get; } = new byte[FlashSize];

        // The thread's allocations at each write: the blocks, and the two writes of the commit.
        public long[] AllocatedAt { get; } = new long[(FlashSize / BootloaderClient.BlockSize) + 2];

        public int Writes { get; private set; }

        public int ErasedPages { get; private set; }

        public int RoundTrips { get; private set; }

        public int Bytes { get; private set; }

        public ISerialLine Line
        {
            get { return this; }
        }

        public LineKind Kind
        {
            get { return LineKind.Usart; }
        }

        public RateLadder Rates
        {
            get { return UsartLine.RatesUpTo(115200); }
        }

        public int Address
        {
            get { return 0; }
        }

        public IBootloaderLine CreateBootloaderLine()
        {
            return new UsartLine(this);
        }

        public void Open(int rate, int address)
        {
        }

        public void OpenForApplication()
        {
        }

        public void ResetIntoBootloader()
        {
            _frame = 0;
        }

        public void ResetIntoApplication()
        {
        }

        public void Close()
        {
        }

        public int Drain()
        {
            int there = _answerEnd - _answerStart;
            _answerStart = _answerEnd;
            return there;
        }

        public int Read(byte[] buffer, int offset, int count, int timeout)
        {
            int there = Math.Min(count, _answerEnd - _answerStart);
            Array.Copy(_answer, _answerStart, buffer, offset, there);
            _answerStart += there;
            return there;
        }

        public void Write(byte[] buffer, int offset, int count)
        {
            RoundTrips++;
            _answer[0] = AnswerByte.Ack;
            _answerStart = 0;
            _answerEnd = 1;
            switch (_frame++)
            {
                case 0:
                    Begin(buffer[offset]);
                    break;
                case 1 when _command == CommandCode.ExtendedErase:
                    Erase(buffer, offset);
                    break;
                case 1:
                    _address = (uint)((buffer[offset] << 24) | (buffer[offset + 1] << 16) | (buffer[offset + 2] << 8) | buffer[offset + 3]);
                    break;
                default:
                    Transfer(buffer, offset);
                    break;
            }

            Bytes += count + _answerEnd;
        }

        private void Begin(byte code)
        {
            _command = code;
            _frame = code is CommandCode.ReadMemory or CommandCode.WriteMemory or CommandCode.ExtendedErase ? 1 : 0;
            if (code == CommandCode.Get)
            {
                Say(_commands);
            }
            else if (code == CommandCode.GetId)
            {
                Say(_identity);
            }
            else if (code == CommandCode.WriteMemory)
            {
                AllocatedAt[Writes++] = GC.GetAllocatedBytesForCurrentThread();
            }
        }

        private void Erase(byte[] frame, int offset)
        {
            int pages = frame[offset + 1] + 1;
            for (int i = 0; i < pages; i++)
            {
                int page = (frame[offset + 2 + (2 * i)] << 8) | frame[offset + 3 + (2 * i)];
                Array.Fill(Flash, (byte)0xFF, page * PageSize, PageSize);
            }

            ErasedPages += pages;
            _frame = 0;
        }

        private void Transfer(byte[] frame, int offset)
        {
            int count = frame[offset] + 1;
            if (_command == CommandCode.WriteMemory)
            {
                Array.Copy(frame, offset + 1, Flash, (int)(_address - FlashBase), count);
            }
            else
            {
                Show(count);
                _answerEnd = 1 + count;
            }

            _frame = 0;
        }

        // After the flash there are its size, and the factory option bytes (RM0351 3.4.1).
        private void Show(int count)
        {
            if (_address - FlashBase < FlashSize)
            {
                Array.Copy(Flash, (int)(_address - FlashBase), _answer, 1, count);
                return;
            }

            Array.Fill(_answer, (byte)0xFF, 1, count);
            if (_address == FlashSizeRegister)
            {
                _answer[1] = 0x00;
                _answer[2] = FlashSize / 1024 >> 8;
            }
            else if (_address == Options)
            {
                _answer[1] = 0xAA;
                _answer[2] = 0xF8;
                _answer[3] = 0xEF;
            }
            else if (_address == Protection || _address == ProtectionOfSecondBank)
            {
                // The ends of PCROP1, WRP1A and WRP1B.
                Array.Fill(_answer, (byte)0, 9, 4);
                _answer[19] = 0;
                _answer[27] = 0;
            }
        }

        private void Say(byte[] answer)
        {
            Array.Copy(answer, 0, _answer, 1, answer.Length);
            _answerEnd = 1 + answer.Length;
        }
    }
}
