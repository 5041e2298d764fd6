using System;
using System.Collections.Generic;
using System.Linq;
using Esp32Bridge.Bench.Chip;
using Esp32Bridge.Board;
using Esp32Bridge.Configuration;
using Esp32Bridge.Tests.Model;

namespace Esp32Bridge.Bench.Board
{
    /// <summary>A virtual ESP32 with the firmware, virtual STM32s, and the wires between them.</summary>
    public sealed class VirtualBoard : IEsp32Wires, IDisposable
    {
        private readonly Callbacks _callbacks = new Callbacks();
        private readonly BusTransfers _transfers = new BusTransfers();
        private readonly BoardClock _clock;
        private readonly Scheduler _scheduler;
        private readonly BoardPart[] _parts;
        private readonly List<I2cLines> _i2c = new List<I2cLines>();
        private readonly List<SpiLines> _spi = new List<SpiLines>();
        private readonly PinDrive[] _drives = new PinDrive[40];
        private readonly BoardLog _log = new BoardLog();
        private readonly Action _main;

        /// <summary>Creates a board with its supply off.</summary>
        /// <param name="description">The wiring.</param>
        /// <param name="parts">The parts, in the order of the description's targets.</param>
        /// <param name="paced">Whether lines and flash take their real time.</param>
        /// <param name="main">The firmware's entry point; null for <see cref="Program.Run"/> with the description.</param>
        /// <param name="clock">The time of the board; null for the PC's time.</param>
        public VirtualBoard(BoardDescription description, IReadOnlyList<Stm32Part> parts, bool paced, Action main = null, BoardClock clock = null)
        {
            _main = main ?? (() => Program.Run(description));
            _clock = clock ?? new BoardClock();
            _scheduler = new Scheduler(paced, _clock);
            _scheduler.Add(_callbacks);
            _scheduler.Add(_transfers);
            _parts = description.Targets.Select((target, index) => new BoardPart(this, target, parts[index])).ToArray();
            foreach (BoardPart part in _parts)
            {
                _scheduler.Add(part);
                _scheduler.Add(part.FromEsp32);
                _scheduler.Add(part.ToEsp32);
                _scheduler.Add(part.FromSecond);
                ConnectBuses(part);
            }

            Esp32 = new VirtualEsp32(this);
            Esp32.LineWritten += _log.Write;
            _scheduler.Start();
        }

        /// <summary>Called when the supply of a target, or of the ESP32 (null), has failed at <see cref="Cut"/>.</summary>
        public event Action<string> PowerWasCut;

        /// <summary>Called at the beginning of every step.</summary>
        public event Action Stepped;

        /// <summary>Gets the ESP32.</summary>
        public VirtualEsp32 Esp32 { get; }

        /// <summary>Gets the parts.</summary>
        public IReadOnlyList<BoardPart> Parts
        {
            get { return _parts; }
        }

        /// <summary>Gets the console output of the firmware.</summary>
        public BoardLog Log
        {
            get { return _log; }
        }

        /// <summary>Gets the number of steps that a power cut could have hit.</summary>
        public long Steps { get; private set; }

        /// <summary>Gets or sets the next power cut, or null.</summary>
        public PowerCut Cut { get; set; }

        /// <summary>Finds a part.</summary>
        /// <param name="name">The target's name.</param>
        /// <returns>The part.</returns>
        public BoardPart Part(string name)
        {
            return _parts.Single(part => part.Target.Name == name);
        }

        /// <summary>Gets what a pin of the ESP32 does, if it is no UART's.</summary>
        /// <param name="pin">The GPIO.</param>
        /// <returns>The drive.</returns>
        public PinDrive DriveOf(int pin)
        {
            PinDrive drive = PinDrive.None;
            _scheduler.Run(_ => drive = _drives[pin]);
            return drive;
        }

        /// <summary>Runs an action on the board.</summary>
        /// <param name="action">The action, which gets the time of the board.</param>
        public void Run(Action<long> action)
        {
            _scheduler.Run(action);
        }

        /// <summary>Switches on everything that is off.</summary>
        public void PowerOn()
        {
            PowerOnParts();
            if (!Esp32.IsOn)
            {
                Esp32.PowerOn(_main);
            }
        }

        /// <summary>Switches on the parts that are off, but not the ESP32.</summary>
        public void PowerOnParts()
        {
            _scheduler.Run(now =>
            {
                foreach (BoardPart part in _parts.Where(part => part.Chip.State == PartState.Off))
                {
                    part.Chip.PowerOn(now);
                }
            });
        }

        /// <summary>Switches everything off.</summary>
        public void PowerOff()
        {
            Esp32.PowerOff();
            _scheduler.Run(_ =>
            {
                foreach (BoardPart part in _parts)
                {
                    part.Chip.PowerOff();
                }
            });
        }

