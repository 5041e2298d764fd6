using System;
using System.Threading;
using Esp32Bridge.Bench.Board;
using Xunit;

namespace Esp32Bridge.EndToEnd.Board
{
    /// <summary>The supply of the ESP32 or of a part fails in the middle of a transfer, while two parts share a bus.</summary>
    public class BusPowerTests
    {
        [Theory]
        [InlineData(null, 61)]
        [InlineData(null, 402)]
        [InlineData(null, 1503)]
        [InlineData("A", 73)]
        [InlineData("B", 1504)]
        public void A_job_over_I2C_goes_on_after_a_power_cut(string victim, int step)
        {
            using TestBoard test = BusBoard.Create(BusBoard.I2c(400000), BusBoard.I2c(400000));
            Run(test, victim, step);
        }

        [Theory]
        [InlineData(null, 61)]
        [InlineData(null, 1503)]
        [InlineData("A", 73)]
        [InlineData("B", 1504)]
        public void A_job_over_SPI_goes_on_after_a_power_cut(string victim, int step)
        {
            using TestBoard test = BusBoard.Create(BusBoard.Spi(32, 500000), BusBoard.Spi(4, 500000));
            Run(test, victim, step);
        }

        private static void Run(TestBoard test, string victim, int step)
        {
            using ManualResetEventSlim isCut = new ManualResetEventSlim();
            test.Board.PowerWasCut += _ => isCut.Set();
            test.Board.Log.LineWritten += line =>
            {
                if (line == "A: writing" && !isCut.IsSet)
                {
                    test.Board.Run(_ => test.Board.Cut = new PowerCut(test.Board.Steps + step, victim));
                }
            };
            test.Publish(test.Job(1));
            test.Board.PowerOn();
            Assert.True(isCut.Wait(TimeSpan.FromSeconds(60)));
            test.Board.PowerOn();

            test.WaitForEnd();

            BusBoard.AssertProgrammed(test, "A", "B");
        }
    }
}
