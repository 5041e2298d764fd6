using System;
using System.Collections;
using Esp32Bridge.An3155;
using Esp32Bridge.Tests.Model;
using Esp32Bridge.Wires;

namespace Esp32Bridge.Tests.Doubles
{
    /// <summary>
    /// A virtual STM32 as a target, on wires without an ESP32, in virtual time: a Read that waits for the part takes
    /// exactly as long as the part.
    /// </summary>
    public sealed class ModelTarget : ITargetWires, ISerialLine, IPartEnvironment
    {
        // What the interpreter of an ESP32 does between two transfers, in microseconds. No measurement is known.
        private const long InterpreterTime = 100;

        private readonly FakeClock _clock;
        private UartFormat _format = new UartFormat(115200, UartParity.Even);
        private FaultyLine _line;
        private bool _isOpen;
        private bool _isBusOpen;
        private bool _hasGlitch;

        /// <summary>Creates a target with an erased flash, and switches it on.</summary>
        /// <param name="part">The type of the part.</param>
        /// <param name="clock">The time.</param>
        /// <param name="kind">The line to its bootloader. The UART to its program is there in any case.</param>
        public ModelTarget(Stm32Part part, FakeClock clock, LineKind kind = LineKind.Usart)
        {
            _clock = clock;
            Kind = kind;
            BaudRate = kind == LineKind.Usart ? 115200 : kind == LineKind.I2c ? 100000 : 500000;
            Part = new VirtualStm32(part, this);
            I2c = new I2cWire(this);
            Spi = new SpiWire(this);
            SetFaults(new LineFault[0]);
            Part.PowerOn(clock.Microseconds);
        }

        /// <summary>Gets the part.</summary>
        public VirtualStm32 Part { get; }

        /// <summary>Gets its I2C bus.</summary>
        public I2cWire I2c { get; }

        /// <summary>Gets its SPI bus.</summary>
        public SpiWire Spi { get; }

        /// <summary>Gets the time in microseconds.</summary>
        public long Now
        {
            get { return _clock.Microseconds; }
        }

        /// <summary>Gets what was written to the part, frame by frame, if <see cref="Records"/> is set.</summary>
        public ArrayList Written { get; } = new ArrayList();

        /// <summary>Gets or sets whether <see cref="Written"/> is kept.</summary>
        public bool Records { get; set; }

        /// <summary>Gets how many frames were written.</summary>
        public int FrameCount { get; private set; }

        /// <summary>Gets or sets which frame, counted from 1, has its last bit flipped on the line; 0 for none.</summary>
        public int SpoiledFrame { get; set; }

        /// <summary>Gets or sets which byte of the part, counted from 1, has a bit flipped on the line; 0 for none.</summary>
        public int SpoiledAnswer { get; set; }

        /// <summary>Gets or sets which byte of the part, counted from 1, is lost on the line; 0 for none.</summary>
        public int LostAnswer { get; set; }

        /// <summary>Gets how many bytes the part sent while the line was open.</summary>
        public int AnswerCount { get; private set; }

        /// <summary>Gets how many times NRST reset the part.</summary>
        public int ResetCount { get; private set; }

        /// <summary>Gets the rate of the line at each reset: "in 921600|in 460800|out 115200|". "in" is into the bootloader, "out" into the application.</summary>
        public string Resets { get; private set; } = string.Empty;

        /// <summary>Gets or sets after how many of the next resets the line has a glitch when the part begins to listen.</summary>
        public int Glitches { get; set; }

        /// <summary>Gets the quality of the line.</summary>
        public LineQuality Quality { get; } = new LineQuality();

        /// <summary>Gets or sets the highest rate that the line carries, in baud; above it, bytes arrive as garbage.</summary>
        public int CarriedRate
        {
            get { return Quality.CarriedRate; }
            set { Quality.CarriedRate = value; }
        }

        /// <summary>Gets or sets whether <see cref="ResetIntoApplication"/> fails, as a broken port expander would.</summary>
        public bool FailsToReset { get; set; }

        /// <summary>Gets or sets whether BOOT0 is stuck high.</summary>
        public bool IsBoot0Stuck { get; set; }

        /// <summary>Gets or sets after how many more steps the part loses its supply, 0 for never.</summary>
        public int StepsToPowerCut { get; set; }

