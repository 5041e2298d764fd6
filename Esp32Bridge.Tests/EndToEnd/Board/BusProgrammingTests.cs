using System;
using System.Collections.Generic;
using System.Linq;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Bench.Chip;
using Esp32Bridge.Board;
using Esp32Bridge.Buses;
using Esp32Bridge.Errors;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using Esp32Bridge.Timing;
using Esp32Bridge.Wires;
using Xunit;

namespace Esp32Bridge.EndToEnd.Board
{
    /// <summary>Parts on buses are programmed in the time of the board, which the speed of the PC does not change.</summary>
    public class BusProgrammingTests
    {
        private const int Size = 4096;

        /// <summary>Gets all parts with I2C, at the rates.</summary>
        public static IEnumerable<object[]> PartsOnI2c
        {
            get { return Cases(part => part.I2cAddress != 0, 100000, 400000); }
        }

        /// <summary>Gets all parts with SPI, at the rate that needs no trial and at the highest one.</summary>
        public static IEnumerable<object[]> PartsOnSpi
        {
            get { return Cases(part => part.SpiVersion != 0, 500000, 4000000); }
        }

        [Theory]
        [MemberData(nameof(PartsOnI2c))]
        public void A_part_on_I2C_is_programmed_without_a_fault(string part, int rate)
        {
            Program(part, (target, _) => target.I2c = new I2cWiring("I2C1", BusBench.DataPin, BusBench.ClockPin) { Rate = rate });
        }

        [Theory]
        [MemberData(nameof(PartsOnSpi))]
        public void A_part_on_SPI_is_programmed_without_a_fault(string part, int rate)
        {
            Program(part, (target, index) =>
            {
                BusBench.ToSpi(target, index);
                target.Spi.Rate = rate;
            });
        }

        [Fact]
        public void If_the_bus_does_not_open_the_UART_beside_it_is_closed_again()
        {
            using BusBench bench = new BusBench(BusBench.ToI2c, "L432", "L432");
            bench.Run(() =>
            {
                TargetDescription b = new TargetDescription("B", new UartWiring("COM2", 16, 17), 21, 22);
                BusBench.ToI2c(b, 1);
                BoardTarget[] targets = BoardTarget.CreateAll(new[] { bench.Board.Part("A").Target, b }, UartPort.UsualBufferSize, new SystemClock(), new BusPorts());
                targets[0].Open(100000, 0x48);

                Assert.Contains("which another target uses now", Assert.Throws<BridgeException>(() => targets[1].Open(100000, 0x48)).Message);

                // It would not open twice.
                targets[1].Open(SerialFormat.ForApplication(115200));
                targets[1].Close();
                targets[0].Close();
            });
        }

        [Fact]
        public void A_part_is_programmed_although_another_one_holds_SDA_since_a_power_cut()
        {
            using BusBench bench = new BusBench(BusBench.ToI2c, "L432", "L412");
            bench.CutInRead("B");
            Assert.Equal("SCL", bench.HighLines());

            bench.Run(() => AssertProgrammed(bench));
        }

        private static IEnumerable<object[]> Cases(Func<Stm32Part, bool> hasBus, params int[] rates)
        {
            return Stm32Parts.Names.Where(name => hasBus(Stm32Parts.Create(name))).SelectMany(name => rates, (name, rate) => new object[] { name, rate });
        }

        private static void Program(string name, Action<TargetDescription, int> connect)
        {
            using BusBench bench = new BusBench(connect, name);
            bench.Run(() => AssertProgrammed(bench));
        }

        // Runs on the ESP32.
        private static void AssertProgrammed(BusBench bench)
        {
            BoardPart part = bench.Board.Part("A");
            bench.Board.Run(_ => part.SetJumper(false));
            FakeLog log = new FakeLog();
            SystemClock clock = new SystemClock();
            byte[] image = FakeImages.Program(Size, "2.0.0");
            FakeImages images = new FakeImages(image);
            BoardTarget target = BoardTarget.CreateAll(new[] { part.Target }, UartPort.UsualBufferSize, clock, new BusPorts())[0];
            ProgrammerSteps.Program(Programmers.Create("A", target, clock, new FakeProgress(), log), images.Describe(part.Chip.Part.Id, Stm32Part.FlashBase, true), images, new FakeFlash().Begin());
            target.Close();
            Assert.Equal(0, Session.Current.I2c.Devices + Session.Current.Spi.Devices + Session.Current.Pins.Held);
            byte[] written = null;
            bench.Board.Run(_ => written = part.Chip.Memory.Flash.Copy(0, image.Length));
            Assert.Equal(image, written);
            Assert.DoesNotContain("recovered", log.Text);
        }
    }
}