        /// <summary>Marks a step that a power cut could hit.</summary>
        public void Step()
        {
            Steps++;
            Stepped?.Invoke();
            if (Cut == null || Steps < Cut.Step)
            {
                return;
            }

            string victim = Cut.Victim;
            Cut = null;
            if (victim == null)
            {
                Esp32.PowerOff();
            }
            else
            {
                Part(victim).Chip.PowerOff();
            }

            PowerWasCut?.Invoke(victim);
        }

        /// <inheritdoc/>
        public void DrivePin(int pin, PinDrive drive)
        {
            _scheduler.Run(now =>
            {
                _drives[pin] = drive;
                foreach (BoardPart part in _parts)
                {
                    part.Drive(pin, drive, now);
                }

                _i2c.Find(lines => lines.AreOn(pin))?.Drive(pin, drive, now);
            });
        }

        /// <inheritdoc/>
        public bool ReadPin(int pin)
        {
            I2cLines lines = _i2c.Find(candidate => candidate.AreOn(pin)) ?? throw new NotSupportedException("only UARTs and buses are wired to inputs of the ESP32");
            bool isHigh = false;
            _scheduler.Run(now => isHigh = lines.IsHigh(pin, now));
            return isHigh;
        }

        /// <inheritdoc/>
        public void HoldTransmitLine(int pin, bool driven)
        {
            _scheduler.Run(now =>
            {
                foreach (BoardPart part in _parts.Where(part => part.Target.Uart?.TransmitPin == pin))
                {
                    if (!driven)
                    {
                        part.FromEsp32.Clear();
                    }

                    part.Chip.Disturb(BoardPart.Esp32Port, now);
                }
            });
        }

        /// <inheritdoc/>
        public long Transmit(int pin, byte[] data, UartFormat format)
        {
            long time = 0;
            _scheduler.Run(now =>
            {
                foreach (BoardPart part in _parts.Where(part => part.Target.Uart?.TransmitPin == pin))
                {
                    time = part.FromEsp32.Send(data, format, now) - now;
                }
            });
            return time;
        }

        /// <inheritdoc/>
        public II2cLines FindI2c(int dataPin, int clockPin)
        {
            return _i2c.Find(lines => lines.AreOn(dataPin, clockPin)) ?? new I2cLines(dataPin, clockPin);
        }

        /// <inheritdoc/>
        public ISpiLines FindSpi(int mosiPin, int misoPin, int clockPin)
        {
            return _spi.Find(lines => lines.AreOn(mosiPin, misoPin, clockPin)) ?? new SpiLines(mosiPin, misoPin, clockPin);
        }

        /// <inheritdoc/>
        public void Carry(BusTransfer transfer)
        {
            _scheduler.Run(now => _transfers.Begin(transfer, now));
            for (long next = transfer.NextEvent; _clock.IsDriven && next != long.MaxValue; next = transfer.NextEvent)
            {
                _scheduler.Pass(Math.Max(0, next - _clock.Now));
            }

            transfer.Wait();
        }

        /// <inheritdoc/>
        public void After(long microseconds, Action action)
        {
            _scheduler.Run(now => _callbacks.Add(now + microseconds, action));
        }

        /// <inheritdoc/>
        bool IEsp32Wires.IsDriven
        {
            get { return _clock.IsDriven; }
        }

        /// <inheritdoc/>
        long IEsp32Wires.Now
        {
            get { return _clock.Now; }
        }

        /// <inheritdoc/>
        void IEsp32Wires.Pass(long microseconds)
        {
            _scheduler.Pass(microseconds);
        }

        /// <inheritdoc/>
        void IEsp32Wires.Step()
        {
            _scheduler.Run(_ => Step());
        }

        /// <summary>Switches everything off for good.</summary>
        public void Dispose()
        {
            PowerOff();
            _scheduler.Dispose();
        }

        // Parts with the same pins are on the same bus.
        private void ConnectBuses(BoardPart part)
        {
            if (part.Target.I2c is I2cWiring i2c)
            {
                part.I2c = _i2c.Find(lines => lines.AreOn(i2c.DataPin, i2c.ClockPin));
                if (part.I2c == null)
                {
                    _i2c.Add(part.I2c = new I2cLines(i2c.DataPin, i2c.ClockPin));
                }

                part.I2c.Connect(part);
            }

            if (part.Target.Spi is SpiWiring spi)
            {
                part.Spi = _spi.Find(lines => lines.AreOn(spi.MosiPin, spi.MisoPin, spi.ClockPin));
                if (part.Spi == null)
                {
                    _spi.Add(part.Spi = new SpiLines(spi.MosiPin, spi.MisoPin, spi.ClockPin));
                }

                part.Spi.Connect(part);
            }
        }
    }
}
