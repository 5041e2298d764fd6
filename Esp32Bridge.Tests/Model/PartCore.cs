using System.Collections;

namespace Esp32Bridge.Tests.Model
{
    /// <summary>
    /// The core of a part while it runs its bootloader: it runs one operation after the other, each takes time, and what
    /// arrives meanwhile waits in a receive register of one byte.
    /// </summary>
    public sealed class PartCore
    {
        // The time per word, including the code, in microseconds; no source gives a figure.
        private const long ChecksumTime = 1;

        private readonly Queue _operations = new Queue();
        private readonly VirtualStm32 _part;
        private bool _hasHeld;
        private byte _held;

        /// <summary>Creates the core of a part.</summary>
        /// <param name="part">The part.</param>
        public PartCore(VirtualStm32 part)
        {
            _part = part;
        }

        /// <summary>Gets whether it is busy.</summary>
        public bool IsBusy
        {
            get { return _operations.Count > 0; }
        }

        /// <summary>Gets the answer that it gives now, null if it gives none.</summary>
        public Operation Answer
        {
            get { return IsBusy && Head.IsAnswer ? Head : null; }
        }

        /// <summary>Gets whether it works, and neither waits nor answers.</summary>
        public bool IsWorking
        {
            get { return IsBusy && !Head.IsAnswer; }
        }

        /// <summary>Gets the operation that it is at, if it is busy.</summary>
        public Operation Head
        {
            get { return (Operation)_operations.Peek(); }
        }

        /// <summary>Gets the time at which the current step ends, if it is busy; never for an answer that the host fetches.</summary>
        public long StepEnds { get; private set; }

        /// <summary>Gets the time at which it began to wait for the host, or was last given something to do.</summary>
        public long WaitsSince { get; private set; }

        /// <summary>Drops all work, as a reset does.</summary>
        public void Reset()
        {
            _operations.Clear();
            _hasHeld = false;
        }

        /// <summary>Adds an operation to the queue of the core.</summary>
        /// <param name="operation">The operation.</param>
        /// <param name="now">The earliest time at which it can begin.</param>
        public void Enqueue(Operation operation, long now)
        {
            _operations.Enqueue(operation);
            if (_operations.Count == 1)
            {
                BeginStep(now);
            }
        }

        /// <summary>Tells when the work ends that it does before its next answer.</summary>
        /// <returns>The time.</returns>
        public long WorkEnds()
        {
            long end = StepEnds - TimeOf(Head);
            foreach (Operation operation in _operations)
            {
                if (operation.IsAnswer)
                {
                    break;
                }

                int steps = operation.Kind == OperationKind.Program ? (operation.Count - operation.Done + _part.Part.ProgramUnit - 1) / _part.Part.ProgramUnit : 1;
                end += steps * TimeOf(operation);
            }

            return end;
        }

        /// <summary>The host has fetched the answer.</summary>
        /// <param name="now">The time.</param>
        public void EndAnswer(long now)
        {
            _operations.Dequeue();
            BeginStep(now);
        }

        /// <summary>A byte is in the receive register.</summary>
        /// <param name="value">The byte.</param>
        /// <param name="now">The time.</param>
        /// <returns>False if there was no room for it.</returns>
        public bool Receive(byte value, long now)
        {
            if (!IsBusy)
            {
                _part.Bootloader.Receive(value, now);
                return true;
            }

            if (_hasHeld)
            {
                // Until the register is read, the next bytes are lost to overrun.
                return false;
            }

            _hasHeld = true;
            _held = value;
            return true;
        }

        /// <summary>Reads the receive register.</summary>
        /// <param name="now">The time.</param>
        public void TakeHeld(long now)
        {
            if (_hasHeld)
            {
                _hasHeld = false;
                _part.Bootloader.Receive(_held, now);
            }
        }

        /// <summary>The current step ends.</summary>
        public void EndStep()
        {
            long now = StepEnds;
            Operation operation = Head;
            Perform(operation, now);
            if (IsBusy && operation.Done >= operation.Count)
            {
                _operations.Dequeue();
            }

            BeginStep(now);
            if (!IsBusy && _part.State == PartState.Bootloader)
            {
                TakeHeld(now);
            }
        }

