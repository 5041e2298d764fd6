namespace Esp32Bridge.Tests.Model
{
    /// <summary>
    /// A part on its wires: supply, reset, boot selection, and what it then runs. Time is passed in, in
    /// microseconds, and never goes back; the owner of the part calls <see cref="Advance"/> at <see cref="NextEvent"/>.
    /// </summary>
    public sealed class VirtualStm32
    {
        /// <summary>The value of <see cref="NextEvent"/> if there is no next event.</summary>
        public const long Never = long.MaxValue;

        private const long ApplicationStartTime = 1000;

        private readonly IPartEnvironment _environment;
        private readonly ApplicationModel _application;
        private readonly PartCore _core;
        private long _startsAt;
        private CodeRun _code;
        private long _codeEnds;
        private bool _boot0;
        private bool _startsBootloader;
        private bool _reset;
        private bool _isEmpty;
        private bool _isAdvancing;

        /// <summary>Creates a part without supply.</summary>
        /// <param name="part">Its type.</param>
        /// <param name="environment">Its wires and its supply.</param>
        public VirtualStm32(Stm32Part part, IPartEnvironment environment)
        {
            Part = part;
            _environment = environment;
            Memory = new MemoryMap(part);
            Bootloader = new BootloaderModel(this);
            _application = new ApplicationModel(this);
            _core = new PartCore(this);
            I2c = new I2cSlave(this, _core);
            Spi = new SpiSlave(this, _core);
            State = PartState.Off;
        }

        /// <summary>Gets its type.</summary>
        public Stm32Part Part { get; }

        /// <summary>Gets its memories.</summary>
        public MemoryMap Memory { get; }

        /// <summary>Gets what it is doing.</summary>
        public PartState State { get; private set; }

        /// <summary>Gets the bootloader, for observers.</summary>
        public BootloaderModel Bootloader { get; }

        /// <summary>Gets its I2C.</summary>
        public I2cSlave I2c { get; }

        /// <summary>Gets its SPI.</summary>
        public SpiSlave Spi { get; }

        /// <summary>Gets or sets what it runs after a reset; null for the image at the start of its flash.</summary>
        public IPartProgram Program { get; set; }

        /// <summary>Gets or sets the core that runs code in the RAM after Go; null for none.</summary>
        public IProcessor Processor { get; set; }

        /// <summary>Gets the version text of the application that runs.</summary>
        public string Version
        {
            get { return _application.Version; }
        }

        /// <summary>Gets the time of its next own event, in microseconds.</summary>
        public long NextEvent
        {
            get
            {
                switch (State)
                {
                    case PartState.Starting:
                        return _startsAt;
                    case PartState.Bootloader:
                        return _core.IsBusy && _core.StepEnds != Never ? _core.StepEnds : I2c.TimesOutAt;
                    case PartState.Application:
                        return _application.NextHeartbeat;
                    case PartState.Program:
                        return Program.NextEvent;
                    case PartState.Code:
                        return _codeEnds;
                    default:
                        return Never;
                }
            }
        }

        /// <summary>
        /// Gets whether an accelerated clock must not skip to the next event: a heartbeat, a slow start, code that never ends, a
        /// bootloader that gives the host up.
        /// </summary>
        public bool IsWaiting
        {
            get { return State == PartState.Bootloader ? !_core.IsBusy || _core.StepEnds == Never : !(State == PartState.Code && _code.Rests); }
        }

        /// <summary>Switches the supply on.</summary>
        /// <param name="now">The time.</param>
        public void PowerOn(long now)
        {
            Memory.ClearRam();
            Memory.Options.Launch();
            LoadOptions(now);
        }

        /// <summary>Switches the supply off, even if the part is busy.</summary>
        public void PowerOff()
        {
            _core.Tear();
            _core.Reset();
            State = PartState.Off;
        }

        /// <summary>Sets the level at BOOT0. The part samples it when a reset ends.</summary>
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
            if (State == PartState.Bootloader || State == PartState.Program)
            {
                _environment.Step(now);
            }

            if (State == PartState.Program && port == 0)
            {
                Program.Receive(value, format, now);
            }

            if (State != PartState.Bootloader)
            {
                return;
            }

            byte[] received = Bootloader.Listen(port, value, format);
            for (int i = 0; i < received.Length; i++)
            {
                _core.Receive(received[i], now);
            }
        }

        /// <summary>An edge at a USART that is not part of a byte: the host begins or stops to drive the line.</summary>
        /// <param name="port">The USART.</param>
        /// <param name="now">The time.</param>
        public void Disturb(int port, long now)
        {
            Advance(now);
            if (State == PartState.Bootloader)
            {
                Bootloader.Disturb(port);
            }
        }

        /// <summary>Does everything that is due.</summary>
        /// <param name="now">The time.</param>
        public void Advance(long now)
        {
            if (_isAdvancing)
            {
                // A step that changes the wires calls this method again.
                return;
            }

            _isAdvancing = true;
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
                    case PartState.Program:
                        Program.Advance();
                        break;
                    case PartState.Code:
                        EndCode();
                        break;
                    default:
                        Step();
                        break;
                }
            }

            _isAdvancing = false;
        }

        /// <summary>Adds an operation to the queue of the core.</summary>
        /// <param name="operation">The operation.</param>
        /// <param name="now">The earliest time at which it can begin.</param>
        public void Enqueue(Operation operation, long now)
        {
            _core.Enqueue(operation, now);
        }

        /// <summary>Something happens on a bus of the part: does everything that is due before it.</summary>
        /// <param name="now">The time.</param>
        public void Reach(long now)
        {
            Advance(now);
            if (State == PartState.Bootloader)
            {
                _environment.Step(now);
            }
        }

        /// <summary>The bootloader resets the part, as at its timeout on I2C. BOOT0 counts again.</summary>
        /// <param name="now">The time.</param>
        public void ResetItself(long now)
        {
            Reset(now);
        }

        /// <summary>A byte of the bootloader is complete on its line.</summary>
        /// <param name="value">The byte.</param>
        /// <param name="now">The time.</param>
        public void SendFromBootloader(byte value, long now)
        {
            _environment.Deliver(Bootloader.Port, value, Bootloader.Format, now);
        }

        /// <summary>A byte of the application, or of the program that replaces it, is complete on its line.</summary>
        /// <param name="value">The byte.</param>
        /// <param name="format">How it is sent.</param>
        /// <param name="now">The time.</param>
        public void SendFromApplication(byte value, UartFormat format, long now)
        {
            _environment.Deliver(0, value, format, now);
        }

        /// <summary>The option bytes are loaded, at power-on or after a change: the part checks whether its flash is empty, and resets.</summary>
        /// <param name="now">The time.</param>
        public void LoadOptions(long now)
        {
            _isEmpty = Part.HasEmptyFlag && Memory.Flash.ReadWord(0) == (uint)(Part.ErasedValue * 0x01010101);
            Reset(now);
        }

        /// <summary>The part jumps to an application, or to code in its RAM.</summary>
        /// <param name="address">The address of its vector table.</param>
        /// <param name="now">The time.</param>
        public void StartApplication(uint address, long now)
        {
            if (Processor != null && Memory.IsRam(address))
            {
                State = PartState.Code;
                _code = Processor.Run(Memory, address);
                _codeEnds = now + (_code.Instructions / Part.InstructionsPerMillisecond * 1000);
                return;
            }

            State = Memory.CanStart(address) ? PartState.Application : PartState.LockedUp;
            _application.Start(address, now);
        }

        // What the code wrote is in the RAM now, and the core rests or is in lockup. After a reset before this moment nothing of it is there.
        private void EndCode()
        {
            for (int i = 0; i < _code.Addresses.Length; i++)
            {
                Memory.WriteRam(_code.Addresses[i], _code.Contents[i]);
            }

            _codeEnds = Never;
            State = _code.Faults ? PartState.LockedUp : PartState.Code;
        }

        private void Reset(long now)
        {
            if (Part.ClearsRamAtReset)
            {
                Memory.ClearRam();
            }

            _core.Reset();
            Memory.Flash.Reset();
            Bootloader.Reset();
            I2c.Reset();
            Spi.Reset();
            State = _reset ? PartState.Reset : PartState.Starting;
            _startsBootloader = BootsBootloader();
            _startsAt = now + (_startsBootloader ? Part.StartTime : ApplicationStartTime);
        }

        // AN2606: patterns 6 and 16 (L4), 7 (L47x), 12 (U5), 1 (F1). BOOT_LOCK: RM0444 3.5.
        private bool BootsBootloader()
        {
            OptionBytes options = Memory.Options;
            if (options.BootLock)
            {
                return false;
            }

            bool selected = options.NSwBoot0 ? _boot0 : !options.NBoot0;
            return (selected && options.NBoot1) || (_isEmpty && !selected);
        }

        private void Begin()
        {
            if (_startsBootloader)
            {
                State = PartState.Bootloader;
                return;
            }

            if (Program != null)
            {
                State = PartState.Program;
                Program.Start(_startsAt);
                return;
            }

            StartApplication(BootAddress(), _startsAt);
        }

        private uint BootAddress()
        {
            uint second = Stm32Part.FlashBase + (uint)(Part.FlashSize / 2);
            return Memory.Options.BootBank2 && Memory.HasStack(second) ? second : Memory.Seen(Memory.Options.BootAddress);
        }

        private void Step()
        {
            long now = NextEvent;
            _environment.Step(now);
            if (State == PartState.Bootloader && _core.IsBusy && _core.StepEnds == now)
            {
                _core.EndStep();
            }
            else if (State == PartState.Bootloader)
            {
                ResetItself(now);
            }
        }
    }
}
