namespace Esp32Bridge.Tests.Model
{
    /// <summary>
    /// The USART bootloader of a part, byte by byte: what AN3155 says, and what ST's code does where AN3155 is silent. It
    /// has no timeouts, ignores what the flash says, and looks at the first address only.
    /// </summary>
    public sealed class BootloaderModel
    {
        private const byte Ack = 0x79;
        private const byte Nack = 0x1F;
        private const byte Sync = 0x7F;

        // ST's buffer holds this many page numbers; of a longer list, the first ones fall out in silence.
        private const int PageListSize = 580;

        private readonly VirtualStm32 _part;
        private readonly Stm32Part _data;
        private readonly byte[] _frame = new byte[4 + (2 * 4096)];
        private BootloaderState _state;
        private byte _command;
        private int _count;
        private int _expected;
        private uint _address;
        private bool _isDeaf;

        /// <summary>Creates the bootloader of a part.</summary>
        /// <param name="part">The part.</param>
        public BootloaderModel(VirtualStm32 part)
        {
            _part = part;
            _data = part.Part;
            Reset();
        }

        /// <summary>Gets the format that the first byte determined, or null.</summary>
        public UartFormat Format { get; private set; }

        /// <summary>Gets the USART that was heard first; the others are deaf until a reset.</summary>
        public int Port { get; private set; }

        /// <summary>Gets the command that was accepted last.</summary>
        public byte LastCommand { get; private set; }

        /// <summary>Begins anew.</summary>
        public void Reset()
        {
            _state = BootloaderState.Sync;
            _isDeaf = false;
            Format = null;
            Port = -1;
            LastCommand = 0xFF;
        }

        /// <summary>An edge that is no byte: the bootloader takes it for the start of one and measures nonsense.</summary>
        /// <param name="port">The USART.</param>
        public void Disturb(int port)
        {
            if (Port < 0)
            {
                Port = port;
                _isDeaf = true;
            }
        }

        /// <summary>Hears a byte on a line: the first one determines the USART and the rate.</summary>
        /// <param name="port">The USART.</param>
        /// <param name="value">The byte.</param>
        /// <param name="format">How it was sent.</param>
        /// <returns>What the USART makes of it.</returns>
        public byte[] Listen(int port, byte value, UartFormat format)
        {
            if (Port < 0)
            {
                Port = port;
                Format = new UartFormat(format.BaudRate, UartParity.Even);

                // Anything but 7F is measured as another rate than it was sent with.
                _isDeaf = value != Sync;
            }

            return _isDeaf || port != Port ? new byte[0] : format.Sample(value, Format);
        }

        /// <summary>Takes a byte.</summary>
        /// <param name="value">The byte.</param>
        /// <param name="now">The time.</param>
        public void Receive(byte value, long now)
        {
            switch (_state)
            {
                case BootloaderState.Sync:
                    if (value == Sync)
                    {
                        Send(Repeat(Ack, _data.SyncAcks), now);
                        Await(BootloaderState.Command, 2);
                    }

                    break;
                default:
                    _frame[_count++] = value;
                    if (_count == _expected)
                    {
                        Complete(now);
                    }

                    break;
            }
        }

        private void Complete(long now)
        {
            switch (_state)
            {
                case BootloaderState.Command:
                    BeginCommand(now);
                    break;
                case BootloaderState.Address:
                    TakeAddress(now);
                    break;
                case BootloaderState.ReadLength:
                    ReadMemory(now);
                    break;
                case BootloaderState.Length:
                    // One more byte than the number says, and the checksum.
                    AwaitMore(BootloaderState.Data, 1 + _frame[0] + 1 + 1);
                    break;
                case BootloaderState.Data:
                    TakeData(now);
                    break;
                case BootloaderState.EraseLength:
                    if (_frame[0] == 0xFF)
                    {
                        AwaitMore(BootloaderState.EraseAll, 2);
                    }
                    else
                    {
                        AwaitMore(BootloaderState.ErasePages, 1 + _frame[0] + 1 + 1);
                    }

                    break;
                case BootloaderState.EraseAll:
                    if (_frame[1] == 0x00)
                    {
                        _part.Enqueue(new Operation(OperationKind.MassErase, null, 0, 1), now);
                    }

                    Finish(Ack, now);
                    break;
                case BootloaderState.ErasePages:
                    ErasePages(1, 1, now);
                    break;
                case BootloaderState.ExtendedEraseLength:
                    BeginExtendedErase();
                    break;
                case BootloaderState.ExtendedEraseAll:
                    ExtendedEraseAll(now);
                    break;
                case BootloaderState.ExtendedErasePages:
                    ErasePages(2, 2, now);
                    break;
            }
        }

