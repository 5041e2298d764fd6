using System.Collections.Generic;
using System.Device.Spi;
using System.Linq;
using Esp32Bridge.Bench.Chip;

namespace Esp32Bridge.Bench.Board
{
    /// <summary>MOSI, MISO and SCK, and all parts on them. Access it only on the scheduler.</summary>
    public sealed class SpiLines : ISpiLines
    {
        private readonly int _mosiPin;
        private readonly int _misoPin;
        private readonly int _clockPin;
        private readonly List<BoardPart> _parts = new List<BoardPart>();
        private int _onMosi;
        private int _onMiso;

        /// <summary>Creates the lines.</summary>
        /// <param name="mosiPin">The GPIO of MOSI.</param>
        /// <param name="misoPin">The GPIO of MISO.</param>
        /// <param name="clockPin">The GPIO of SCK.</param>
        public SpiLines(int mosiPin, int misoPin, int clockPin)
        {
            _mosiPin = mosiPin;
            _misoPin = misoPin;
            _clockPin = clockPin;
        }

        /// <summary>Gets or sets whether MISO is not connected to the ESP32.</summary>
        public bool IsMisoOpen { get; set; }

        /// <summary>Gets or sets what the ESP32 reads while nobody drives MISO.</summary>
        public byte Floating { get; set; } = byte.MaxValue;

        /// <summary>Gets whether they are on three pins.</summary>
        /// <param name="mosiPin">The GPIO of MOSI.</param>
        /// <param name="misoPin">The GPIO of MISO.</param>
        /// <param name="clockPin">The GPIO of SCK.</param>
        /// <returns>True if they are.</returns>
        public bool AreOn(int mosiPin, int misoPin, int clockPin)
        {
            return mosiPin == _mosiPin && misoPin == _misoPin && clockPin == _clockPin;
        }

        /// <summary>Connects a part.</summary>
        /// <param name="part">The part.</param>
        public void Connect(BoardPart part)
        {
            _parts.Add(part);
        }

        /// <inheritdoc/>
        public byte Exchange(byte value, SpiMode mode, int rate, long now)
        {
            byte sent = Shift(ref _onMosi, value, mode);
            byte answer = byte.MaxValue;
            bool isDriven = false;
            foreach (BoardPart part in _parts.Where(part => part.IsSelected))
            {
                // Two parts that are selected at once pull against each other; low is the stronger one.
                answer &= part.Quality.Carry(part.Chip.Spi.Exchange(part.Quality.Carry(sent, rate), now), rate);
                isDriven = true;
            }

            answer = Shift(ref _onMiso, answer, mode);
            return isDriven && !IsMisoOpen ? answer : Floating;
        }

        // A part has mode 0. With the edges of another one, each side takes the bit that came before.
        private static byte Shift(ref int last, byte value, SpiMode mode)
        {
            byte seen = (byte)(mode == SpiMode.Mode0 ? value : (last << 7) | (value >> 1));
            last = value;
            return seen;
        }
    }
}
