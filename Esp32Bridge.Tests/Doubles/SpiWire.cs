using Esp32Bridge.Tests.Model;
using Esp32Bridge.Wires;

namespace Esp32Bridge.Tests.Doubles
{
    /// <summary>The SPI bus from an ESP32 to a virtual part, in virtual time, with faults. A byte both ways counts once.</summary>
    public sealed class SpiWire : ISpiPort
    {
        private readonly ModelTarget _target;
        private readonly SpiSlave _slave;
        private FaultPlan _plan;
        private long _quietUntil;
        private byte _last = SpiSlave.Filler;
        private int _pending = -1;

        // Clocks that the part has missed since it was selected, and the bits that it has of the byte before.
        private int _missed;
        private byte _bits;
        private byte _sent;

        /// <summary>Creates the bus.</summary>
        /// <param name="target">The target.</param>
        public SpiWire(ModelTarget target)
        {
            _target = target;
            _slave = target.Part.Spi;
        }

        /// <summary>Gets or sets the rate in Hz.</summary>
        public int Rate { get; set; } = 500000;

        /// <summary>Gets or sets the page at whose erase, if it is erased alone, the first clock of the list counts twice once; -1 for none.</summary>
        public int DoubledPage { get; set; } = -1;

        /// <summary>Sets the next faults.</summary>
        /// <param name="plan">The faults.</param>
        public void SetFaults(FaultPlan plan)
        {
            _plan = plan;
            Release();
        }

        /// <summary>The part was reset by its NRST.</summary>
        public void Release()
        {
            _quietUntil = 0;
            _pending = -1;
            _missed = 0;
        }

        /// <summary>Selects the part, or another one. It counts the clocks anew.</summary>
        /// <param name="isSelected">Whether NSS is low.</param>
        public void Select(bool isSelected)
        {
            _missed = 0;
            _slave.Select(isSelected, _target.Now);
        }

        /// <inheritdoc/>
        public void Write(byte[] buffer, int count)
        {
            _target.Record(buffer, 0, count);
            _target.Interpret();
            if (count == 3 && buffer[0] == 0 && buffer[1] == DoubledPage && buffer[2] == DoubledPage)
            {
                // The number of pages has the same form, if there are two or more.
                byte page = buffer[1];
                DoubledPage = -1;
                Exchange(0, false);
                Exchange((byte)(page >> 1), false);
                Exchange((byte)((page << 7) | (page >> 1)), false);
                _missed = 7;
                _bits = page;
                _sent = _last;
                return;
            }

            for (int i = 0; i < count; i++)
            {
                Exchange(buffer[i], false);
            }
        }

        /// <inheritdoc/>
        public void Read(byte[] buffer, int offset, int count)
        {
            _target.Interpret();
            for (int i = 0; i < count; i++)
            {
                buffer[offset + i] = Exchange(0x00, true);
            }
        }

        private byte Exchange(byte value, bool isRead)
        {
            _target.Pass(_target.Now + (8 * 1000000 / Rate));
            LineFault fault = _plan.Next();
            int pending = isRead ? _pending : -1;
            _pending = isRead ? -1 : _pending;
            if (pending >= 0)
            {
                return (byte)pending;
            }

            if (fault == null || _plan.Strike(fault, _target.Now))
            {
                return Spoil(fault, value, isRead);
            }

            if (fault.Kind == FaultKind.Drop)
            {
                Miss(value, 1 + (fault.Variant % 7));
            }

            return _last;
        }

        private byte Spoil(LineFault fault, byte value, bool isRead)
        {
            FaultKind kind = fault == null ? FaultKind.Reset : fault.Kind;
            switch (kind)
            {
                case FaultKind.Flip:
                    byte heard = Carry(isRead ? value : (byte)(value ^ fault.FlippedBit));
                    return isRead ? (byte)(heard ^ fault.FlippedBit) : heard;
                case FaultKind.Duplicate:
                    // The host reads it twice, or the part gets it twice.
                    byte first = Carry(value);
                    _pending = isRead ? first : _pending;
                    return isRead ? first : Carry(value);
                case FaultKind.Inject:
                    if (isRead)
                    {
                        return fault.InjectedByte;
                    }

                    Carry(fault.InjectedByte);
                    return Carry(value);
                case FaultKind.Delay:
                    _quietUntil = _target.Now + fault.DelayTime;
                    return Carry(value);
                case FaultKind.Nack:
                    byte answer = Carry(value);
                    if (isRead)
                    {
                        _pending = answer == AnswerByte.Ack ? -1 : answer;
                        return AnswerByte.Nack;
                    }

                    _pending = AnswerByte.Nack;
                    return answer;
                default:
                    return Carry(value);
            }
        }

        private byte Carry(byte value)
        {
            if (_plan.IsHung || _target.Now < _quietUntil)
            {
                // Nobody reads the receiver and fills the transmitter.
                return _last;
            }

            if (_missed == 0)
            {
                _last = _slave.Exchange(value, _target.Now);
                return _last;
            }

            byte complete = (byte)((_bits << _missed) | (value >> (8 - _missed)));
            byte sent = _slave.Exchange(complete, _target.Now);
            _last = (byte)((_sent << (8 - _missed)) | (sent >> _missed));
            _bits = value;
            _sent = sent;
            return _last;
        }

        // The part has only the first bits of the byte.
        private void Miss(byte value, int clocks)
        {
            if (_missed == 0)
            {
                _missed = clocks;
                _bits = (byte)(value >> clocks);
                _sent = _last;
            }
        }
    }
}
