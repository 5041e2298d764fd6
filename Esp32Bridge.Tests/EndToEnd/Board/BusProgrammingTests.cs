using System;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Bench.Chip;
using Esp32Bridge.Board;
using Esp32Bridge.Buses;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using Esp32Bridge.Timing;
using Xunit;

namespace Esp32Bridge.EndToEnd.Board
{
    /// <summary>Parts on buses are programmed in the time of the board, which the speed of the PC does not change.</summary>
    public class BusProgrammingTests
    {
        private const int Size = 4096;

        [Theory]
        [InlineData("L432", 100000)]
        [InlineData("L432", 400000)]
        [InlineData("L432", 1000000)]
        [InlineData("L476", 400000)]
        [InlineData("U575", 100000)]
        [InlineData("U575", 400000)]
        public void A_part_on_I2C_is_programmed_without_a_fault(string part, int rate)
        {
            Program(part, (target, _) => target.I2c = new I2cWiring("I2C1", BusBench.DataPin, BusBench.ClockPin) { Rate = rate });
        }

        [Theory]
        [InlineData("L432", 500000)]
        [InlineData("L432", 4000000)]
        [InlineData("L476", 500000)]
        [InlineData("U575", 500000)]
        [InlineData("U575", 4000000)]
        public void A_part_on_SPI_is_programmed_without_a_fault(string part, int rate)
        {
            Program(part, (target, index) =>
            {
                BusBench.ToSpi(target, index);
                target.Spi.Rate = rate;
            });
        }

        private static void Program(string name, Action<TargetDescription, int> connect)
        {
            using BusBench bench = new BusBench(connect, name);
            BoardPart part = bench.Board.Part("A");
            byte[] image = FakeImages.Program(Size, "2.0.0");
            byte[] written = null;
            FakeLog log = new FakeLog();
            bench.Run(() =>
            {
                bench.Board.Run(_ => part.SetJumper(false));
                SystemClock clock = new SystemClock();
                FakeImages images = new FakeImages(image);
                BoardTarget target = BoardTarget.CreateAll(new[] { part.Target }, UartPort.UsualBufferSize, clock, new BusPorts())[0];
                ProgrammerSteps.Program(Programmers.Create("A", target, clock, new FakeProgress(), log), images.Describe(part.Chip.Part.Id, Stm32Part.FlashBase, true), images, new FakeFlash().Begin());
                target.Close();
                Assert.Equal(0, Session.Current.I2c.Devices + Session.Current.Spi.Devices + Session.Current.Pins.Held);
            });
            bench.Board.Run(_ => written = part.Chip.Memory.Flash.Copy(0, image.Length));
            Assert.Equal(image, written);
            Assert.DoesNotContain("recovered", log.Text);
        }
    }
}
