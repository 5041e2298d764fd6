using System;
using System.Device.Gpio;
using System.Device.I2c;
using System.Linq;
using System.Threading;
using Esp32Bridge.Bench.Chip;
using nanoFramework.Hardware.Esp32;
using Xunit;
using PinMap = nanoFramework.Hardware.Esp32.Configuration;

namespace Esp32Bridge.EndToEnd.StandIns
{
    /// <summary>The stand-in behaves like nanoFramework's I2cDevice on an ESP32, including its pitfalls.</summary>
    public class I2cTests
    {
        [Fact]
        public void A_write_and_a_read_are_transfers_of_their_own_and_WriteRead_has_a_repeated_START()
        {
            using FakeWires wires = new FakeWires();
            wires.Run(() =>
            {
                using I2cDevice device = Open();
                byte[] answer = new byte[3];
                Assert.Equal(2u, device.Write(new byte[] { 0x31, 0xCE }).BytesTransferred);
                Assert.Equal(2u, device.Read(new SpanByte(answer, 1, 2)).BytesTransferred);
                Assert.Equal(new byte[] { 0, 1, 2 }, answer);
                Assert.Equal(3u, device.WriteRead(new byte[] { 0x79 }, new SpanByte(answer, 0, 2)).BytesTransferred);
            });
            Assert.Equal("S 44 w, 31, CE, P, S 44 r, P, S 44 w, 79, S 44 r, P", Seen(wires));
        }

        [Fact]
        public void An_empty_write_asks_no_part_for_its_address()
        {
            using FakeWires wires = new FakeWires();
            wires.Run(() =>
            {
                using I2cDevice device = Open(1, 0x11);
                Assert.Equal(I2cTransferStatus.FullTransfer, device.Write(SpanByte.Empty).Status);
            });
            Assert.Equal("P", Seen(wires));
        }

        [Fact]
        public void A_refused_byte_looks_like_a_refused_address_and_nobody_knows_how_many_went_out()
        {
            using FakeWires wires = new FakeWires();
            wires.Run(() =>
            {
                using I2cDevice absent = Open(1, 0x11);
                using I2cDevice device = Open();
                wires.I2c.RefusedByte = 2;
                foreach (I2cDevice each in new[] { absent, device })
                {
                    I2cTransferResult result = each.Write(new byte[] { 1, 2, 3 });
                    Assert.Equal(I2cTransferStatus.SlaveAddressNotAcknowledged, result.Status);
                    Assert.Equal(0u, result.BytesTransferred);
                }
            });
            Assert.Equal("S 11 w, P, S 44 w, 01, 02, P", Seen(wires));
        }

        [Theory]
        [InlineData(I2cBusSpeed.StandardMode, 100)]
        [InlineData(I2cBusSpeed.FastMode, 25)]
        [InlineData(I2cBusSpeed.FastModePlus, 10)]
        public void SCL_may_be_held_for_ten_bits_and_then_the_bus_is_cleared_twice(I2cBusSpeed speed, int limit)
        {
            using FakeWires wires = new FakeWires();
            wires.Run(() =>
            {
                using I2cDevice device = Open(1, FakeI2cLines.Address, speed);
                byte[] answer = { 0xEE };
                wires.I2c.Stretch = limit;
                Assert.Equal(I2cTransferStatus.FullTransfer, device.Write(new byte[1]).Status);

                wires.I2c.Events.Clear();
                wires.I2c.Stretch = limit + 1;
                I2cTransferResult result = device.Read(answer);
                Assert.Equal(I2cTransferStatus.ClockStretchTimeout, result.Status);
                Assert.Equal(0u, result.BytesTransferred);
                Assert.Equal(0xEE, answer[0]);
                Assert.Equal("S 44 r, P", Seen(wires));

                wires.I2c.Stretch = 0;
                Assert.Equal(I2cTransferStatus.FullTransfer, device.Write(new byte[] { 5 }).Status);
                Assert.Equal(I2cTransferStatus.FullTransfer, device.Write(new byte[] { 6 }).Status);
            });
            Assert.Equal("S 44 r, P, P, S 44 w, 05, P, S 44 w, 06, P", Seen(wires));
        }