        /// <summary>Gets or sets what is called at each step of the part; null for nothing.</summary>
        public Action Stepped { get; set; }

        /// <summary>Gets how many bytes the open line carried since <see cref="SetFaults"/>, in both directions.</summary>
        public int ByteCount
        {
            get { return _line.Plan.Count; }
        }

        /// <summary>Gets how many of the faults have occurred.</summary>
        public int Struck
        {
            get { return _line.Plan.Struck; }
        }

        /// <summary>Gets whether the line and the pins are released.</summary>
        public bool IsClosed
        {
            get { return !_isOpen && !_isBusOpen; }
        }

        /// <inheritdoc/>
        public ISerialLine Line
        {
            get { return HasUart ? this : null; }
        }

        /// <summary>Gets or sets whether there is a UART to its program.</summary>
        public bool HasUart { get; set; } = true;

        /// <summary>Sets the next faults; earlier ones that have not occurred yet are dropped.</summary>
        /// <param name="faults">The faults; their bytes are counted from now on.</param>
        public void SetFaults(LineFault[] faults)
        {
            _line = new FaultyLine(Part, _format, faults);
            I2c.SetFaults(_line.Plan);
            Spi.SetFaults(_line.Plan);
            Part.Memory.Flash.FailingUnits = 0;
            Part.Memory.Flash.TearingUnits = 0;
        }

        /// <summary>Advances the time, with all events in it.</summary>
        /// <param name="milliseconds">How long.</param>
        public void Wait(int milliseconds)
        {
            Pass(_clock.Microseconds + (milliseconds * 1000L));
        }

        /// <summary>Notes what is written to the part.</summary>
        /// <param name="buffer">The bytes.</param>
        /// <param name="offset">The first one.</param>
        /// <param name="count">How many.</param>
        public void Record(byte[] buffer, int offset, int count)
        {
            if (Records)
            {
                Written.Add(Hex.ToText(buffer, offset, count));
            }
        }

        /// <summary>Lets the interpreter of the ESP32 come to the next transfer on a bus.</summary>
        public void Interpret()
        {
            Pass(_clock.Microseconds + InterpreterTime);
        }

        /// <summary>Advances the time, with all events in it.</summary>
        /// <param name="time">The time in microseconds; nothing happens if it is over.</param>
        public void Pass(long time)
        {
            while (_line.NextEvent <= time)
            {
                Reach(_line.NextEvent);
                _line.Act(_clock.Microseconds);
            }

            Reach(time);
        }

        /// <summary>Gets or sets the highest rate that is tried, in baud or Hz.</summary>
        public int BaudRate { get; set; }

        /// <inheritdoc/>
        public LineKind Kind { get; }

        /// <inheritdoc/>
        public RateLadder Rates
        {
            get
            {
                switch (Kind)
                {
                    case LineKind.I2c:
                        return I2cLine.RatesUpTo(BaudRate);
                    case LineKind.Spi:
                        return SpiLine.RatesUpTo(BaudRate);
                    default:
                        return UsartLine.RatesUpTo(BaudRate);
                }
            }
        }

        /// <summary>Gets or sets the address in the configuration, 0 for that of the device table.</summary>
        public int Address { get; set; }

        /// <inheritdoc/>
        public IBootloaderLine CreateBootloaderLine()
        {
            switch (Kind)
            {
                case LineKind.I2c:
                    return new I2cLine(I2c, _clock);
                case LineKind.Spi:
                    return new SpiLine(Spi, _clock);
                default:
                    return new UsartLine(this);
            }
        }

        /// <inheritdoc/>
        public void Open(int rate, int address)
        {
            _isBusOpen = Kind != LineKind.Usart;
            switch (Kind)
            {
                case LineKind.I2c:
                    I2c.Rate = rate;
                    I2c.Address = address;
                    break;
                case LineKind.Spi:
                    Spi.Rate = rate;
                    Spi.Select(true);
                    break;
                default:
                    Open(new UartFormat(rate, UartParity.Even));
                    break;
            }
        }

        /// <inheritdoc/>
        public void OpenForApplication()
        {
            _isBusOpen = false;
            Spi.Select(false);
            Open(new UartFormat(115200, UartParity.None));
        }

        /// <inheritdoc/>
        public void ResetIntoBootloader()
        {
            Reset(true);
        }

