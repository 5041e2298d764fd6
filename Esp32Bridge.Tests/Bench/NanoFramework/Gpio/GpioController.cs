using Esp32Bridge.Bench.Chip;

namespace System.Device.Gpio
{
    /// <summary>Stands in for nanoFramework's type of this name, as far as the firmware uses it.</summary>
    public sealed class GpioController : IDisposable
    {
        /// <summary>Opens a pin; an output is low at once.</summary>
        /// <param name="pinNumber">The GPIO.</param>
        /// <param name="mode">The mode.</param>
        /// <returns>The pin.</returns>
        public GpioPin OpenPin(int pinNumber, PinMode mode)
        {
            Session.Current.Pins.Open(pinNumber, mode);
            return new GpioPin(pinNumber);
        }

        /// <summary>Does nothing here.</summary>
        public void Dispose()
        {
        }
    }
}
