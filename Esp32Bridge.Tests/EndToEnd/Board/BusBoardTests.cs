using System;
using System.Collections.Generic;
using System.Linq;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Bench.Chip;
using Esp32Bridge.Bench.Ota;
using Esp32Bridge.Board;
using Esp32Bridge.Tests.Model;
using Esp32Bridge.Tool.Jobs;
using Xunit;

namespace Esp32Bridge.EndToEnd.Board
{
    /// <summary>Jobs for parts on I2C and SPI, and what wrong wiring says.</summary>
    public class BusBoardTests
    {
        private static readonly int[] _controlPins = { 27, 33, 21, 22 };

        [Fact]
        public void Two_parts_on_one_I2C_bus_are_programmed()
        {
            using TestBoard test = BusBoard.Create(BusBoard.I2c(100000), BusBoard.I2c(400000));
            test.RunJob(test.Job(1));
            AssertProgrammed(test, "A", "B");
        }

        [Fact]
        public void Two_parts_on_one_SPI_bus_are_programmed()
        {
            using TestBoard test = BusBoard.Create(BusBoard.Spi(32, 500000), BusBoard.Spi(4, 500000));
            test.RunJob(test.Job(1));
            AssertProgrammed(test, "A", "B");
        }

        [Fact]
        public void A_part_on_I2C_and_one_on_a_UART_are_programmed()
        {
            using TestBoard test = BusBoard.Create(BusBoard.I2c(400000), null);
            test.RunJob(test.Job(1));
            AssertProgrammed(test, "A", "B");
        }

        [Fact]
        public void A_part_on_SPI_and_one_on_a_UART_are_programmed()
        {
            using TestBoard test = BusBoard.Create(BusBoard.Spi(32, 4000000), null);
            test.RunJob(test.Job(1));
            AssertProgrammed(test, "A", "B");
        }

        [Fact]
        public void A_part_on_I2C_and_one_on_SPI_are_programmed()
        {
            using TestBoard test = BusBoard.Create(BusBoard.I2c(100000), BusBoard.Spi(4, 500000));
            test.RunJob(test.Job(1));
            AssertProgrammed(test, "A", "B");
        }

        [Fact]
        public void The_UART_of_a_part_on_a_bus_is_for_its_program()
        {
            TargetDescription a = new TargetDescription("A", new UartWiring("COM2", 5, 35), 27, 33);
            TargetDescription b = new TargetDescription("B", new UartWiring("COM3", 18, 19), 21, 22);
            BusBoard.I2c(100000)(a);
            BusBoard.Spi(4, 500000)(b);
            using TestBoard test = BusBoard.Create(a, b);
            test.RunJob(test.Job(1));
            test.Wait("A> heartbeat 9 version 2.0.0");
            test.Wait("B> heartbeat 9 version 2.0.0");
            AssertProgrammed(test, "A", "B");
        }

        [Fact]
        public void A_part_on_SPI_is_programmed_at_the_highest_rate_that_its_lines_carry()
        {
            using TestBoard test = BusBoard.Create(BusBoard.Spi(32, 4000000), null);
            test.Board.Part("A").Quality.CarriedRate = 1000000;
            test.RunJob(JobOfA(test));
            Assert.Contains("A: 1000000 Hz", test.Board.Log.Lines);
            AssertProgrammed(test, "A");
        }

        [Fact]
        public void A_part_at_another_address_is_an_error_that_names_the_bus()
        {
            using TestBoard test = BusBoard.Create(BusBoard.I2c(100000, 0x11), null);
            AssertFails(test, "expected an acknowledge and the protocol version; got no acknowledge on the bus", "SCL and SDA and their pull-");
        }

        [Fact]
        public void A_bus_without_pull_ups_is_an_error_that_names_them()
        {
            using TestBoard test = BusBoard.Create(BusBoard.I2c(100000), null);
            test.Board.Part("A").I2c.HasPullUps = false;
            AssertFails(test, "got a clock or a bus that was held", "SCL and SDA and their pull-");
        }

        [Theory]
        [InlineData(0xFF)]
        [InlineData(0x00)]
        [InlineData(0x79)]
        public void An_open_MISO_is_an_error_that_names_it(byte floating)
        {
            using TestBoard test = BusBoard.Create(BusBoard.Spi(32, 500000), null);
            test.Board.Part("A").Spi.IsMisoOpen = true;
            test.Board.Part("A").Spi.Floating = floating;
            AssertFails(test, "expected an answer to 5A and an id; got none", "MISO");
        }

        // The old program runs on: nothing was written.
        private static void AssertFails(TestBoard test, string cause, string contacts)
        {
            test.RunJob(JobOfA(test));
            string error = test.Wait("job 1: failed: A: ");
            Assert.Contains(cause, error);
            Assert.Contains(contacts, error);
            Assert.True(test.Holds("A", test.Old("A")));
            AssertReleased(test);
        }

        private static JobFile JobOfA(TestBoard test)
        {
            JobFile job = BenchJob.Create(1);
            job.Add("A", "A.bin", test.New("A"), test.Board.Part("A").Chip.Part.Id, Stm32Part.FlashBase, "2.0.0");
            return job;
        }

        private static void AssertReleased(TestBoard test)
        {
            foreach (int pin in _controlPins.Concat(test.Description.Targets.SelectMany(BusPins)))
            {
                Assert.Equal(PinDrive.None, test.Board.DriveOf(pin));
            }
        }

        private static IEnumerable<int> BusPins(TargetDescription target)
        {
            return target.I2c != null ? new[] { target.I2c.DataPin, target.I2c.ClockPin }
                : target.Spi != null ? new[] { target.Spi.MosiPin, target.Spi.MisoPin, target.Spi.ClockPin, target.Spi.SelectPin }
                : Array.Empty<int>();
        }

        private static void AssertProgrammed(TestBoard test, params string[] targets)
        {
            BusBoard.AssertProgrammed(test, targets);
            AssertReleased(test);
        }
    }
}