        private void BeginCommand(long now)
        {
            byte code = _frame[0];
            if ((byte)~_frame[1] != code || !_data.Has(code))
            {
                Finish(Nack, now);
                return;
            }

            if (_part.Memory.Options.IsReadProtected && code != 0x00 && code != 0x01 && code != 0x02 && code != 0x92)
            {
                Send(Repeat(Nack, _data.ProtectedNacks), now);
                Await(BootloaderState.Command, 2);
                return;
            }

            _command = code;
            LastCommand = code;
            Execute(code, now);
        }

        private void Execute(byte code, long now)
        {
            switch (code)
            {
                case 0x00:
                    SendCommands(now);
                    break;
                case 0x01:
                    Send(new byte[] { Ack, _data.ProtocolVersion, 0, 0, Ack }, now);
                    Await(BootloaderState.Command, 2);
                    break;
                case 0x02:
                    Send(new byte[] { Ack, 1, (byte)(_data.Id >> 8), (byte)_data.Id, Ack }, now);
                    Await(BootloaderState.Command, 2);
                    break;
                case 0x11:
                case 0x21:
                case 0x31:
                    Continue(BootloaderState.Address, 5, now);
                    break;
                case 0x43:
                    Continue(BootloaderState.EraseLength, 1, now);
                    break;
                case 0x44:
                    Continue(BootloaderState.ExtendedEraseLength, 2, now);
                    break;
                case 0x63:
                    Continue(BootloaderState.Length, 1, now);
                    break;
                case 0x73:
                    ChangeOptions(new Operation(OperationKind.WriteProtect, null, 0, 1), now);
                    break;
                case 0x82:
                    ChangeOptions(new Operation(OperationKind.WriteOptions, null, (_part.Memory.Options.Register & ~0xFFu) | 0xBB, 1), now);
                    break;
                case 0x92:
                    ReadoutUnprotect(now);
                    break;
            }
        }

        private void SendCommands(long now)
        {
            byte[] answer = new byte[_data.Commands.Length + 4];
            answer[0] = Ack;
            answer[1] = (byte)_data.Commands.Length;
            answer[2] = _data.ProtocolVersion;
            _data.Commands.CopyTo(answer, 3);
            answer[answer.Length - 1] = Ack;
            Send(answer, now);
            Await(BootloaderState.Command, 2);
        }

        private void TakeAddress(long now)
        {
            _address = (uint)((_frame[0] << 24) | (_frame[1] << 16) | (_frame[2] << 8) | _frame[3]);
            MemoryMap memory = _part.Memory;
            bool isValid = _command == 0x11 ? memory.IsReadable(_address) : _command == 0x31 ? memory.IsWritable(_address) : memory.IsExecutable(_address);
            if (!HasChecksum())
            {
                Finish(Nack, now);
            }
            else if (!isValid)
            {
                if (_data.IsSilentOnBadAddress && _command != 0x21)
                {
                    Await(BootloaderState.Command, 2);
                    return;
                }

                Finish(Nack, now);
            }
            else if (_command == 0x21)
            {
                Send(new byte[] { Ack }, now);
                _part.Enqueue(new Operation(OperationKind.Jump, null, _address, 1), now);
            }
            else
            {
                Continue(_command == 0x11 ? BootloaderState.ReadLength : BootloaderState.Length, _command == 0x11 ? 2 : 1, now);
            }
        }

        private void ReadMemory(long now)
        {
            if ((byte)~_frame[1] != _frame[0])
            {
                Finish(Nack, now);
                return;
            }

            byte[] answer = new byte[1 + _frame[0] + 1];
            answer[0] = Ack;
            for (int i = 1; i < answer.Length; i++)
            {
                answer[i] = _part.Memory.Read(_address + (uint)(i - 1));
            }

            Send(answer, now);
            Await(BootloaderState.Command, 2);
        }

