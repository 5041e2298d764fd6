using System;
using System.Device.Gpio;
using System.Device.Spi;
using System.Linq;
using Esp32Bridge.Bench.Chip;
using nanoFramework.Hardware.Esp32;
using Xunit;
using PinMap = nanoFramework.Hardware.Esp32.Configuration;

namespace Esp32Bridge.EndToEnd.StandIns
{
    /// <summary>The stand-in behaves like nanoFramework's SpiDevice on an ESP32, including its pitfalls.</summary>
    public class SpiTests
    {
        private static readonly byte[] _opening = new byte[4];

        [Fact]
        public void Opening_sends_four_bytes_with_the_chip_select_active()
        {
            using FakeWires wires = new FakeWires();
            wires.Run(() =>
            {
                wires.Spi.Exchanged = () => Assert.Equal("5 Low", wires.Pins.Last());
                Open(5).Dispose();
            });
            Assert.Equal(_opening, wires.Spi.Sent);
            Assert.Equal(new[] { "5 High", "5 Low", "5 High" }, Select(wires));
        }

        [Fact]
        public void Each_call_has_a_chip_select_of_its_own_and_reading_sends_zeros()
        {
            using FakeWires wires = new FakeWires();
            wires.Run(() =>
            {
                using SpiDevice device = Open(5);
                wires.Spi.Sent.Clear();
                wires.Pins.Clear();
                byte[] buffer = { 0xEE, 0xEE, 0xEE };
                device.Write(new byte[] { 0x5A, 0x31 });
                device.Read(new SpanByte(buffer, 1, 2));
                Assert.Equal(new byte[] { 0xEE, 7, 8 }, buffer);
                device.TransferFullDuplex(new byte[] { 0xA5 }, new SpanByte(buffer, 0, 1));
                Assert.Equal(9, buffer[0]);
                device.WriteByte(0x79);
                Assert.Equal(11, device.ReadByte());
            });
            Assert.Equal("5A310000A57900", Convert.ToHexString(wires.Spi.Sent.ToArray()));
            Assert.Equal(Enumerable.Repeat(new[] { "5 Low", "5 High" }, 5).SelectMany(pair => pair), Select(wires));
        }

        [Fact]
        public void Without_a_chip_select_no_pin_is_touched_and_such_a_device_exists_once_a_bus()
        {
            using FakeWires wires = new FakeWires();
            wires.Run(() =>
            {
                using SpiDevice device = Open(-1);
                wires.Pins.Clear();
                device.Write(new byte[1]);
                Assert.Empty(wires.Pins);
                Assert.Throws<SpiDeviceAlreadyInUseException>(() => Open(-1));
                using SpiDevice other = Open(-1, 2);
                Assert.Equal("18 34 32", wires.Spi.Pins);
            });
        }

        [Fact]
        public void Clock_mode_and_bit_order_of_the_first_device_hold_for_all_of_its_bus()
        {
            using FakeWires wires = new FakeWires();
            wires.Run(() =>
            {
                using SpiDevice first = SpiDevice.Create(Settings(5, 1, SpiMode.Mode3, DataFlow.LsbFirst, 8000000));
                using SpiDevice second = SpiDevice.Create(Settings(4, 1, SpiMode.Mode0, DataFlow.MsbFirst, 500000));
                wires.Spi.Sent.Clear();
                long start = wires.Now;
                byte[] answer = new byte[16];
                second.TransferFullDuplex(Enumerable.Repeat((byte)0x81, 15).Append((byte)0x0E).ToArray(), answer);
                Assert.Equal(16, wires.Now - start);
                Assert.Equal(SpiMode.Mode3, wires.Spi.Mode);
                Assert.Equal(0x70, wires.Spi.Sent[15]);
                Assert.Equal(0x90, answer[0]);
            });
        }

        [Theory]
        [InlineData(500000, 100, 1600)]
        [InlineData(8000000, 100, 100)]
        [InlineData(7000000, 100, 120)]
        public void The_clock_is_a_whole_part_of_80_MHz(int rate, int bytes, int microseconds)
        {
            using FakeWires wires = new FakeWires();
            wires.Run(() =>
            {
                using SpiDevice device = SpiDevice.Create(Settings(5, 1, SpiMode.Mode0, DataFlow.MsbFirst, rate));
                long start = wires.Now;
                device.Write(new byte[bytes]);
                Assert.Equal(microseconds, wires.Now - start);
            });
        }

        [Theory]
        [InlineData(0)]
        [InlineData(40000000)]
        public void A_clock_that_is_too_fast_is_noticed_by_the_first_transfer_only(int rate)
        {
            using FakeWires wires = new FakeWires();
            wires.Run(() =>
            {
                using SpiDevice device = SpiDevice.Create(Settings(5, 1, SpiMode.Mode0, DataFlow.MsbFirst, rate));
                Assert.Throws<ArgumentException>(() => device.Write(new byte[1]));
            });
            Assert.Empty(wires.Spi.Sent);
        }

        [Fact]
        public void A_bus_has_three_devices()
        {
            using FakeWires wires = new FakeWires();
            wires.Run(() =>
            {
                SpiDevice[] devices = { Open(5), Open(4), Open(-1) };
                Assert.Throws<IndexOutOfRangeException>(() => Open(15));
                devices[1].Dispose();
                devices[1].Dispose();
                Open(15).Dispose();
            });
        }

        [Fact]
        public void A_transfer_that_IDF_refuses_leaves_the_chip_select_active()
        {
            using FakeWires wires = new FakeWires();
            wires.Run(() =>
            {
                using SpiDevice device = Open(5);
                device.Write(new byte[16384]);
                Assert.Equal("5 High", wires.Pins.Last());
                Assert.Throws<ArgumentException>(() => device.Write(new byte[16385]));
                Assert.Equal("5 Low", wires.Pins.Last());
            });
        }