        /// <summary>The supply fails: what the flash was doing remains half done.</summary>
        public void Tear()
        {
            if (!IsBusy)
            {
                return;
            }

            Operation operation = Head;
            uint address = operation.Address + (uint)operation.Done;
            Flash flash = _part.Memory.Flash;
            if (operation.Kind == OperationKind.Program && _part.Memory.IsFlash(address))
            {
                flash.TearUnit(_part.Memory.PlaceOf(address));
            }
            else if (operation.Kind == OperationKind.ErasePage)
            {
                flash.TearPage(_part.Memory.PageOfNumber((int)operation.Address));
            }
            else if (operation.Kind == OperationKind.MassErase)
            {
                for (int page = 0; page < _part.Part.PageCount; page++)
                {
                    flash.TearPage(page);
                }
            }
        }

        private void BeginStep(long now)
        {
            WaitsSince = now;
            if (IsBusy)
            {
                StepEnds = Head.IsAnswer && _part.Bootloader.Protocol.IsFetched ? VirtualStm32.Never : now + TimeOf(Head);
            }
        }

        private void Perform(Operation operation, long now)
        {
            MemoryMap memory = _part.Memory;
            switch (operation.Kind)
            {
                case OperationKind.Answer:
                case OperationKind.Send:
                    _part.SendFromBootloader(operation.Data[operation.Done], now);
                    operation.Done++;
                    break;
                case OperationKind.Program:
                    ProgramUnit(operation);
                    operation.Done += _part.Part.ProgramUnit;
                    break;
                case OperationKind.ErasePage:
                    if (!memory.Options.TrustZone)
                    {
                        memory.Flash.ErasePage(memory.PageOfNumber((int)operation.Address));
                    }

                    operation.Done++;
                    break;
                case OperationKind.MassErase:
                    for (int page = 0; page < _part.Part.PageCount; page++)
                    {
                        memory.Flash.ErasePage(page);
                    }

                    operation.Done++;
                    break;
                case OperationKind.WriteRam:
                    memory.WriteRam(operation.Address, operation.Data);
                    operation.Done = operation.Count;
                    break;
                case OperationKind.WriteOptions:
                    memory.Options.Write(operation.Address);
                    operation.Done++;
                    break;
                case OperationKind.WriteLevel:
                    memory.Options.WriteLevel(operation.Address == 1);
                    operation.Done++;
                    break;
                case OperationKind.WriteProtect:
                    WriteProtect(operation.Data);
                    operation.Done++;
                    break;
                case OperationKind.ComputeChecksum:
                    operation.Done = operation.Count;
                    break;
                case OperationKind.LoadOptions:
                    _part.LoadOptions(now);
                    break;
                case OperationKind.Jump:
                    Reset();
                    _part.StartApplication(operation.Address, now);
                    break;
            }
        }

        private void ProgramUnit(Operation operation)
        {
            MemoryMap memory = _part.Memory;
            uint address = operation.Address + (uint)operation.Done;
            if (memory.IsFlash(address) && !memory.Options.TrustZone)
            {
                memory.Flash.ProgramUnit(memory.PlaceOf(address), operation.Data, operation.Done, operation.Count - operation.Done);
            }
        }

        private void WriteProtect(byte[] pages)
        {
            _part.Memory.Flash.UnprotectAll();
            for (int i = 0; pages != null && i < pages.Length; i++)
            {
                _part.Memory.Flash.Protect(pages[i], true);
            }
        }

        private long TimeOf(Operation operation)
        {
            switch (operation.Kind)
            {
                case OperationKind.Answer:
                case OperationKind.Send:
                    return _part.Bootloader.Format.ByteTime;
                case OperationKind.Program:
                    return _part.Part.UnitTime;
                case OperationKind.ErasePage:
                    return _part.Part.EraseTimeOf(_part.Memory.PageOfNumber((int)operation.Address));
                case OperationKind.MassErase:
                    return _part.Part.MassEraseTime;
                case OperationKind.ComputeChecksum:
                    return ChecksumTime * operation.Count;
                default:
                    return 0;
            }
        }
    }
}
