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
            PinBank pins = Session.Current.Pins;
            pins.Open(pinNumber, mode);
            GpioPin pin = new GpioPin(pinNumber);
            pins.Hold(pin);
            return pin;
        }

        /// <summary>Closes a pin. Like the library, the controller holds an open pin until then, even a disposed one.</summary>
        /// <param name="pinNumber">The GPIO.</param>
        public void ClosePin(int pinNumber)
        {
            GpioPin pin = Session.Current.Pins.LetGo(pinNumber) ?? throw new InvalidOperationException("pin " + pinNumber + " is not open");
            pin.Dispose();
        }

        /// <summary>Does nothing here.</summary>
        public void Dispose()
        {
        }
    }
}
