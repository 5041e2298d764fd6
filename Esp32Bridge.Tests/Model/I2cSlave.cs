namespace Esp32Bridge.Tests.Model
{
    /// <summary>
    /// The I2C of a part: what its bootloader does on the bus (AN4221). A frame of the host is one transfer, and so is each
    /// answer. ST's code takes any other transfer for the one that it waits for, and then waits for bytes that do not come:
    /// the part is lost until its timeout resets it.
    /// </summary>
    public sealed class I2cSlave
    {
        /// <summary>The answer of a part that is busy.</summary>
        public const byte Busy = 0x76;

        private readonly VirtualStm32 _part;
        private readonly PartCore _core;
        private long _quietSince;
        private bool _isChosen;
        private bool _isOpen;
        private bool _isRead;
        private bool _isBusyAnswer;
        private bool _isStretched;
        private bool _isAbandoned;
        private bool _isLost;
        private int _count;
        private int _clocks;

        /// <summary>Creates the I2C of a part.</summary>
        /// <param name="part">The part.</param>
        /// <param name="core">Its core.</param>
        public I2cSlave(VirtualStm32 part, PartCore core)
        {
            _part = part;
            _core = core;
        }

        /// <summary>Gets whether the part holds SDA low, because the master has given up a transfer; the nine clocks of a bus recovery free it.</summary>
        public bool HoldsData
        {
            get
            {
                if (!_isAbandoned || !IsListening)
                {
                    return false;
                }

                // The acknowledge of the address, and then the bits of the answer, the highest first.
                bool isLow = _isRead && _clocks <= 8 && (NextByte() & (0x100 >> _clocks)) == 0;
                return _clocks == 0 || isLow;
            }
        }

        /// <summary>Gets the time at which the bootloader resets the part because the host is silent within a command.</summary>
        public long TimesOutAt
        {
            get
            {
                bool isWaiting = _isLost || _isOpen || _core.IsBusy || !_part.Bootloader.IsBetweenCommands;
                if (!_isChosen || !isWaiting || _part.Part.I2cTimeout == 0)
                {
                    return VirtualStm32.Never;
                }

                return (_core.WaitsSince > _quietSince ? _core.WaitsSince : _quietSince) + _part.Part.I2cTimeout;
            }
        }

        private bool IsAddressed
        {
            get { return _isOpen && _part.State == PartState.Bootloader; }
        }

        // ST's code has not cleared the address flag: the hardware holds the clock.
        private bool HoldsClock
        {
            get { return IsAddressed && (_isLost || (_isStretched && _core.IsWorking)); }
        }

        private bool IsListening
        {
            get { return IsAddressed && !HoldsClock; }
        }

        /// <summary>Tells until when the part holds SCL low.</summary>
        /// <param name="now">The time.</param>
        /// <returns>The time, <see cref="VirtualStm32.Never"/> if only a reset ends that; <paramref name="now"/> if it does not.</returns>
        public long ClockLowUntil(long now)
        {
            return HoldsClock ? LetsGoAt() : now;
        }

        /// <summary>Starts from the beginning, as after a reset.</summary>
        public void Reset()
        {
            _isChosen = false;
            _isOpen = false;
            _isLost = false;
            _isBusyAnswer = false;
        }

        /// <summary>Tells whether the part acknowledges an address: in its bootloader, its own, and if no other interface was chosen before.</summary>
        /// <param name="address">The address, 7 bits.</param>
        /// <param name="now">The time.</param>
        /// <returns>True if it does.</returns>
        public bool Acknowledges(int address, long now)
        {
            _part.Advance(now);
            return _part.State == PartState.Bootloader
                && _part.Part.I2cAddress != 0
                && _part.Part.I2cAddress == address
                && (_isChosen || _part.Bootloader.Protocol == null);
        }

        /// <summary>The part has acknowledged its address.</summary>
        /// <param name="isRead">Whether the master reads.</param>
        /// <param name="now">The time.</param>
        /// <returns>The time until which it holds SCL low before it goes on, <see cref="VirtualStm32.Never"/> if only a reset ends that.</returns>
        public long Begin(bool isRead, long now)
        {
            _part.Reach(now);
            if (_part.State != PartState.Bootloader)
            {
                return now;
            }

            if (_isOpen)
            {
                // No START is possible while a line is held.
                _isAbandoned = true;
                return HoldsClock ? LetsGoAt() : VirtualStm32.Never;
            }

            if (!_isChosen)
            {
                _isChosen = true;
                _part.Bootloader.Choose(BootloaderProtocol.I2c(_part.Part));
            }

            _isOpen = true;
            _isRead = isRead;
            _isAbandoned = false;
            _count = 0;
            _clocks = 0;
            if (!_isLost)
            {
                _quietSince = now;
                Expect(now);
            }

            _isStretched = _core.IsWorking && !_isBusyAnswer;
            return HoldsClock ? LetsGoAt() : now + _part.Part.I2cStretch;
        }

        /// <summary>The master sends a byte.</summary>
        /// <param name="value">The byte.</param>
        /// <param name="now">The time.</param>
        /// <returns>Whether the part acknowledges it.</returns>
        public bool Receive(byte value, long now)
        {
            _part.Reach(now);
            if (!IsListening || _isRead)
            {
                return false;
            }

            _count++;
            _quietSince = now;

            // A byte too many waits in the receive register, and becomes the first one of the next frame.
            return _core.Receive(value, now);
        }

        /// <summary>The master reads a byte.</summary>
        /// <param name="now">The time.</param>
        /// <returns>The byte.</returns>
        public byte Send(long now)
        {
            _part.Reach(now);
            if (!IsListening || !_isRead)
            {
                return 0xFF;
            }

            byte value = NextByte();
            _count++;
            _quietSince = now;
            return value;
        }

        /// <summary>STOP.</summary>
        /// <param name="now">The time.</param>
        public void End(long now)
        {
            _part.Reach(now);
            if (HoldsClock)
            {
                // No STOP is possible while SCL is low.
                _isAbandoned = true;
            }
            else if (IsAddressed)
            {
                Complete(now);
            }
        }

        /// <summary>A clock pulse of a bus recovery.</summary>
        /// <param name="now">The time.</param>
        public void ClockData(long now)
        {
            _part.Reach(now);
            _isAbandoned = true;
            if (!IsListening)
            {
                return;
            }

            _clocks++;
            if (_isRead && _clocks == 9)
            {
                _count++;
            }
        }

        // What the transfer means to a part that does what it is at.
        private void Expect(long now)
        {
            if (!_core.IsBusy && !_isRead)
            {
                _core.TakeHeld(now);
            }
            else if (_core.IsWorking && _isRead)
            {
                bool isChecksum = _part.Bootloader.LastCommand == BootloaderCommand.GetChecksum;
                _isBusyAnswer = _part.Bootloader.AnswersBusy && (isChecksum || !_part.Part.StretchesAnyway);
            }
            else if (_core.Answer == null || !_isRead)
            {
                _isLost = true;
            }
        }

        private long LetsGoAt()
        {
            if (!_core.IsWorking)
            {
                return TimesOutAt;
            }

            long timeout = _part.Part.I2cTimeout;
            return !_isLost ? _core.WorkEnds() : timeout == 0 ? VirtualStm32.Never : _core.WorkEnds() + timeout;
        }

        private byte NextByte()
        {
            if (_isBusyAnswer)
            {
                return Busy;
            }

            byte[] answer = _core.Answer == null ? new byte[0] : _core.Answer.Data;
            return _count < answer.Length ? answer[_count] : (byte)0xFF;
        }

        private void Complete(long now)
        {
            _isOpen = false;
            _quietSince = now;
            if (_isBusyAnswer)
            {
                _isBusyAnswer = false;
                _isLost = _count != 1;
            }
            else if (!_isRead)
            {
                // The part waits for the rest of the frame.
                _isLost = !_core.IsBusy;
            }
            else if (_core.Answer != null && _core.Answer.Data.Length == _count)
            {
                _core.EndAnswer(now);
                _part.Advance(now);
            }
            else
            {
                _isLost = true;
            }
        }
    }
}