        [Theory]
        [InlineData(2, 3)]
        [InlineData(3, 2)]
        public void Different_lengths_would_spoil_memory(int written, int read)
        {
            using FakeWires wires = new FakeWires();
            wires.Run(() =>
            {
                using SpiDevice device = Open(5);
                Assert.Throws<AccessViolationException>(() => device.TransferFullDuplex(new byte[written], new byte[read]));
            });
        }

        [Fact]
        public void A_span_far_in_its_array_would_be_another_one()
        {
            using FakeWires wires = new FakeWires();
            wires.Run(() =>
            {
                using SpiDevice device = Open(5);
                device.Write(new SpanByte(new byte[40000], 32767, 1));
                Assert.Throws<AccessViolationException>(() => device.Write(new SpanByte(new byte[40000], 32768, 1)));
            });
        }

        [Fact]
        public void Half_duplex_cannot_read_and_simplex_is_refused()
        {
            using FakeWires wires = new FakeWires();
            wires.Run(() =>
            {
                SpiConnectionSettings settings = Settings(5, 1, SpiMode.Mode0, DataFlow.MsbFirst, 500000);
                settings.Configuration = SpiBusConfiguration.Simplex;
                Assert.Throws<SpiDeviceAlreadyInUseException>(() => new SpiDevice(settings));
                settings.Configuration = SpiBusConfiguration.HalfDuplex;
                using SpiDevice device = new SpiDevice(settings);
                device.Write(new byte[1]);
                Assert.Throws<ArgumentException>(() => device.Read(new byte[1]));
                Assert.Throws<InvalidOperationException>(() => device.TransferFullDuplex(new byte[1], new byte[1]));
            });
        }

        [Fact]
        public void The_pins_are_reserved_while_a_device_is_open()
        {
            using FakeWires wires = new FakeWires();
            wires.Run(() =>
            {
                GpioController controller = new GpioController();
                SpiDevice first = Open(5);
                SpiDevice second = Open(4);
                first.Dispose();
                foreach (int pin in new[] { 4, 13, 12, 14 })
                {
                    Assert.Throws<ArgumentException>(() => controller.OpenPin(pin, PinMode.Input));
                }

                controller.OpenPin(5, PinMode.Input);
                Assert.Equal(typeof(Exception), Record.Exception(() => Open(5)).GetType());
                second.Dispose();
                Assert.Equal(0, Session.Current.Spi.Devices);
                foreach (int pin in new[] { 4, 13, 12, 14 })
                {
                    controller.OpenPin(pin, PinMode.Input);
                }

                Assert.Throws<ArgumentException>(() => Open(15));
            });
        }

        [Fact]
        public void SPI2_needs_its_pins_and_SPI1_has_some()
        {
            using FakeWires wires = new FakeWires();
            wires.Run(() =>
            {
                Assert.Throws<ArgumentException>(() => new SpiDevice(new SpiConnectionSettings(2)));
                Assert.Throws<ArgumentException>(() => new SpiDevice(new SpiConnectionSettings(3)));
                Assert.Throws<ArgumentException>(() => new SpiDevice(new SpiConnectionSettings(1, -2)));
                new SpiDevice(new SpiConnectionSettings(1)).Dispose();
                Assert.Equal("23 25 19", wires.Spi.Pins);
            });
        }

        [Fact]
        public void A_closed_device_refuses_transfers()
        {
            using FakeWires wires = new FakeWires();
            wires.Run(() =>
            {
                SpiDevice device = Open(5);
                device.Dispose();
                Assert.Throws<ArgumentException>(() => device.Write(new byte[1]));
            });
        }

        [Fact]
        public void Other_threads_stand_still_during_a_transfer()
        {
            using FakeWires wires = new FakeWires();
            wires.Run(() =>
            {
                using SpiDevice device = Open(5);
                I2cTests.AssertOthersStandStill(moment => wires.Spi.Exchanged = moment, () => device.Write(new byte[1]));
            });
        }

        [Fact]
        public void The_defaults_are_mode_0_and_500_kHz()
        {
            SpiConnectionSettings settings = new SpiConnectionSettings(1);
            Assert.Equal(-1, settings.ChipSelectLine);
            Assert.Equal(500000, settings.ClockFrequency);
            Assert.Equal(SpiMode.Mode0, settings.Mode);
            Assert.Equal(DataFlow.MsbFirst, settings.DataFlow);
            Assert.Equal(SpiBusConfiguration.FullDuplex, settings.Configuration);
            Assert.False((bool)settings.ChipSelectLineActiveState);
        }

        private static string[] Select(FakeWires wires)
        {
            return wires.Pins.Where(change => change.StartsWith("5 ", StringComparison.Ordinal)).ToArray();
        }

        private static SpiDevice Open(int select, int bus = 1)
        {
            return SpiDevice.Create(Settings(select, bus, SpiMode.Mode0, DataFlow.MsbFirst, 500000));
        }

        private static SpiConnectionSettings Settings(int select, int bus, SpiMode mode, DataFlow flow, int rate)
        {
            PinMap.SetPinFunction(13, DeviceFunction.SPI1_MOSI);
            PinMap.SetPinFunction(12, DeviceFunction.SPI1_MISO);
            PinMap.SetPinFunction(14, DeviceFunction.SPI1_CLOCK);
            PinMap.SetPinFunction(18, DeviceFunction.SPI2_MOSI);
            PinMap.SetPinFunction(34, DeviceFunction.SPI2_MISO);
            PinMap.SetPinFunction(32, DeviceFunction.SPI2_CLOCK);
            return new SpiConnectionSettings(bus, select) { Mode = mode, DataFlow = flow, ClockFrequency = rate };
        }
    }
}
