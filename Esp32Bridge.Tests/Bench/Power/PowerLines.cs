using System.Collections.Generic;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Board;
using Esp32Bridge.Configuration;
using Esp32Bridge.Wires;

namespace Esp32Bridge.Bench.Power
{
    /// <summary>Connects the bootloaders of a board to other lines. Each target keeps its UART for its program.</summary>
    public static class PowerLines
    {
        private const int Sda = 13;
        private const int Scl = 4;
        private const int Mosi = 23;
        private const int Miso = 34;
        private const int Sck = 14;

        private static readonly int[] _selects = { 32, 5 };

        /// <summary>Describes a board.</summary>
        /// <param name="lines">The line of each target.</param>
        /// <returns>The wiring.</returns>
        public static BoardDescription Describe(IReadOnlyList<LineKind> lines)
        {
            BoardDescription board = TestBoard.Wiring();
            for (int i = 0; i < lines.Count; i++)
            {
                switch (lines[i])
                {
                    case LineKind.I2c:
                        board.Targets[i].I2c = new I2cWiring("I2C1", Sda, Scl) { Rate = 400000 };
                        break;
                    case LineKind.Spi:
                        board.Targets[i].Spi = new SpiWiring("SPI1", Mosi, Miso, Sck, _selects[i]);
                        break;
                }
            }

            return board;
        }
    }
}
