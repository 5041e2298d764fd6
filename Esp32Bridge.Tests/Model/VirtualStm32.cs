using System.Collections;

namespace Esp32Bridge.Tests.Model
{
    /// <summary>
    /// A part on its wires: supply, reset, boot selection, and a core that does one thing after the other. Time is given
    /// from outside, in microseconds, and never goes back; whoever owns the part calls <see cref="Advance"/> at
    /// <see cref="NextEvent"/>.
    /// </summary>
    public sealed class VirtualStm32
    {
        /// <summary>The value of <see cref="NextEvent"/> when nothing is going to happen by itself.</summary>
        public const long Never = long.MaxValue;

        private const long ApplicationStartTime = 1000;

        private readonly IPartEnvironment _environment;
        private readonly BootloaderModel _bootloader;
        private readonly ApplicationModel _application;
        private readonly Queue _operations = new Queue();
        private long _startsAt;
        private long _stepEnds;
        private bool _boot0;
        private bool _reset;
        private bool _isEmpty;
        private bool _hasHeld;
        private byte _held;
        private int _heldPort;

        /// <summary>Creates a part without supply.</summary>
        /// <param name="part">What it is.</param>
        /// <param name="environment">What is around it.</param>
        public VirtualStm32(Stm32Part part, IPartEnvironment environment)
        {
            Part = part;
            _environment = environment;
            Memory = new MemoryMap(part);
            _bootloader = new BootloaderModel(this);
            _application = new ApplicationModel(this);
            State = PartState.Off;
        }

        /// <summary>Gets what part it is.</summary>
        public Stm32Part Part { get; }

        /// <summary>Gets its memories.</summary>
        public MemoryMap Memory { get; }

        /// <summary>Gets what it is doing.</summary>
        public PartState State { get; private set; }

        /// <summary>Gets the name of the command that the bootloader carried out last, for spectators.</summary>
        public byte LastCommand
        {
            get { return _bootloader.LastCommand; }
        }

        /// <summary>Gets the version text of the application that runs.</summary>
        public string Version
        {
            get { return _application.Version; }
        }

        /// <summary>Gets the time of the next thing that happens by itself, in microseconds.</summary>
        public long NextEvent
        {
            get
            {
                switch (State)
                {
                    case PartState.Starting:
                        return _startsAt;
                    case PartState.Bootloader:
                        return _operations.Count > 0 ? _stepEnds : Never;
                    case PartState.Application:
                        return _application.NextHeartbeat;
                    default:
                        return Never;
                }
            }
        }

        /// <summary>Gets whether the next event is one that a spectator in a hurry may not skip the time to: a heartbeat, a slow start.</summary>
        public bool IsWaiting
        {
            get { return State != PartState.Bootloader; }
        }

        /// <summary>Switches the supply on.</summary>
        /// <param name="now">The time.</param>
        public void PowerOn(long now)
        {
            Memory.ClearRam();
            _isEmpty = Part.HasEmptyFlag && Memory.Flash.ReadWord(0) == 0xFFFFFFFF;
            Reset(now);
        }

        /// <summary>Switches the supply off, whatever the part is doing.</summary>
        public void PowerOff()
        {
            TearCurrentStep();
            _operations.Clear();
            _hasHeld = false;
            State = PartState.Off;
        }

        /// <summary>Sets the level at BOOT0. The part looks at it when a reset ends.</summary>
        /// <param name="high">The level.</param>
        public void SetBoot0(bool high)
        {
            _boot0 = high;
        }

        /// <summary>Sets the level at NRST.</summary>
        /// <param name="low">Whether the part is held in reset.</param>
        /// <param name="now">The time.</param>
        public void SetReset(bool low, long now)
        {
            Advance(now);
            _reset = low;
            if (State != PartState.Off)
            {
                Reset(now);
            }
        }

        /// <summary>A byte arrived at a USART.</summary>
        /// <param name="port">The USART.</param>
        /// <param name="value">The byte.</param>
        /// <param name="format">How it was sent.</param>
        /// <param name="now">The time of its stop bit.</param>
        public void Receive(int port, byte value, UartFormat format, long now)
        {
            Advance(now);
            if (State != PartState.Bootloader || LosesPower(now))
            {
                return;
            }

            byte[] received = _bootloader.Listen(port, value, format);
            for (int i = 0; i < received.Length; i++)
            {
                if (_operations.Count == 0)
                {
                    Execute(port, received[i], now);
                }
                else if (!_hasHeld)
                {
                    // The receive register holds one byte while the core is busy; the next ones overrun it.
                    _hasHeld = true;
                    _held = received[i];
                    _heldPort = port;
                }
            }
        }

        /// <summary>An edge at a USART that is no byte: a line that begins or ends to be driven.</summary>
        /// <param name="port">The USART.</param>
        /// <param name="now">The time.</param>
        public void Disturb(int port, long now)
        {
            Advance(now);
            if (State == PartState.Bootloader)
            {
                _bootloader.Disturb(port);
            }
        }

        /// <summary>Does everything that is due.</summary>
        /// <param name="now">The time.</param>
        public void Advance(long now)
        {
            while (NextEvent <= now)
            {
                switch (State)
                {
                    case PartState.Starting:
                        Begin();
                        break;
                    case PartState.Application:
                        _application.SendHeartbeat();
                        break;
                    default:
                        Step();
                        break;
                }
            }
        }

        /// <summary>Has the core do something, behind what it is doing already.</summary>
        /// <param name="operation">What to do.</param>
        /// <param name="now">The time at which it could begin.</param>
        public void Enqueue(Operation operation, long now)
        {
            _operations.Enqueue(operation);
            if (_operations.Count == 1)
            {
                _stepEnds = now + TimeOf(operation);
            }
        }

