using System;
using System.Device.Gpio;
using System.Device.I2c;
using System.Device.Spi;
using System.Linq;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Bench.Chip;
using Esp32Bridge.Tests.Model;
using Xunit;

namespace Esp32Bridge.EndToEnd.Board
{
    /// <summary>The lines of the buses between the ESP32 and the parts, above all where a part holds them.</summary>
    public class BusLineTests
    {
        private const string GetId = "02 FD/R1/R3/R1";
        private const string Erase = "44 BB/R1/00 00 00/R1/00 01 01";
        private const string EraseWithoutStretching = "45 BA/R1/00 00 00/R1/00 01 01";
        private const string Both = "SDA SCL";

        [Fact]
        public void Parts_on_an_I2C_bus_answer_at_their_addresses()
        {
            using BusBench bench = new BusBench(BusBench.ToI2c, "L432", "L412");
            bench.Run(() =>
            {
                using I2cDevice a = BusBench.OpenI2c(Address(bench, "A"));
                using I2cDevice b = BusBench.OpenI2c(Address(bench, "B"));
                using I2cDevice nobody = BusBench.OpenI2c(0x11);
                Assert.Equal("79 010435 79", BusBench.Say(a, GetId));
                Assert.Equal("79 010464 79", BusBench.Say(b, GetId));
                Assert.Equal("SlaveAddressNotAcknowledged", BusBench.Say(nobody, "R1"));
                Assert.Equal("79 010435 79", BusBench.Say(a, GetId));
                Assert.Equal(Both, bench.HighLines());
            });
        }

        [Fact]
        public void Two_equal_parts_on_an_I2C_bus_do_both_what_is_meant_for_one()
        {
            using BusBench bench = new BusBench(BusBench.ToI2c, "L432", "L432");
            Fill(bench);
            bench.Run(() =>
            {
                using I2cDevice device = BusBench.OpenI2c(Address(bench, "A"));
                Assert.Equal("79 79", BusBench.Say(device, EraseWithoutStretching));
                Session.Current.Sleep(40);
            });
            Assert.All(bench.Board.Parts, part => Assert.Equal(0xFF, part.Chip.Memory.Flash.Read(2048)));
        }

        [Fact]
        public void A_part_that_erases_answers_busy_or_holds_SCL_until_it_is_done()
        {
            using BusBench bench = new BusBench(BusBench.ToI2c, "L432");
            bench.Run(() =>
            {
                using I2cDevice device = BusBench.OpenI2c(Address(bench, "A"));
                Assert.Equal("79 79 76", BusBench.Say(device, EraseWithoutStretching + "/R1"));
                Session.Current.Sleep(40);
                Assert.Equal("79", BusBench.Say(device, "R1"));

                Assert.Equal("79 79 ClockStretchTimeout", BusBench.Say(device, Erase + "/R1"));
                Assert.Equal("SDA", bench.HighLines());
                Session.Current.Sleep(40);

                // It is done, and waits with its acknowledge for clocks that do not come.
                Assert.Equal("SCL", bench.HighLines());
                Assert.Equal("ClockStretchTimeout", BusBench.Say(device, "R1"));

                // The clocks that freed SDA have put it out of step: it waits for its timeout.
                Assert.Equal("SDA", bench.HighLines());
                Session.Current.Sleep(2000);
                Assert.Equal(Both, bench.HighLines());
                Assert.Equal("79 010435 79", BusBench.Say(device, GetId));
            });
        }

        [Fact]
        public void A_part_that_is_waited_for_without_the_bus_acknowledges_its_work()
        {
            using BusBench bench = new BusBench(BusBench.ToI2c, "L432");
            bench.Run(() =>
            {
                using I2cDevice device = BusBench.OpenI2c(Address(bench, "A"));
                Assert.Equal("79 79", BusBench.Say(device, Erase));
                Session.Current.Sleep(40);
                Assert.Equal("79", BusBench.Say(device, "R1"));
            });
        }

        [Fact]
        public void A_part_that_holds_SCL_lets_the_next_transfer_wait_and_all_threads_with_it()
        {
            using BusBench bench = new BusBench(BusBench.ToI2c, "L432");
            bench.Run(() =>
            {
                using I2cDevice device = BusBench.OpenI2c(Address(bench, "A"));
                BusBench.Say(device, Erase + "/R1");
                long start = Now(bench);
                BusBench.Say(device, "R1");
                Assert.InRange(Now(bench) - start, 15000, 1000000);
            });
        }

        [Fact]
        public void The_supply_of_the_ESP32_fails_in_a_read_and_a_part_holds_SDA_until_it_is_clocked()
        {
            using BusBench bench = new BusBench(BusBench.ToI2c, "L432");
            bench.CutInRead("A");
            Assert.Equal("SCL", bench.HighLines());

            bench.Run(() =>
            {
                GpioController controller = new GpioController();
                using GpioPin data = controller.OpenPin(BusBench.DataPin, PinMode.Input);
                using GpioPin clock = controller.OpenPin(BusBench.ClockPin, PinMode.OutputOpenDrain);
                Assert.False((bool)data.Read());
                int pulses = 0;
                for (; pulses < 9 && !(bool)data.Read(); pulses++)
                {
                    clock.Write(PinValue.Low);
                    clock.Write(PinValue.High);
                }

                Assert.InRange(pulses, 1, 9);
                Assert.Equal(Both, bench.HighLines());
            });
        }

