using Esp32Bridge.Bench.Chip;

namespace System.Device.Gpio
{
    /// <summary>Stands in for nanoFramework's type of this name, as far as the firmware uses it.</summary>
    public sealed class GpioPin : IDisposable
    {
        private bool _disposed;

        internal GpioPin(int pinNumber)
        {
            PinNumber = pinNumber;
        }

        /// <summary>Gets the GPIO.</summary>
        public int PinNumber { get; }

        /// <summary>Gets the mode.</summary>
        /// <returns>The mode.</returns>
        public PinMode GetPinMode()
        {
            return Pins.ModeOf(PinNumber);
        }

        /// <summary>Sets the mode; an output is low at once.</summary>
        /// <param name="value">The mode.</param>
        public void SetPinMode(PinMode value)
        {
            Pins.SetMode(PinNumber, value);
        }

        /// <summary>Reads the level.</summary>
        /// <returns>The level.</returns>
        public PinValue Read()
        {
            return Session.Current.Wires.ReadPin(PinNumber);
        }

        /// <summary>Writes the level; throws on an input.</summary>
        /// <param name="value">The level.</param>
        public void Write(PinValue value)
        {
            Pins.Write(PinNumber, (bool)value);
        }

        /// <summary>Closes the pin.</summary>
        public void Dispose()
        {
            if (!_disposed)
            {
                Pins.Close(PinNumber);
                _disposed = true;
            }
        }

        private PinBank Pins
        {
            get
            {
                if (_disposed)
                {
                    throw new ObjectDisposedException("GpioPin");
                }

                Session session = Session.Current;
                session.Step();
                return session.Pins;
            }
        }
    }
}
