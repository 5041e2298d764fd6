namespace Esp32Bridge.Tests.Model
{
    /// <summary>Read Memory, Write Memory, Go and Write Protect of a bootloader (AN3155 3.4 to 3.6, 3.9): the steps after the command code.</summary>
    public sealed class MemoryModel
    {
        private readonly VirtualStm32 _part;
        private readonly BootloaderFrame _frame;
        private readonly BootloaderAnswers _answers;

        /// <summary>Creates the memory commands of a part.</summary>
        /// <param name="part">The part.</param>
        /// <param name="frame">The frame that is being received.</param>
        /// <param name="answers">How it answers.</param>
        public MemoryModel(VirtualStm32 part, BootloaderFrame frame, BootloaderAnswers answers)
        {
            _part = part;
            _frame = frame;
            _answers = answers;
        }

        /// <summary>Gets or sets the address of the last command.</summary>
        public uint Address { get; set; }

        /// <summary>Handles an address.</summary>
        /// <param name="command">The command.</param>
        /// <param name="now">The time.</param>
        public void TakeAddress(byte command, long now)
        {
            Address = (uint)((_frame.Pair(0) << 16) | _frame.Pair(2));
            if (_frame.HasChecksum() && !IsValid(command) && command != BootloaderCommand.Go && _part.Part.IsSilentOnBadAddress)
            {
                _frame.Await(BootloaderState.Command, 2);
            }
            else if (!_frame.HasChecksum() || !IsValid(command))
            {
                _answers.Finish(false, now);
            }
            else if (command == BootloaderCommand.Go)
            {
                _answers.Finish(true, now);
                _part.Enqueue(new Operation(OperationKind.Jump, null, Address, 1), now);
            }
            else if (command == BootloaderCommand.ReadMemory)
            {
                _answers.Continue(BootloaderState.ReadLength, 2, now);
            }
            else if (command == BootloaderCommand.GetChecksum)
            {
                _answers.Continue(BootloaderState.ChecksumLength, 5, now);
            }
            else
            {
                _answers.Continue(BootloaderState.Length, 1, now);
            }
        }

        /// <summary>Handles the number of bytes to read.</summary>
        /// <param name="now">The time.</param>
        public void Read(long now)
        {
            if (!_frame.HasComplement())
            {
                _answers.Finish(false, now);
                return;
            }

            byte[] data = new byte[_frame[0] + 1];
            for (int i = 0; i < data.Length; i++)
            {
                data[i] = _part.Memory.Read(Address + (uint)i);
            }

            _answers.Send(data, now);
        }

        /// <summary>Handles the number of bytes to write or of sectors to protect.</summary>
        /// <param name="command">The command.</param>
        /// <param name="now">The time.</param>
        public void TakeLength(byte command, long now)
        {
            if (command != BootloaderCommand.WriteProtect || !_part.Bootloader.Protocol.HasCountFrames)
            {
                // N is the number of bytes minus 1; the checksum follows.
                _frame.AwaitMore(BootloaderState.Data, 1 + _frame[0] + 1 + 1);
            }
            else if (_frame.HasComplement())
            {
                _answers.Continue(BootloaderState.Sectors, _frame[0] + 1 + 1, now);
            }
            else
            {
                _answers.Finish(false, now);
            }
        }

        /// <summary>Handles the sectors that follow a frame with their number.</summary>
        /// <param name="now">The time.</param>
        public void TakeSectors(long now)
        {
            if (_frame.HasChecksum())
            {
                _answers.ExecuteAndReset(new Operation(OperationKind.WriteProtect, _frame.Copy(0, _frame.Count - 1), 0, 1), now);
            }
            else
            {
                _answers.Finish(false, now);
            }
        }

        /// <summary>Handles the data of Write Memory or Write Protect.</summary>
        /// <param name="command">The command.</param>
        /// <param name="now">The time.</param>
        public void TakeData(byte command, long now)
        {
            if (!_frame.HasChecksum())
            {
                _answers.Finish(false, now);
                return;
            }

            byte[] data = _frame.Copy(1, _frame[0] + 1);
            if (command == BootloaderCommand.WriteProtect)
            {
                _answers.ExecuteAndReset(new Operation(OperationKind.WriteProtect, data, 0, 1), now);
            }
            else if (_part.Memory.IsOptionBytes(Address) && data.Length >= 4)
            {
                uint register = (uint)(data[0] | (data[1] << 8) | (data[2] << 16) | (data[3] << 24));
                _answers.ExecuteAndReset(new Operation(OperationKind.WriteOptions, null, register, 1), now);
            }
            else
            {
                OperationKind kind = _part.Memory.IsRam(Address) ? OperationKind.WriteRam : OperationKind.Program;
                _answers.Execute(new Operation(kind, data, Address, data.Length), now);
            }
        }

        private bool IsValid(byte command)
        {
            switch (command)
            {
                case BootloaderCommand.ReadMemory:
                case BootloaderCommand.GetChecksum:
                    return _part.Memory.IsReadable(Address);
                case BootloaderCommand.WriteMemory:
                    return _part.Memory.IsWritable(Address);
                default:
                    return _part.Memory.IsExecutable(Address);
            }
        }
    }
}
