using System.Collections;
using Esp32Bridge.An3155;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Model;

namespace Esp32Bridge.Tests.Fakes
{
    /// <summary>
    /// A virtual STM32 as a target, on wires without an ESP32, in virtual time: a Read that waits for the part lets
    /// exactly the time pass that the part takes.
    /// </summary>
    public sealed class ModelTarget : ITargetLink, IBootloaderPort, IPartEnvironment
    {
        private readonly FakeClock _clock;
        private readonly UartFormat _format;
        private readonly Queue _received = new Queue();
        private bool _isOpen;

        /// <summary>Creates a target with an erased flash, and switches it on.</summary>
        /// <param name="part">What part it is.</param>
        /// <param name="clock">The time.</param>
        public ModelTarget(Stm32Part part, FakeClock clock)
        {
            _clock = clock;
            _format = new UartFormat(115200, UartParity.Even);
            Part = new VirtualStm32(part, this);
            Part.PowerOn(clock.Microseconds);
        }

        /// <summary>Gets the part.</summary>
        public VirtualStm32 Part { get; }

        /// <summary>Gets what was written to the part, frame by frame, when <see cref="Records"/> is set.</summary>
        public ArrayList Written { get; } = new ArrayList();

        /// <summary>Gets or sets whether <see cref="Written"/> is kept.</summary>
        public bool Records { get; set; }

        /// <summary>Gets or sets after how many more steps the part loses its supply, 0 for never.</summary>
        public int StepsToPowerCut { get; set; }

        /// <summary>Gets whether the line and the pins are let go of.</summary>
        public bool IsClosed
        {
            get { return !_isOpen; }
        }

        /// <inheritdoc/>
        public IBootloaderPort Port
        {
            get { return this; }
        }

        /// <inheritdoc/>
        public void Open()
        {
            _isOpen = true;
            _received.Clear();
            Part.Disturb(0, _clock.Microseconds);
        }

        /// <inheritdoc/>
        public void ResetIntoBootloader()
        {
            Reset(true);
        }

        /// <inheritdoc/>
        public void ResetIntoApplication()
        {
            Reset(false);
        }

        /// <inheritdoc/>
        public void Close()
        {
            _isOpen = false;
            Part.SetBoot0(false);
            Part.Disturb(0, _clock.Microseconds);
        }

        /// <inheritdoc/>
        public void Write(byte[] buffer, int offset, int count)
        {
            if (Records)
            {
                Written.Add(Hex.ToText(buffer, offset, count));
            }

            for (int i = 0; i < count; i++)
            {
                _clock.Microseconds += _format.ByteTime;
                Part.Receive(0, buffer[offset + i], _format, _clock.Microseconds);
            }
        }

        /// <inheritdoc/>
        public int Read(byte[] buffer, int offset, int count, int timeout)
        {
            long end = _clock.Microseconds + (timeout * 1000L) + (count * _format.ByteTime);
            Part.Advance(_clock.Microseconds);
            while (_received.Count < count && Part.NextEvent <= end)
            {
                Pass(Part.NextEvent);
            }

            if (_received.Count < count)
            {
                Pass(end);
            }

            int read = 0;
            while (read < count && _received.Count > 0)
            {
                buffer[offset + read++] = (byte)_received.Dequeue();
            }

            return read;
        }

        /// <inheritdoc/>
        public int Drain()
        {
            Part.Advance(_clock.Microseconds);
            int count = _received.Count;
            _received.Clear();
            return count;
        }

        /// <inheritdoc/>
        public void Deliver(int port, byte value, UartFormat format, long now)
        {
            if (_isOpen)
            {
                byte[] received = format.Sample(value, _format);
                for (int i = 0; i < received.Length; i++)
                {
                    _received.Enqueue(received[i]);
                }
            }
        }

        /// <inheritdoc/>
        public bool LosesPower(long now)
        {
            return StepsToPowerCut > 0 && --StepsToPowerCut == 0;
        }

        private void Reset(bool boot0)
        {
            Part.SetBoot0(boot0);
            Part.SetReset(true, _clock.Microseconds);
            _clock.Sleep(20);
            Part.SetReset(false, _clock.Microseconds);
            _clock.Sleep(10);
        }

        private void Pass(long time)
        {
            if (time > _clock.Microseconds)
            {
                _clock.Microseconds = time;
            }

            Part.Advance(_clock.Microseconds);
        }
    }
}
