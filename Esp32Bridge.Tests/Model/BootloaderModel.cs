namespace Esp32Bridge.Tests.Model
{
    /// <summary>
    /// The USART bootloader of a part, byte by byte: what AN3155 says, and what ST's code does where AN3155 is silent. It
    /// has no timeouts, ignores errors of the flash, and checks only the first address.
    /// </summary>
    public sealed class BootloaderModel
    {
        private const byte Sync = 0x7F;
        private const uint Protected = 1;
        private const uint Open = 0;

        private readonly VirtualStm32 _part;
        private readonly Stm32Part _data;
        private readonly BootloaderFrame _frame = new BootloaderFrame();
        private readonly BootloaderAnswers _answers;
        private readonly MemoryModel _memory;
        private readonly EraseModel _erase;
        private readonly ChecksumModel _checksum;
        private bool _isDeaf;

        /// <summary>Creates the bootloader of a part.</summary>
        /// <param name="part">The part.</param>
        public BootloaderModel(VirtualStm32 part)
        {
            _part = part;
            _data = part.Part;
            _answers = new BootloaderAnswers(part, _frame);
            _memory = new MemoryModel(part, _frame, _answers);
            _erase = new EraseModel(part, _frame, _answers);
            _checksum = new ChecksumModel(part, _frame, _answers);
            Reset();
        }

        /// <summary>Gets the format that the first byte determined; null before that.</summary>
        public UartFormat Format { get; private set; }

        /// <summary>Gets the USART that received a byte first; the others are off until a reset.</summary>
        public int Port { get; private set; }

        /// <summary>Gets the command that was accepted last.</summary>
        public byte LastCommand { get; private set; }

        /// <summary>Gets the address of the last Read Memory, Write Memory or Go.</summary>
        public uint LastAddress
        {
            get { return _memory.Address; }
        }

        /// <summary>Starts from the beginning, as after a reset.</summary>
        public void Reset()
        {
            _frame.Await(BootloaderState.Sync, 1);
            _isDeaf = false;
            Format = null;
            Port = -1;
            LastCommand = BootloaderCommand.None;
            _memory.Address = 0;
        }

        /// <summary>An edge that is not part of a byte: the bootloader takes it for a start bit and measures a wrong rate.</summary>
        /// <param name="port">The USART.</param>
        public void Disturb(int port)
        {
            if (Port < 0)
            {
                Port = port;
                _isDeaf = true;
            }
        }

        /// <summary>Takes a byte from a line: the first one determines the USART and the rate.</summary>
        /// <param name="port">The USART.</param>
        /// <param name="value">The byte.</param>
        /// <param name="format">How it was sent.</param>
        /// <returns>The bytes that the USART receives.</returns>
        public byte[] Listen(int port, byte value, UartFormat format)
        {
            if (Port < 0)
            {
                Port = port;
                Format = new UartFormat(format.BaudRate, UartParity.Even);

                // For any byte but 7F the measured rate is wrong.
                _isDeaf = value != Sync || format.BaudRate > _data.HighestRate;
            }

            return _isDeaf || port != Port ? new byte[0] : format.Sample(value, Format);
        }

        /// <summary>Takes a byte.</summary>
        /// <param name="value">The byte.</param>
        /// <param name="now">The time.</param>
        public void Receive(byte value, long now)
        {
            if (_frame.State != BootloaderState.Sync)
            {
                _frame.Add(value);
                if (_frame.IsComplete)
                {
                    Complete(now);
                }
            }
            else if (value == Sync)
            {
                _answers.Repeat(BootloaderAnswers.Ack, _data.SyncAcks, now);
            }
        }

        private void Complete(long now)
        {
            switch (_frame.State)
            {
                case BootloaderState.Command:
                    BeginCommand(_frame[0], now);
                    break;
                case BootloaderState.Address:
                    _memory.TakeAddress(LastCommand, now);
                    break;
                case BootloaderState.ReadLength:
                    _memory.Read(now);
                    break;
                case BootloaderState.Length:
                    // N is the number of bytes minus 1; the checksum follows.
                    _frame.AwaitMore(BootloaderState.Data, 1 + _frame[0] + 1 + 1);
                    break;
                case BootloaderState.Data:
                    _memory.TakeData(LastCommand, now);
                    break;
                case BootloaderState.EraseLength:
                case BootloaderState.ExtendedEraseLength:
                    _erase.TakeLength();
                    break;
                case BootloaderState.ChecksumLength:
                case BootloaderState.ChecksumPolynomial:
                case BootloaderState.ChecksumStart:
                    _checksum.Take(_memory.Address, now);
                    break;
                case BootloaderState.Special:
                    // No job uses the special commands of H5.
                    _answers.Finish(false, now);
                    break;
                default:
                    _erase.Execute(now);
                    break;
            }
        }

        private void BeginCommand(byte code, long now)
        {
            if (!_frame.HasComplement() || !_data.Has(code))
            {
                _answers.Finish(false, now);
            }
            else if (_part.Memory.Options.IsReadProtected && !IsAllowedUnderProtection(code))
            {
                _answers.Repeat(BootloaderAnswers.Nack, _data.ProtectedNacks, now);
            }
            else
            {
                LastCommand = code;
                Execute(code, now);
            }
        }

        private static bool IsAllowedUnderProtection(byte code)
        {
            return code == BootloaderCommand.Get
                || code == BootloaderCommand.GetVersion
                || code == BootloaderCommand.GetId
                || code == BootloaderCommand.ReadoutUnprotect;
        }

        private void Execute(byte code, long now)
        {
            switch (code)
            {
                case BootloaderCommand.Get:
                    SendCommands(now);
                    break;
                case BootloaderCommand.GetVersion:
                    _answers.Answer(new byte[] { BootloaderAnswers.Ack, _data.ProtocolVersion, 0, 0, BootloaderAnswers.Ack }, now);
                    break;
                case BootloaderCommand.GetId:
                    _answers.Answer(new byte[] { BootloaderAnswers.Ack, 1, (byte)(_data.Id >> 8), (byte)_data.Id, BootloaderAnswers.Ack }, now);
                    break;
                case BootloaderCommand.Erase:
                    _answers.Continue(BootloaderState.EraseLength, 1, now);
                    break;
                case BootloaderCommand.ExtendedErase:
                    _answers.Continue(BootloaderState.ExtendedEraseLength, 2, now);
                    break;
                case BootloaderCommand.WriteProtect:
                    _answers.Continue(BootloaderState.Length, 1, now);
                    break;
                case BootloaderCommand.WriteUnprotect:
                    _answers.Finish(true, now);
                    _answers.ExecuteAndReset(new Operation(OperationKind.WriteProtect, null, 0, 1), now);
                    break;
                case BootloaderCommand.ReadoutProtect:
                    _answers.Finish(true, now);
                    _answers.ExecuteAndReset(WriteLevel(Protected), now);
                    break;
                case BootloaderCommand.Special:
                    _answers.Continue(BootloaderState.Special, 3, now);
                    break;
                case BootloaderCommand.ReadoutUnprotect:
                    ReadoutUnprotect(now);
                    break;
                default:
                    _answers.Continue(BootloaderState.Address, 5, now);
                    break;
            }
        }

        private void SendCommands(long now)
        {
            byte[] answer = new byte[_data.Commands.Length + 4];
            answer[0] = BootloaderAnswers.Ack;
            answer[1] = (byte)_data.Commands.Length;
            answer[2] = _data.ProtocolVersion;
            _data.Commands.CopyTo(answer, 3);
            answer[answer.Length - 1] = BootloaderAnswers.Ack;
            _answers.Answer(answer, now);
        }

        // The part sends both ACKs first, and does not listen during the mass erase that follows.
        private void ReadoutUnprotect(long now)
        {
            _answers.Repeat(BootloaderAnswers.Ack, 2, now);
            if (_part.Memory.Options.IsReadProtected)
            {
                _part.Enqueue(new Operation(OperationKind.MassErase, null, 0, 1), now);
            }

            _part.Enqueue(WriteLevel(Open), now);
            _part.Enqueue(new Operation(OperationKind.LoadOptions, null, 0, 1), now);
        }

        private static Operation WriteLevel(uint level)
        {
            return new Operation(OperationKind.WriteLevel, null, level, 1);
        }
    }
}
