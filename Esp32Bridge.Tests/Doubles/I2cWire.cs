using Esp32Bridge.Tests.Model;
using Esp32Bridge.Wires;

namespace Esp32Bridge.Tests.Doubles
{
    /// <summary>The I2C bus from an ESP32 to a virtual part, in virtual time, with faults. The ESP32 waits for SCL for ten clocks, and never tells how far a transfer got.</summary>
    public sealed class I2cWire : II2cPort
    {
        // i2c_ll_master_cal_bus_clk of the ESP32, in clocks; nanoFramework never changes it.
        private const int StretchLimit = 10;

        // The time that nanoFramework gives to a transfer, in microseconds.
        private const long LongestTransfer = 1000000;

        private const int ClearingClocks = 9;
        private const int BitsPerByte = 9;

        private readonly ModelTarget _target;
        private readonly I2cSlave _slave;
        private FaultPlan _plan;
        private long _heldUntil;
        private bool _isSuspect;
        private int _again = -1;

        /// <summary>Creates the bus.</summary>
        /// <param name="target">The target.</param>
        public I2cWire(ModelTarget target)
        {
            _target = target;
            _slave = target.Part.I2c;
        }

        /// <summary>Gets or sets the rate in Hz.</summary>
        public int Rate { get; set; } = 100000;

        /// <summary>Gets or sets the address that is called.</summary>
        public int Address { get; set; }

        /// <summary>Gets how many transfers there were.</summary>
        public int Transfers { get; private set; }

        /// <summary>Gets how many of them ended because SCL or SDA was held.</summary>
        public int HeldTransfers { get; private set; }

        private long BitTime
        {
            get { return 1000000 / Rate; }
        }

        /// <summary>Sets the next faults.</summary>
        /// <param name="plan">The faults.</param>
        public void SetFaults(FaultPlan plan)
        {
            _plan = plan;
            Release();
        }

        /// <summary>The part was reset by its NRST: it lets go of the bus.</summary>
        public void Release()
        {
            _heldUntil = 0;
            _again = -1;
        }

        /// <inheritdoc/>
        public int Write(byte[] buffer, int count)
        {
            _target.Record(buffer, 0, count);
            return Transfer(buffer, count, false);
        }

        /// <inheritdoc/>
        public int Read(byte[] buffer, int offset, int count)
        {
            byte[] read = new byte[count];
            int result = Transfer(read, count, true);
            if (result == count)
            {
                System.Array.Copy(read, 0, buffer, offset, count);
            }

            return result;
        }

        private int Transfer(byte[] bytes, int count, bool isRead)
        {
            Transfers++;
            _target.Interpret();
            int result = IsFree() ? Call(isRead) : AnswerByte.ClockHeld;
            for (int i = 0; i < count && result == 0; i++)
            {
                result = isRead ? Receive(bytes, i) : Send(bytes[i]);
            }

            _again = -1;
            if (result == AnswerByte.ClockHeld)
            {
                HeldTransfers++;
                _isSuspect = true;
                Clear();
            }
            else
            {
                Pass(1);
                _slave.End(_target.Now);
            }

            return result == 0 ? count : result;
        }

        // While SCL is low there is no START, and the driver gives up after a second. While SDA is low the arbitration is lost.
        private bool IsFree()
        {
            long longest = _target.Now + LongestTransfer;
            _target.Pass(_heldUntil < longest ? _heldUntil : longest);
            if (_isSuspect)
            {
                Clear();
                _isSuspect = false;
            }

            return _target.Now >= _heldUntil && !_plan.IsHung && !_slave.HoldsData;
        }

        private int Call(bool isRead)
        {
            Pass(1 + BitsPerByte);
            LineFault fault = _plan.Next();
            if (fault != null)
            {
                bool isHeard = _plan.Strike(fault, _target.Now);
                switch (fault.Kind)
                {
                    case FaultKind.Hang:
                        return AnswerByte.ClockHeld;
                    case FaultKind.Flip:
                        // Another address.
                        return AnswerByte.NotAcknowledged;
                    case FaultKind.Duplicate:
                    case FaultKind.Inject:
                        // A transfer without bytes.
                        Begin(isRead);
                        _slave.End(_target.Now);
                        break;
                    default:
                        if (!isHeard)
                        {
                            return AnswerByte.NotAcknowledged;
                        }

                        break;
                }
            }

            int result = Begin(isRead);
            return result == 0 && fault != null ? AfterByte(fault) : result;
        }

