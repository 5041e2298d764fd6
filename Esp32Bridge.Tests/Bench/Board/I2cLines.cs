using System;
using System.Collections.Generic;
using System.Linq;
using Esp32Bridge.Bench.Chip;
using Esp32Bridge.Tests.Model;

namespace Esp32Bridge.Bench.Board
{
    /// <summary>SDA and SCL with their pull-ups, and all parts on them. Access it only on the scheduler.</summary>
    public sealed class I2cLines : II2cLines
    {
        private readonly int _dataPin;
        private readonly int _clockPin;
        private readonly List<BoardPart> _parts = new List<BoardPart>();
        private readonly List<BoardPart> _addressed = new List<BoardPart>();
        private PinDrive _dataDrive;
        private PinDrive _clockDrive;
        private long _stretchedUntil;
        private int _rate;

        /// <summary>Creates the lines.</summary>
        /// <param name="dataPin">The GPIO of SDA.</param>
        /// <param name="clockPin">The GPIO of SCL.</param>
        public I2cLines(int dataPin, int clockPin)
        {
            _dataPin = dataPin;
            _clockPin = clockPin;
        }

        /// <summary>Gets or sets whether they have pull-ups. With those of the ESP32 alone, they rise too slowly for a controller.</summary>
        public bool HasPullUps { get; set; } = true;

        /// <summary>Gets whether they are on two pins.</summary>
        /// <param name="dataPin">The GPIO of SDA.</param>
        /// <param name="clockPin">The GPIO of SCL.</param>
        /// <returns>True if they are.</returns>
        public bool AreOn(int dataPin, int clockPin)
        {
            return dataPin == _dataPin && clockPin == _clockPin;
        }

        /// <summary>Gets whether one of them is on a pin.</summary>
        /// <param name="pin">The GPIO.</param>
        /// <returns>True if it is.</returns>
        public bool AreOn(int pin)
        {
            return pin == _dataPin || pin == _clockPin;
        }

        /// <summary>Connects a part.</summary>
        /// <param name="part">The part.</param>
        public void Connect(BoardPart part)
        {
            _parts.Add(part);
        }

        /// <summary>A pin of the ESP32 changed its drive, other than by its controller: pulses on SCL, and a START or STOP.</summary>
        /// <param name="pin">The GPIO.</param>
        /// <param name="drive">The new drive.</param>
        /// <param name="now">The time.</param>
        public void Drive(int pin, PinDrive drive, long now)
        {
            bool wasClockHigh = IsHigh(_clockPin, now);
            bool wasDataHigh = IsHigh(_dataPin, now);
            if (pin == _clockPin)
            {
                _clockDrive = drive;
                if (!wasClockHigh && IsHigh(_clockPin, now) && _dataDrive != PinDrive.Low)
                {
                    Clock(now);
                }
            }
            else if (pin == _dataPin)
            {
                _dataDrive = drive;
                if (wasClockHigh && !wasDataHigh && IsHigh(_dataPin, now))
                {
                    Stop(now);
                }
            }
        }

        /// <summary>Gets the level of a line at a pin of the ESP32.</summary>
        /// <param name="pin">The GPIO.</param>
        /// <param name="now">The time.</param>
        /// <returns>True for high.</returns>
        public bool IsHigh(int pin, long now)
        {
            PinDrive drive = pin == _dataPin ? _dataDrive : _clockDrive;
            bool isHeld = pin == _dataPin ? IsDataHeld() : ClockHeldUntil(now) > now;
            return drive != PinDrive.Low && !isHeld && (HasPullUps || drive == PinDrive.PullUp || drive == PinDrive.High);
        }

        /// <inheritdoc/>
        public long ClockLowUntil(long now)
        {
            return HasPullUps ? ClockHeldUntil(now) : long.MaxValue;
        }

        /// <inheritdoc/>
        public bool IsDataLow(long now)
        {
            return !HasPullUps || IsDataHeld();
        }

        /// <inheritdoc/>
        public bool Start(int address, bool isRead, int rate, long now)
        {
            _rate = rate;
            _addressed.Clear();
            _addressed.AddRange(_parts.Where(part => part.Chip.I2c.Acknowledges(part.Quality.Carry((byte)address, rate), now)));
            _stretchedUntil = 0;
            foreach (BoardPart part in _addressed)
            {
                _stretchedUntil = Math.Max(_stretchedUntil, part.Chip.I2c.Begin(isRead, now));
            }

            return _addressed.Count > 0;
        }

        /// <inheritdoc/>
        public bool Write(byte value, long now)
        {
            bool isAcknowledged = false;
            foreach (BoardPart part in _addressed)
            {
                isAcknowledged |= part.Chip.I2c.Receive(part.Quality.Carry(value, _rate), now);
            }

            return isAcknowledged;
        }

        /// <inheritdoc/>
        public byte Read(long now)
        {
            byte value = byte.MaxValue;
            foreach (BoardPart part in _addressed)
            {
                value &= part.Quality.Carry(part.Chip.I2c.Send(now), _rate);
            }

            return value;
        }

        /// <inheritdoc/>
        public void Stop(long now)
        {
            _stretchedUntil = 0;
            foreach (BoardPart part in _parts)
            {
                part.Chip.I2c.End(now);
            }
        }

        /// <inheritdoc/>
        public void Clock(long now)
        {
            _stretchedUntil = 0;
            foreach (BoardPart part in _parts)
            {
                part.Chip.I2c.ClockData(now);
            }
        }

        private bool IsDataHeld()
        {
            return _parts.Any(part => part.Chip.State == PartState.Bootloader && part.Chip.I2c.HoldsData);
        }

        private long ClockHeldUntil(long now)
        {
            long held = _stretchedUntil;
            foreach (BoardPart part in _parts.Where(part => part.Chip.State == PartState.Bootloader))
            {
                held = Math.Max(held, part.Chip.I2c.ClockLowUntil(now));
            }

            return held;
        }
    }
}