        /// <inheritdoc/>
        public void ResetIntoApplication()
        {
            if (FailsToReset)
            {
                throw new InvalidOperationException("no pins");
            }

            Reset(false);
        }

        /// <inheritdoc/>
        public void Close()
        {
            bool isDriven = _isOpen || Kind == LineKind.Usart;
            _isOpen = false;
            _isBusOpen = false;
            _line.Clear();
            Spi.Select(false);
            Part.SetBoot0(false);
            if (isDriven)
            {
                Part.Disturb(0, _clock.Microseconds);
            }
        }

        /// <inheritdoc/>
        public void Write(byte[] buffer, int offset, int count)
        {
            Record(buffer, offset, count);
            FrameCount++;
            for (int i = 0; i < count; i++)
            {
                bool isSpoiled = FrameCount == SpoiledFrame && i == count - 1;
                Pass(_clock.Microseconds + _format.ByteTime);
                Glitch();
                _line.FromHost((byte)(Carry(buffer[offset + i]) ^ (isSpoiled ? 1 : 0)), _clock.Microseconds);
            }
        }

        /// <inheritdoc/>
        public int Read(byte[] buffer, int offset, int count, int timeout)
        {
            long end = _clock.Microseconds + (timeout * 1000L) + (count * _format.ByteTime);
            Pass(_clock.Microseconds);
            Queue received = _line.Arrived;
            for (long next = NextEvent(); received.Count < count && next <= end; next = NextEvent())
            {
                Pass(next);
            }

            if (received.Count < count)
            {
                Pass(end);
                TimeOut();
            }

            int read = 0;
            while (read < count && received.Count > 0)
            {
                buffer[offset + read++] = (byte)received.Dequeue();
            }

            return read;
        }

        /// <inheritdoc/>
        public int Drain()
        {
            Pass(_clock.Microseconds);
            int count = _line.Arrived.Count;
            _line.Arrived.Clear();
            return count;
        }

        /// <inheritdoc/>
        public void Deliver(int port, byte value, UartFormat format, long now)
        {
            if (!_isOpen || port != 0 || ++AnswerCount == LostAnswer)
            {
                return;
            }

            byte[] received = format.Sample((byte)(Carry(value) ^ (AnswerCount == SpoiledAnswer ? 0x20 : 0)), _format);
            for (int i = 0; i < received.Length; i++)
            {
                _line.FromPart(received[i], now);
            }
        }

        /// <inheritdoc/>
        public void Step(long now)
        {
            if (StepsToPowerCut > 0 && --StepsToPowerCut == 0)
            {
                Part.PowerOff();
            }

            Stepped?.Invoke();
        }

        private void Open(UartFormat format)
        {
            _isOpen = true;
            _format = format;
            _line.Format = _format;
            _line.Clear();
            Part.Disturb(0, _clock.Microseconds);
        }

        // As the UART of the ESP32 does: with an inner exception, which some runtimes confuse with others in flight.
        private static void TimeOut()
        {
            try
            {
                throw new TimeoutException();
            }
            catch (TimeoutException)
            {
            }
        }

        private byte Carry(byte value)
        {
            return Quality.Carry(value, _format.BaudRate);
        }

        private void Reset(bool boot0)
        {
            ResetCount++;
            Resets += (boot0 ? "in " : "out ") + _format.BaudRate + "|";
            Pass(_clock.Microseconds);
            _line.Plan.Wake();
            I2c.Release();
            Spi.Release();
            _hasGlitch = Glitches > 0;
            Glitches -= _hasGlitch ? 1 : 0;
            Part.SetBoot0(boot0 || IsBoot0Stuck);
            Part.SetReset(true, _clock.Microseconds);
            _clock.Sleep(20);
            Part.SetReset(false, _clock.Microseconds);
            _clock.Sleep(10);
        }

        private void Glitch()
        {
            if (_hasGlitch && Part.State == PartState.Bootloader)
            {
                _hasGlitch = false;
                Part.Disturb(0, _clock.Microseconds);
            }
        }

        private long NextEvent()
        {
            long line = _line.NextEvent;
            return line < Part.NextEvent ? line : Part.NextEvent;
        }

        private void Reach(long time)
        {
            if (time > _clock.Microseconds)
            {
                _clock.Microseconds = time;
            }

            Part.Advance(_clock.Microseconds);
        }
    }
}