        private int Begin(bool isRead)
        {
            if (!_slave.Acknowledges(Address, _target.Now))
            {
                return AnswerByte.NotAcknowledged;
            }

            return Await(_slave.Begin(isRead, _target.Now));
        }

        private int Send(byte value)
        {
            Pass(BitsPerByte);
            LineFault fault = _plan.Next();
            if (fault == null)
            {
                return Deliver(value);
            }

            if (!_plan.Strike(fault, _target.Now))
            {
                return fault.Kind == FaultKind.Hang ? AnswerByte.ClockHeld : AnswerByte.NotAcknowledged;
            }

            int result = 0;
            switch (fault.Kind)
            {
                case FaultKind.Flip:
                    value ^= fault.FlippedBit;
                    break;
                case FaultKind.Duplicate:
                    result = Deliver(value);
                    break;
                case FaultKind.Inject:
                    result = Deliver(fault.InjectedByte);
                    break;
            }

            int last = Deliver(value);
            return result != 0 ? result : last != 0 ? last : AfterByte(fault);
        }

        private int Deliver(byte value)
        {
            return _slave.Receive(value, _target.Now) ? 0 : AnswerByte.NotAcknowledged;
        }

        private int Receive(byte[] bytes, int place)
        {
            Pass(BitsPerByte);
            LineFault fault = _plan.Next();
            int again = _again;
            _again = -1;
            if (fault != null)
            {
                bool isHeard = _plan.Strike(fault, _target.Now);
                switch (fault.Kind)
                {
                    case FaultKind.Hang:
                        return AnswerByte.ClockHeld;
                    case FaultKind.Inject:
                        bytes[place] = fault.InjectedByte;
                        return 0;
                    case FaultKind.Drop:
                        _slave.Send(_target.Now);
                        break;
                }
            }

            byte value = again >= 0 ? (byte)again : _slave.Send(_target.Now);
            bytes[place] = value;
            if (fault == null)
            {
                return 0;
            }

            switch (fault.Kind)
            {
                case FaultKind.Flip:
                    bytes[place] ^= fault.FlippedBit;
                    break;
                case FaultKind.Duplicate:
                    _again = value;
                    break;
                case FaultKind.Nack:
                    // Before any other byte than ACK.
                    bytes[place] = AnswerByte.Nack;
                    _again = value == AnswerByte.Ack ? -1 : value;
                    break;
                case FaultKind.Delay:
                    return AfterByte(fault);
            }

            return 0;
        }

        // The part has the byte; what the host sees of that is another matter.
        private int AfterByte(LineFault fault)
        {
            switch (fault.Kind)
            {
                case FaultKind.Nack:
                    return AnswerByte.NotAcknowledged;
                case FaultKind.Delay:
                    return Await(_target.Now + fault.DelayTime);
                default:
                    return 0;
            }
        }

        // The part holds SCL.
        private int Await(long until)
        {
            long limit = _target.Now + (StretchLimit * BitTime);
            if (until <= limit)
            {
                _target.Pass(until);
                return 0;
            }

            _heldUntil = until;
            _target.Pass(limit);
            return AnswerByte.ClockHeld;
        }

        // What the driver does after that: it clocks until SDA is high, and makes a STOP. SCL must not be held.
        private void Clear()
        {
            for (int i = 0; i < ClearingClocks && _slave.HoldsData; i++)
            {
                Pass(1);
                if (_target.Now >= _heldUntil)
                {
                    _slave.ClockData(_target.Now);
                }
            }

            Pass(1);
            if (_target.Now >= _heldUntil)
            {
                _slave.End(_target.Now);
            }
        }

        private void Pass(int bits)
        {
            _target.Pass(_target.Now + (bits * BitTime));
        }
    }
}
