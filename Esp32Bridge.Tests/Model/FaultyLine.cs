using System.Collections;

namespace Esp32Bridge.Tests.Model
{
    /// <summary>
    /// The line between a host and a part, with faults. Bytes of both directions go in when they are sent, and come out
    /// when they arrive. The owner calls <see cref="Act"/> at <see cref="NextEvent"/>.
    /// </summary>
    public sealed class FaultyLine
    {
        private readonly VirtualStm32 _part;
        private readonly Queue _toPart = new Queue();
        private readonly Queue _toHost = new Queue();
        private readonly Queue _arrived = new Queue();
        private long _partHearsFrom;
        private long _hostHearsFrom;

        /// <summary>Creates a line.</summary>
        /// <param name="part">The part.</param>
        /// <param name="format">How the host sends.</param>
        /// <param name="faults">The faults, each at another byte.</param>
        public FaultyLine(VirtualStm32 part, UartFormat format, LineFault[] faults)
        {
            _part = part;
            Format = format;
            Plan = new FaultPlan(part, faults);
        }

        /// <summary>Gets or sets how the host sends.</summary>
        public UartFormat Format { get; set; }

        /// <summary>Gets the faults, and the number of bytes in both directions.</summary>
        public FaultPlan Plan { get; }

        /// <summary>Gets the bytes that have arrived at the host.</summary>
        public Queue Arrived
        {
            get { return _arrived; }
        }

        /// <summary>Gets the time of the line's next own event, in microseconds.</summary>
        public long NextEvent
        {
            get
            {
                long next = Plan.NextEvent;
                next = Earlier(next, _toPart);
                return Earlier(next, _toHost);
            }
        }

        /// <summary>The host has sent a byte.</summary>
        /// <param name="value">The byte.</param>
        /// <param name="now">The time of its stop bit, in microseconds.</param>
        public void FromHost(byte value, long now)
        {
            Carry(value, false, now);
        }

        /// <summary>The part has sent a byte.</summary>
        /// <param name="value">The byte.</param>
        /// <param name="now">The time of its stop bit, in microseconds.</param>
        public void FromPart(byte value, long now)
        {
            Carry(value, true, now);
        }

        /// <summary>Does what is due.</summary>
        /// <param name="now">The time, in microseconds.</param>
        public void Act(long now)
        {
            Plan.Act(now);
            while (_toPart.Count > 0 && ((LateByte)_toPart.Peek()).Arrival <= now)
            {
                Hear(((LateByte)_toPart.Dequeue()).Value, now);
            }

            while (_toHost.Count > 0 && ((LateByte)_toHost.Peek()).Arrival <= now)
            {
                _arrived.Enqueue(((LateByte)_toHost.Dequeue()).Value);
            }
        }

        /// <summary>The host opens or closes the line: bytes in transit are lost.</summary>
        public void Clear()
        {
            _toPart.Clear();
            _toHost.Clear();
            _arrived.Clear();
            _partHearsFrom = 0;
            _hostHearsFrom = 0;
        }

        private static long Earlier(long time, Queue bytes)
        {
            if (bytes.Count == 0)
            {
                return time;
            }

            long arrival = ((LateByte)bytes.Peek()).Arrival;
            return arrival < time ? arrival : time;
        }

        private void Carry(byte value, bool isAnswer, long now)
        {
            if (Plan.IsHung && isAnswer)
            {
                return;
            }

            LineFault fault = Plan.Next();
            if (fault == null)
            {
                Arrive(value, isAnswer, now);
            }
            else if (Plan.Strike(fault, now))
            {
                Spoil(fault, value, isAnswer, now);
            }
        }

        private void Spoil(LineFault fault, byte value, bool isAnswer, long now)
        {
            switch (fault.Kind)
            {
                case FaultKind.Flip:
                    Arrive((byte)(value ^ fault.FlippedBit), isAnswer, now);
                    return;
                case FaultKind.Duplicate:
                    Arrive(value, isAnswer, now);
                    break;
                case FaultKind.Inject:
                    Arrive(fault.InjectedByte, isAnswer, now);
                    break;
                case FaultKind.Delay:
                    Stall(isAnswer, now + fault.DelayTime);
                    break;
                case FaultKind.Nack:
                    Arrive(BootloaderAnswers.Nack, true, now);
                    if (isAnswer && value == BootloaderAnswers.Ack)
                    {
                        return;
                    }

                    break;
            }

            Arrive(value, isAnswer, now);
        }

        private void Stall(bool isAnswer, long until)
        {
            if (isAnswer)
            {
                _hostHearsFrom = until;
            }
            else
            {
                _partHearsFrom = until;
            }
        }

        // After a stall, the bytes follow each other as fast as the line carries them.
        private void Arrive(byte value, bool isAnswer, long now)
        {
            if (isAnswer && now >= _hostHearsFrom)
            {
                _arrived.Enqueue(value);
            }
            else if (isAnswer)
            {
                _toHost.Enqueue(new LateByte(value, _hostHearsFrom));
                _hostHearsFrom += Format.ByteTime;
            }
            else if (now >= _partHearsFrom)
            {
                Hear(value, now);
            }
            else
            {
                _toPart.Enqueue(new LateByte(value, _partHearsFrom));
                _partHearsFrom += Format.ByteTime;
            }
        }

        private void Hear(byte value, long now)
        {
            if (!Plan.IsHung)
            {
                _part.Receive(0, value, Format, now);
            }
        }
    }
}