        /// <summary>Sends a byte of the application.</summary>
        /// <param name="value">The byte.</param>
        /// <param name="format">How it is sent.</param>
        /// <param name="now">The time at which it is complete.</param>
        public void Send(byte value, UartFormat format, long now)
        {
            _environment.Deliver(0, value, format, now);
        }

        private void Reset(long now)
        {
            _operations.Clear();
            _hasHeld = false;
            Memory.Flash.Reset();
            _bootloader.Reset();
            State = _reset ? PartState.Reset : PartState.Starting;
            _startsAt = now + (BootsBootloader() ? Part.StartTime : ApplicationStartTime);
        }

        // AN2606: patterns 6 and 16 (L4), 7 (L47x), 12 (U5), 1 (F1).
        private bool BootsBootloader()
        {
            OptionBytes options = Memory.Options;
            if (!Part.HasOptionRegister)
            {
                return _boot0;
            }

            bool selected = options.NSwBoot0 ? _boot0 : !options.NBoot0;
            return (selected && options.NBoot1) || (_isEmpty && !selected);
        }

        private void Begin()
        {
            if (BootsBootloader())
            {
                State = PartState.Bootloader;
                return;
            }

            StartApplication(Stm32Part.FlashBase, _startsAt);
        }

        private void StartApplication(uint address, long now)
        {
            State = Memory.CanStart(address) ? PartState.Application : PartState.LockedUp;
            _application.Start(address, now);
        }

        private void Execute(int port, byte value, long now)
        {
            _bootloader.Receive(value, now);
        }

        private void Step()
        {
            long now = _stepEnds;
            if (LosesPower(now))
            {
                return;
            }

            Operation operation = (Operation)_operations.Peek();
            Perform(operation, now);
            if (operation.Done >= operation.Count && _operations.Count > 0)
            {
                _operations.Dequeue();
            }

            if (_operations.Count > 0)
            {
                _stepEnds = now + TimeOf((Operation)_operations.Peek());
            }
            else if (_hasHeld && State == PartState.Bootloader)
            {
                _hasHeld = false;
                Execute(_heldPort, _held, now);
            }
        }

        private void Perform(Operation operation, long now)
        {
            switch (operation.Kind)
            {
                case OperationKind.Send:
                    _environment.Deliver(_bootloader.Port, operation.Data[operation.Done], _bootloader.Format, now);
                    operation.Done++;
                    break;
                case OperationKind.Program:
                    ProgramUnit(operation);
                    operation.Done += Part.ProgramUnit;
                    break;
                case OperationKind.ErasePage:
                    if (!Memory.Options.TrustZone)
                    {
                        Memory.Flash.ErasePage((int)operation.Address);
                    }

                    operation.Done++;
                    break;
                case OperationKind.MassErase:
                    for (int page = 0; page < Part.PageCount; page++)
                    {
                        Memory.Flash.ErasePage(page);
                    }

                    operation.Done++;
                    break;
                case OperationKind.WriteRam:
                    Memory.WriteRam(operation.Address, operation.Data);
                    operation.Done = operation.Count;
                    break;
                case OperationKind.WriteOptions:
                    Memory.Options.Register = operation.Address;
                    operation.Done++;
                    break;
                case OperationKind.WriteProtect:
                    WriteProtect(operation.Data);
                    operation.Done++;
                    break;
                case OperationKind.Reset:
                    Reset(now);
                    break;
                case OperationKind.Jump:
                    _operations.Clear();
                    StartApplication(operation.Address, now);
                    break;
            }
        }

        private void ProgramUnit(Operation operation)
        {
            uint address = operation.Address + (uint)operation.Done;
            if (Memory.IsFlash(address) && !Memory.Options.TrustZone)
            {
                Memory.Flash.ProgramUnit((int)(address - Stm32Part.FlashBase), operation.Data, operation.Done, operation.Count - operation.Done);
            }
        }

        private void WriteProtect(byte[] pages)
        {
            Memory.Flash.UnprotectAll();
            for (int i = 0; pages != null && i < pages.Length; i++)
            {
                Memory.Flash.Protect(pages[i], true);
            }
        }

        private long TimeOf(Operation operation)
        {
            switch (operation.Kind)
            {
                case OperationKind.Send:
                    return _bootloader.Format.ByteTime;
                case OperationKind.Program:
                    return Part.UnitTime;
                case OperationKind.ErasePage:
                    return Part.PageEraseTime;
                case OperationKind.MassErase:
                    return Part.MassEraseTime;
                default:
                    return 0;
            }
        }

        private bool LosesPower(long now)
        {
            if (!_environment.LosesPower(now))
            {
                return false;
            }

            PowerOff();
            return true;
        }

        // What the flash was doing when the supply failed is neither done nor undone.
        private void TearCurrentStep()
        {
            if (State != PartState.Bootloader || _operations.Count == 0)
            {
                return;
            }

            Operation operation = (Operation)_operations.Peek();
            uint address = operation.Address + (uint)operation.Done;
            switch (operation.Kind)
            {
                case OperationKind.Program:
                    if (Memory.IsFlash(address))
                    {
                        Memory.Flash.TearUnit((int)(address - Stm32Part.FlashBase));
                    }

                    break;
                case OperationKind.ErasePage:
                    Memory.Flash.TearPage((int)operation.Address);
                    break;
                case OperationKind.MassErase:
                    for (int page = 0; page < Part.PageCount; page++)
                    {
                        Memory.Flash.TearPage(page);
                    }

                    break;
            }
        }
    }
}
