namespace Esp32Bridge.Tests.Model
{
    /// <summary>
    /// The bootloader of a part, byte by byte: what AN3155, AN4221 and AN4286 say, and what ST's code does where they are
    /// silent. It ignores errors of the flash, and checks only the first address.
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

        /// <summary>Gets what the line speaks that received a byte first; the others are off until a reset. Null before that.</summary>
        public BootloaderProtocol Protocol { get; private set; }

        /// <summary>Gets the USART that received a byte first, -1 if it was none.</summary>
        public int Port { get; private set; }

        /// <summary>Gets the command that was accepted last; for a no-stretch command the one that it does.</summary>
        public byte LastCommand { get; private set; }

        /// <summary>Gets whether the last command answers that it is busy (AN4221).</summary>
        public bool AnswersBusy { get; private set; }

        /// <summary>Gets whether it waits for a command, and nothing of it has come.</summary>
        public bool IsBetweenCommands
        {
            get { return _frame.State == BootloaderState.Command && _frame.Count == 0; }
        }

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
            Protocol = null;
            AnswersBusy = false;
            LastCommand = BootloaderCommand.None;
            _memory.Address = 0;
        }

        /// <summary>An edge that is not part of a byte: the bootloader takes it for a start bit and measures a wrong rate.</summary>
        /// <param name="port">The USART.</param>
        public void Disturb(int port)
        {
            if (Protocol == null)
            {
                Protocol = BootloaderProtocol.Usart(_data);
                Port = port;
                _isDeaf = true;
            }
        }

        /// <summary>A bus is the first line that speaks.</summary>
        /// <param name="protocol">What it speaks.</param>
        public void Choose(BootloaderProtocol protocol)
        {
            Protocol = protocol;
            _frame.Await(BootloaderState.Command, 2);
        }

        /// <summary>Answers the byte that chose SPI.</summary>
        /// <param name="now">The time.</param>
        public void Welcome(long now)
        {
            _answers.Finish(true, now);
        }

        /// <summary>Takes a byte from a line: the first one determines the USART and the rate.</summary>
        /// <param name="port">The USART.</param>
        /// <param name="value">The byte.</param>
        /// <param name="format">How it was sent.</param>
        /// <returns>The bytes that the USART receives.</returns>
        public byte[] Listen(int port, byte value, UartFormat format)
        {
            if (Protocol == null)
            {
                Protocol = BootloaderProtocol.Usart(_data);
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
                    _memory.TakeLength(LastCommand, now);
                    break;
                case BootloaderState.Sectors:
                    _memory.TakeSectors(now);
                    break;
                case BootloaderState.Data:
                    _memory.TakeData(LastCommand, now);
                    break;
                case BootloaderState.EraseLength:
                case BootloaderState.ExtendedEraseLength:
                    _erase.TakeLength(now);
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
            if (!_frame.HasComplement() || !Protocol.Has(code))
            {
                _answers.Finish(false, now);
            }
            else if (_part.Memory.Options.IsReadProtected && !IsAllowedUnderProtection(code))
            {
                _answers.Repeat(BootloaderAnswers.Nack, Protocol.ProtectedNacks, now);
            }
            else
            {
                LastCommand = BootloaderCommand.WithStretching(code);
                AnswersBusy = LastCommand != code || code == BootloaderCommand.GetChecksum;
                Execute(LastCommand, now);
            }
        }

        private static bool IsAllowedUnderProtection(byte code)
        {
            return code == BootloaderCommand.Get
                || code == BootloaderCommand.GetVersion
                || code == BootloaderCommand.GetId
                || BootloaderCommand.WithStretching(code) == BootloaderCommand.ReadoutUnprotect;
        }

        private void Execute(byte code, long now)
        {
            switch (code)
            {
                case BootloaderCommand.Get:
                    SendCommands(now);
                    break;
                case BootloaderCommand.GetVersion:
                    byte[] version = new byte[Protocol.VersionLength];
                    version[0] = Protocol.Version;
                    _answers.Reply(version, now);
                    break;
                case BootloaderCommand.GetId:
                    _answers.Reply(new byte[] { 1, (byte)(_data.Id >> 8), (byte)_data.Id }, now);
                    break;
                case BootloaderCommand.Erase:
                    _answers.Continue(BootloaderState.EraseLength, 1, now);
                    break;
                case BootloaderCommand.ExtendedErase:
                    _answers.Continue(BootloaderState.ExtendedEraseLength, Protocol.HasCountFrames ? 3 : 2, now);
                    break;
                case BootloaderCommand.WriteProtect:
                    _answers.Continue(BootloaderState.Length, Protocol.HasCountFrames ? 2 : 1, now);
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
            byte[] list = new byte[2 + Protocol.Commands.Length];
            list[0] = (byte)Protocol.Commands.Length;
            list[1] = Protocol.Version;
            Protocol.Commands.CopyTo(list, 2);
            _answers.Reply(list, now);
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