        private void TakeData(long now)
        {
            if (!HasChecksum())
            {
                Finish(Nack, now);
                return;
            }

            byte[] data = new byte[_frame[0] + 1];
            System.Array.Copy(_frame, 1, data, 0, data.Length);
            if (_command == 0x63)
            {
                Finish(new Operation(OperationKind.WriteProtect, data, 0, 1), true, now);
            }
            else if (_part.Memory.IsOptionBytes(_address) && _data.HasOptionRegister && data.Length >= 4)
            {
                uint register = (uint)(data[0] | (data[1] << 8) | (data[2] << 16) | (data[3] << 24));
                Finish(new Operation(OperationKind.WriteOptions, null, register, 1), true, now);
            }
            else
            {
                OperationKind kind = _part.Memory.IsRam(_address) ? OperationKind.WriteRam : OperationKind.Program;
                Finish(new Operation(kind, data, _address, data.Length), false, now);
            }
        }

        private void BeginExtendedErase()
        {
            int number = (_frame[0] << 8) | _frame[1];
            if ((number & 0xFFF0) == 0xFFF0)
            {
                AwaitMore(BootloaderState.ExtendedEraseAll, 3);
            }
            else
            {
                AwaitMore(BootloaderState.ExtendedErasePages, 2 + (2 * (number + 1)) + 1);
            }
        }

        private void ExtendedEraseAll(long now)
        {
            byte scope = _frame[1];
            if (!HasChecksum() || scope < 0xFD || (scope != 0xFF && _data.RefusesBankErase))
            {
                Finish(Nack, now);
            }
            else if (scope == 0xFF)
            {
                Finish(new Operation(OperationKind.MassErase, null, 0, 1), false, now);
            }
            else
            {
                int half = _data.PageCount / 2;
                int first = scope == 0xFE ? 0 : half;
                for (int page = first; page < first + half; page++)
                {
                    _part.Enqueue(new Operation(OperationKind.ErasePage, null, (uint)page, 1), now);
                }

                Finish(Ack, now);
            }
        }

        private void ErasePages(int start, int width, long now)
        {
            if (!HasChecksum())
            {
                Finish(Nack, now);
                return;
            }

            int pages = (_count - 1 - start) / width;
            for (int i = pages > PageListSize ? pages - PageListSize : 0; i < pages; i++)
            {
                int at = start + (i * width);
                int page = width == 1 ? _frame[at] : (_frame[at] << 8) | _frame[at + 1];
                _part.Enqueue(new Operation(OperationKind.ErasePage, null, (uint)page, 1), now);
            }

            Finish(Ack, now);
        }

        private void ChangeOptions(Operation change, long now)
        {
            Send(new byte[] { Ack }, now);
            Finish(change, true, now);
        }

        private void ReadoutUnprotect(long now)
        {
            Send(new byte[] { Ack, Ack }, now);
            if (_part.Memory.Options.IsReadProtected)
            {
                _part.Enqueue(new Operation(OperationKind.MassErase, null, 0, 1), now);
            }

            _part.Enqueue(new Operation(OperationKind.WriteOptions, null, (_part.Memory.Options.Register & ~0xFFu) | 0xAA, 1), now);
            _part.Enqueue(new Operation(OperationKind.Reset, null, 0, 1), now);
            Await(BootloaderState.Command, 2);
        }

        // ACK whatever came of the operation, and perhaps a reset behind it.
        private void Finish(Operation operation, bool resets, long now)
        {
            _part.Enqueue(operation, now);
            Finish(Ack, now);
            if (resets)
            {
                _part.Enqueue(new Operation(OperationKind.Reset, null, 0, 1), now);
            }
        }

        private void Finish(byte answer, long now)
        {
            Send(new byte[] { answer }, now);
            Await(BootloaderState.Command, 2);
        }

        private void Continue(BootloaderState state, int expected, long now)
        {
            Send(new byte[] { Ack }, now);
            Await(state, expected);
        }

        private void Await(BootloaderState state, int expected)
        {
            _state = state;
            _count = 0;
            _expected = expected;
        }

        private void AwaitMore(BootloaderState state, int expected)
        {
            _state = state;
            _expected = expected;
        }

        private void Send(byte[] bytes, long now)
        {
            _part.Enqueue(new Operation(OperationKind.Send, bytes, 0, bytes.Length), now);
        }

        private bool HasChecksum()
        {
            int checksum = 0;
            for (int i = 0; i < _count; i++)
            {
                checksum ^= _frame[i];
            }

            return checksum == 0;
        }

        private static byte[] Repeat(byte value, int count)
        {
            byte[] bytes = new byte[count];
            for (int i = 0; i < count; i++)
            {
                bytes[i] = value;
            }

            return bytes;
        }
    }
}