        [Fact]
        public void The_supply_of_a_part_fails_in_a_write_and_the_byte_is_not_acknowledged()
        {
            using BusBench bench = new BusBench(BusBench.ToI2c, "L432");
            bench.Run(() =>
            {
                using I2cDevice device = BusBench.OpenI2c(Address(bench, "A"));
                Assert.Equal("79", BusBench.Say(device, "31 CE/R1"));
                bench.Board.Run(_ => bench.Board.Cut = new PowerCut(bench.Board.Steps + 4, "A"));
                Assert.Equal("SlaveAddressNotAcknowledged", BusBench.Say(device, "08 00 00 00 08"));
                Assert.Equal(PartState.Off, bench.Board.Part("A").Chip.State);
                Assert.Equal(Both, bench.HighLines());
            });
        }

        [Fact]
        public void Without_pull_ups_those_of_the_ESP32_make_levels_but_no_transfer()
        {
            using BusBench bench = new BusBench(BusBench.ToI2c, "L432");
            bench.Board.Part("A").I2c.HasPullUps = false;
            bench.Run(() =>
            {
                Assert.Equal(string.Empty, bench.HighLines());
                using I2cDevice device = BusBench.OpenI2c(Address(bench, "A"));
                Assert.Equal(Both, bench.HighLines());
                long start = Now(bench);
                Assert.Equal("ClockStretchTimeout", BusBench.Say(device, "02 FD"));
                Assert.InRange(Now(bench) - start, 1000000, 1001000);
            });
        }

        [Fact]
        public void A_part_on_SPI_hears_only_while_NSS_is_low()
        {
            using BusBench bench = new BusBench(BusBench.ToSpi, "L432", "L412");
            bench.Run(() =>
            {
                using SpiDevice device = BusBench.OpenSpi(SpiMode.Mode0);
                GpioController controller = new GpioController();
                using GpioPin a = controller.OpenPin(BusBench.FirstSelectPin, PinMode.Output);
                using GpioPin b = controller.OpenPin(BusBench.FirstSelectPin + 1, PinMode.Output);
                b.Write(PinValue.High);
                Assert.Equal("A5A50079A5", Exchange(device, "5A00000079"));
                b.Write(PinValue.Low);
                a.Write(PinValue.High);
                Assert.Equal("A5A50079A5", Exchange(device, "5A00000079"));
                b.Write(PinValue.High);
                Assert.Equal("FFFF", Exchange(device, "5A00"));
            });
        }

        [Fact]
        public void A_transfer_takes_the_time_of_its_bits()
        {
            using BusBench bench = new BusBench(BusBench.ToSpi, "L432");
            bench.Run(() =>
            {
                using SpiDevice device = BusBench.OpenSpi(SpiMode.Mode0);
                long start = Now(bench);
                device.Write(new byte[258]);
                Assert.InRange(Now(bench) - start, 258 * 16, (258 * 16) + 100);
                using I2cDevice nobody = BusBench.OpenI2c(0x11);
                start = Now(bench);
                nobody.Write(new byte[258]);
                Assert.InRange(Now(bench) - start, 110, 210);
            });
        }

        [Theory]
        [InlineData(SpiMode.Mode1)]
        [InlineData(SpiMode.Mode2)]
        [InlineData(SpiMode.Mode3)]
        public void A_part_on_SPI_does_not_understand_another_mode(SpiMode mode)
        {
            using BusBench bench = new BusBench(BusBench.ToSpi, "L432");
            bench.Run(() =>
            {
                using SpiDevice device = BusBench.OpenSpi(mode);
                using GpioPin select = new GpioController().OpenPin(BusBench.FirstSelectPin, PinMode.Output);
                Assert.DoesNotContain("79", Exchange(device, "5A0000000000000000"));
            });
        }

        [Fact]
        public void Two_parts_that_are_selected_at_once_pull_against_each_other()
        {
            using BusBench bench = new BusBench(BusBench.ToSpi, "L432", "L412");
            bench.Run(() =>
            {
                using SpiDevice device = BusBench.OpenSpi(SpiMode.Mode0);
                GpioController controller = new GpioController();
                using GpioPin a = controller.OpenPin(BusBench.FirstSelectPin, PinMode.Output);
                using GpioPin b = controller.OpenPin(BusBench.FirstSelectPin + 1, PinMode.Output);
                b.Write(PinValue.High);
                Exchange(device, "5A0000");
                b.Write(PinValue.Low);

                // One has 79 where the other one has A5.
                Assert.Equal("21A5", Exchange(device, "5A00"));
            });
        }

        private static string Exchange(SpiDevice device, string bytes)
        {
            byte[] sent = Convert.FromHexString(bytes);
            byte[] heard = new byte[sent.Length];
            device.TransferFullDuplex(sent, heard);
            return Convert.ToHexString(heard);
        }

        private static void Fill(BusBench bench)
        {
            bench.Board.Run(_ =>
            {
                foreach (BoardPart part in bench.Board.Parts)
                {
                    part.Chip.Memory.Flash.Load(0, new byte[4096]);
                }
            });
        }

        private static long Now(BusBench bench)
        {
            IEsp32Wires wires = bench.Board;
            return wires.Now;
        }

        private static int Address(BusBench bench, string target)
        {
            return bench.Board.Part(target).Chip.Part.I2cAddress;
        }
    }
}