        [Fact]
        public void A_held_SDA_is_freed_by_nine_pulses_or_the_transfer_fails_at_once()
        {
            using FakeWires wires = new FakeWires();
            wires.Run(() =>
            {
                using I2cDevice device = Open();
                wires.I2c.PulsesToFree = 3;
                Assert.Equal(I2cTransferStatus.FullTransfer, device.Write(new byte[] { 5 }).Status);
                Assert.Equal("clock, clock, clock, P, S 44 w, 05, P", Seen(wires));

                wires.I2c.Events.Clear();
                wires.I2c.PulsesToFree = 100;
                long start = wires.Now;
                Assert.Equal(I2cTransferStatus.ClockStretchTimeout, device.Write(new byte[] { 5 }).Status);
                Assert.DoesNotContain("S 44 w", wires.I2c.Events);
                Assert.Equal(18, wires.I2c.Events.Count(seen => seen == "clock"));
                Assert.InRange(wires.Now - start, 180, 220);
            });
        }

        [Fact]
        public void A_dead_bus_costs_a_second_each_time()
        {
            using FakeWires wires = new FakeWires();
            wires.Run(() =>
            {
                using I2cDevice device = Open();
                wires.I2c.IsDead = true;
                for (int i = 1; i <= 2; i++)
                {
                    Assert.Equal(I2cTransferStatus.ClockStretchTimeout, device.Write(new byte[1]).Status);
                    Assert.InRange(wires.Now, i * 1000000, i * 1000500);
                }
            });
        }

        [Theory]
        [InlineData(11000, I2cTransferStatus.FullTransfer)]
        [InlineData(11200, I2cTransferStatus.ClockStretchTimeout)]
        public void A_transfer_that_takes_longer_than_a_second_fails(int bytes, I2cTransferStatus status)
        {
            using FakeWires wires = new FakeWires();
            wires.Run(() =>
            {
                using I2cDevice device = Open(1, FakeI2cLines.Address, I2cBusSpeed.StandardMode);
                Assert.Equal(status, device.Write(new byte[bytes]).Status);
                Assert.InRange(wires.Now, 990000, 1000500);
            });
        }

        [Fact]
        public void The_tenth_refusal_in_a_row_clears_the_bus()
        {
            using FakeWires wires = new FakeWires();
            wires.Run(() =>
            {
                using I2cDevice device = Open(1, 0x11);
                for (int i = 0; i < 21; i++)
                {
                    device.Write(new byte[1]);
                }
            });
            Assert.Equal(23, wires.I2c.Events.Count(seen => seen == "P"));
        }

        [Fact]
        public void Other_threads_stand_still_during_a_transfer()
        {
            using FakeWires wires = new FakeWires();
            wires.Run(() =>
            {
                using I2cDevice device = Open();
                AssertOthersStandStill(started => wires.I2c.Started = started, () => device.Write(new byte[1]));
            });
        }

        [Fact]
        public void The_speed_of_the_newest_device_holds_for_all_of_its_bus()
        {
            using FakeWires wires = new FakeWires();
            wires.Run(() =>
            {
                using I2cDevice first = Open(1, FakeI2cLines.Address, I2cBusSpeed.FastModePlus);
                Assert.Equal(20, TimeOf(wires, first));
                using I2cDevice other = Open(2, 0x11, I2cBusSpeed.FastMode);
                Assert.Equal(20, TimeOf(wires, first));
                using I2cDevice second = Open(1, 0x11, I2cBusSpeed.StandardMode);
                Assert.Equal(200, TimeOf(wires, first));
            });
        }

        [Fact]
        public void The_driver_goes_with_the_last_device_and_until_then_disposed_ones_go_on()
        {
            using FakeWires wires = new FakeWires();
            wires.Run(() =>
            {
                I2cDevice first = Open();
                I2cDevice second = Open(1, 0x11);
                first.Dispose();
                first.Dispose();
                Assert.Equal(I2cTransferStatus.FullTransfer, first.Write(new byte[1]).Status);
                second.Dispose();
                Assert.Throws<InvalidOperationException>(() => first.Write(new byte[1]));
                Assert.Throws<InvalidOperationException>(() => second.Read(new byte[1]));
                Assert.Equal(0, Session.Current.I2c.Devices);
            });
        }

        [Fact]
        public void A_device_that_finds_its_pins_in_use_takes_the_driver_of_another_one_away()
        {
            using FakeWires wires = new FakeWires();
            wires.Run(() =>
            {
                I2cDevice first = Open();
                GpioController controller = new GpioController();
                controller.OpenPin(21, PinMode.Input);
                Assert.Equal(typeof(Exception), Record.Exception(() => Open(1, 0x11)).GetType());
                Assert.Throws<InvalidOperationException>(() => first.Write(new byte[1]));

                controller.ClosePin(21);
                using I2cDevice second = Open();
                Assert.Equal(I2cTransferStatus.FullTransfer, second.Write(new byte[1]).Status);
            });
        }

