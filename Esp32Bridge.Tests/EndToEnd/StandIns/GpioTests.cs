using System;
using System.Device.Gpio;
using Xunit;

namespace Esp32Bridge.EndToEnd.StandIns
{
    /// <summary>The stand-in behaves like nanoFramework's pins.</summary>
    public class GpioTests
    {
        [Theory]
        [InlineData(PinMode.Output, "27 Low")]
        [InlineData(PinMode.OutputOpenDrain, "27 Low")]
        [InlineData(PinMode.Input, "27 None")]
        public void An_output_starts_low_and_an_input_does_not_drive(PinMode mode, string expected)
        {
            using FakeWires wires = new FakeWires();
            wires.Run(() => new GpioController().OpenPin(27, mode));
            Assert.Equal(new[] { expected }, wires.Pins);
        }

        [Fact]
        public void Writing_to_an_input_throws()
        {
            using FakeWires wires = new FakeWires();
            wires.Run(() =>
            {
                using GpioPin pin = new GpioController().OpenPin(27, PinMode.Input);
                Assert.Throws<InvalidOperationException>(() => pin.Write(PinValue.Low));
            });
        }

        [Theory]
        [InlineData(6)]
        [InlineData(34)]
        [InlineData(40)]
        public void Pins_of_the_flash_and_inputs_only_are_no_outputs(int pin)
        {
            using FakeWires wires = new FakeWires();
            wires.Run(() => Assert.Throws<ArgumentException>(() => new GpioController().OpenPin(pin, PinMode.Output)));
        }

        [Fact]
        public void Without_supply_all_pins_release_their_lines()
        {
            using FakeWires wires = new FakeWires();
            wires.Run(() => new GpioController().OpenPin(27, PinMode.Output));
            wires.Esp32.PowerOff();
            Assert.Contains("27 None", wires.Pins);
        }
    }
}
