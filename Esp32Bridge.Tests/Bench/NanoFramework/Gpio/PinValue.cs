namespace System.Device.Gpio
{
    /// <summary>Stands in for nanoFramework's type of this name.</summary>
    public readonly struct PinValue
    {
        private readonly bool _high;

        private PinValue(bool high)
        {
            _high = high;
        }

        /// <summary>Gets the high level.</summary>
        public static PinValue High
        {
            get { return new PinValue(true); }
        }

        /// <summary>Gets the low level.</summary>
        public static PinValue Low
        {
            get { return new PinValue(false); }
        }

        /// <summary>Converts from a bool.</summary>
        /// <param name="value">True for high.</param>
        public static implicit operator PinValue(bool value)
        {
            return new PinValue(value);
        }

        /// <summary>Converts to a bool.</summary>
        /// <param name="value">The level.</param>
        public static explicit operator bool(PinValue value)
        {
            return value._high;
        }
    }
}
