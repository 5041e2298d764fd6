using System;
using System.Collections.Concurrent;
using Esp32Bridge.Bench.Chip;

namespace Esp32Bridge.EndToEnd.StandIns
{
    /// <summary>Lines with a part at 0x44 that answers 1, 2, 3 and so on. They record what they see.</summary>
    public sealed class FakeI2cLines : II2cLines
    {
        /// <summary>The address of the part.</summary>
        public const int Address = 0x44;

        private long _heldUntil;
        private byte _answer;
        private int _written;

        /// <summary>Gets or sets the GPIOs of SDA and SCL that were used last.</summary>
        public string Pins { get; set; }

        /// <summary>Gets what was on the lines: "S 44 w", bytes, "clock", "P".</summary>
        public ConcurrentQueue<string> Events { get; } = new ConcurrentQueue<string>();

        /// <summary>Gets or sets how long SCL is held after the address, in microseconds.</summary>
        public long Stretch { get; set; }

        /// <summary>Gets or sets which byte is not acknowledged, from 1; 0 for none.</summary>
        public int RefusedByte { get; set; }

        /// <summary>Gets or sets how many pulses on SCL it takes until SDA is high.</summary>
        public int PulsesToFree { get; set; }

        /// <summary>Gets or sets whether both lines stay low.</summary>
        public bool IsDead { get; set; }

        /// <summary>Gets or sets the action at each START, or null.</summary>
        public Action Started { get; set; }

        /// <inheritdoc/>
        public long ClockLowUntil(long now)
        {
            return IsDead ? long.MaxValue : _heldUntil;
        }

        /// <inheritdoc/>
        public bool IsDataLow(long now)
        {
            return IsDead || PulsesToFree > 0;
        }

        /// <inheritdoc/>
        public bool Start(int address, bool isRead, int rate, long now)
        {
            Events.Enqueue($"S {address:X2} {(isRead ? "r" : "w")}");
            Started?.Invoke();
            _written = 0;
            _heldUntil = now + Stretch;
            return address == Address;
        }

        /// <inheritdoc/>
        public bool Write(byte value, long now)
        {
            Events.Enqueue(value.ToString("X2"));
            _written++;
            return _written != RefusedByte;
        }

        /// <inheritdoc/>
        public byte Read(long now)
        {
            return ++_answer;
        }

        /// <inheritdoc/>
        public void Stop(long now)
        {
            Events.Enqueue("P");
        }

        /// <inheritdoc/>
        public void Clock(long now)
        {
            Events.Enqueue("clock");
            PulsesToFree--;
        }
    }
}
