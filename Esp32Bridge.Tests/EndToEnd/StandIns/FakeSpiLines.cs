using System;
using System.Collections.Generic;
using System.Device.Spi;
using Esp32Bridge.Bench.Chip;

namespace Esp32Bridge.EndToEnd.StandIns
{
    /// <summary>Lines that answer 1, 2, 3 and so on, and record what they see.</summary>
    public sealed class FakeSpiLines : ISpiLines
    {
        private byte _answer;

        /// <summary>Gets or sets the GPIOs of MOSI, MISO and SCK that were used last.</summary>
        public string Pins { get; set; }

        /// <summary>Gets the bytes on MOSI.</summary>
        public List<byte> Sent { get; } = new List<byte>();

        /// <summary>Gets the mode of the last byte.</summary>
        public SpiMode Mode { get; private set; }

        /// <summary>Gets or sets the action at each byte, or null.</summary>
        public Action Exchanged { get; set; }

        /// <inheritdoc/>
        public byte Exchange(byte value, SpiMode mode, int rate, long now)
        {
            Exchanged?.Invoke();
            Mode = mode;
            Sent.Add(value);
            return ++_answer;
        }
    }
}
