using System;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Board;
using Esp32Bridge.Configuration;
using Xunit;

namespace Esp32Bridge.EndToEnd.Board
{
    /// <summary>
    /// Boards with parts on buses: an L432 as target A, a U575 as target B. They are paced, because a bootloader on I2C gives its host
    /// up after a second.
    /// </summary>
    internal static class BusBoard
    {
        /// <summary>Creates a board.</summary>
        /// <param name="busOfA">Connects target A to a bus.</param>
        /// <param name="busOfB">Connects target B to a bus; null for a UART.</param>
        /// <returns>The board.</returns>
        internal static TestBoard Create(Action<TargetDescription> busOfA, Action<TargetDescription> busOfB)
        {
            TargetDescription a = new TargetDescription("A", null, 27, 33);
            TargetDescription b = new TargetDescription("B", busOfB == null ? new UartWiring("COM3", 18, 19) : null, 21, 22);
            busOfA(a);
            busOfB?.Invoke(b);
            return Create(a, b);
        }

        /// <summary>Creates a board.</summary>
        /// <param name="a">Target A.</param>
        /// <param name="b">Target B.</param>
        /// <returns>The board.</returns>
        internal static TestBoard Create(TargetDescription a, TargetDescription b)
        {
            return new TestBoard("L432", "U575", 5000, new BoardDescription(new[] { a, b }, ShippedBoard.Create().ManifestUrl), true);
        }

        /// <summary>Connects a target to I2C1.</summary>
        /// <param name="rate">The rate in Hz.</param>
        /// <param name="address">The address; 0 for that of the device table.</param>
        /// <returns>What connects it.</returns>
        internal static Action<TargetDescription> I2c(int rate, int address = 0)
        {
            return target => target.I2c = new I2cWiring("I2C1", 25, 26) { Rate = rate, Address = address };
        }

        /// <summary>Connects a target to SPI1.</summary>
        /// <param name="select">The GPIO of NSS.</param>
        /// <param name="rate">The rate in Hz.</param>
        /// <returns>What connects it.</returns>
        internal static Action<TargetDescription> Spi(int select, int rate)
        {
            return target => target.Spi = new SpiWiring("SPI1", 23, 34, 14, select) { Rate = rate };
        }

        /// <summary>Asserts that parts hold their new image, and run it.</summary>
        /// <param name="test">The board.</param>
        /// <param name="targets">The targets.</param>
        internal static void AssertProgrammed(TestBoard test, params string[] targets)
        {
            foreach (string target in targets)
            {
                Assert.True(test.Holds(target, test.New(target)), string.Join('\n', test.Board.Log.Lines));
                Assert.Equal("2.0.0", test.Runs(target));
            }
        }
    }
}