        [Fact]
        public void A_pin_that_is_used_as_a_GPIO_is_lost_for_the_bus_until_a_device_is_opened()
        {
            using FakeWires wires = new FakeWires();
            wires.Run(() =>
            {
                using I2cDevice first = Open();
                GpioController controller = new GpioController();
                controller.OpenPin(22, PinMode.OutputOpenDrain);
                controller.ClosePin(22);
                Assert.Equal(I2cTransferStatus.ClockStretchTimeout, first.Write(new byte[1]).Status);
                using I2cDevice second = Open();
                Assert.Equal(I2cTransferStatus.FullTransfer, first.Write(new byte[1]).Status);
            });
        }

        [Fact]
        public void There_are_two_controllers_with_pins_of_their_own()
        {
            using FakeWires wires = new FakeWires();
            wires.Run(() =>
            {
                Assert.Throws<ArgumentException>(() => new I2cDevice(new I2cConnectionSettings(0, 0x44)));
                Assert.Throws<ArgumentException>(() => new I2cDevice(new I2cConnectionSettings(3, 0x44)));
                using I2cDevice first = new I2cDevice(new I2cConnectionSettings(1, 0x44));
                first.Write(new byte[1]);
                Assert.Equal("18 19", wires.I2c.Pins);
                using I2cDevice second = new I2cDevice(new I2cConnectionSettings(2, 0x44));
                second.Write(new byte[1]);
                Assert.Equal("25 26", wires.I2c.Pins);
                Assert.Equal(I2cBusSpeed.FastMode, second.ConnectionSettings.BusSpeed);
            });
            Assert.Equal(new[] { "18 PullUp", "19 PullUp", "25 PullUp", "26 PullUp" }, wires.Pins);
        }

        [Fact]
        public void A_failing_supply_stops_a_transfer_in_the_middle_and_SCL_rises_without_a_STOP()
        {
            using FakeWires wires = new FakeWires();
            wires.I2c.Started = wires.Esp32.PowerOff;
            wires.Esp32.PowerOn(() => Open().Write(new byte[] { 5 }));
            SpinWait.SpinUntil(() => wires.Pins.Contains("39 None") && Seen(wires).Contains("clock", StringComparison.Ordinal), TimeSpan.FromSeconds(20));
            Assert.Equal("S 44 w, clock", Seen(wires));
        }

        /// <summary>Asserts that no other thread of the firmware goes on while an action runs.</summary>
        /// <param name="setMoment">Gets what is to be called in the middle of the action.</param>
        /// <param name="action">The action.</param>
        internal static void AssertOthersStandStill(Action<Action> setMoment, Action action)
        {
            Session session = Session.Current;
            int turns = 0;
            bool ends = false;
            Thread other = new Thread(() =>
            {
                while (!Volatile.Read(ref ends))
                {
                    session.Sleep(0);
                    Interlocked.Increment(ref turns);
                }
            });
            other.Start();
            SpinWait.SpinUntil(() => Volatile.Read(ref turns) > 0);
            int turnsBefore = -1;
            int turnsAfter = -2;
            setMoment(() =>
            {
                // The turn that has begun may end.
                Thread.Sleep(20);
                turnsBefore = Volatile.Read(ref turns);
                Thread.Sleep(50);
                turnsAfter = Volatile.Read(ref turns);
            });
            action();
            Volatile.Write(ref ends, true);
            other.Join();
            Assert.Equal(turnsBefore, turnsAfter);
        }

        private static long TimeOf(FakeWires wires, I2cDevice device)
        {
            long start = wires.Now;
            device.Write(new byte[1]);
            return wires.Now - start;
        }

        private static string Seen(FakeWires wires)
        {
            return string.Join(", ", wires.I2c.Events);
        }

        private static I2cDevice Open(int bus = 1, int address = FakeI2cLines.Address, I2cBusSpeed speed = I2cBusSpeed.FastMode)
        {
            PinMap.SetPinFunction(21, DeviceFunction.I2C1_DATA);
            PinMap.SetPinFunction(22, DeviceFunction.I2C1_CLOCK);
            return I2cDevice.Create(new I2cConnectionSettings(bus, address, speed));
        }
    }
}
