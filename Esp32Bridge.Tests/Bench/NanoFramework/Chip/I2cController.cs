namespace Esp32Bridge.Bench.Chip
{
    /// <summary>One of the I2C controllers.</summary>
    public sealed class I2cController
    {
        /// <summary>Gets or sets how many devices are open, as the native code counts them; its driver is there while it is not 0.</summary>
        public int Devices { get; set; }

        /// <summary>Gets or sets the GPIO of SDA.</summary>
        public int DataPin { get; set; }

        /// <summary>Gets or sets the GPIO of SCL.</summary>
        public int ClockPin { get; set; }

        /// <summary>Gets or sets the rate of all devices, in Hz.</summary>
        public int Rate { get; set; }

        /// <summary>Gets or sets whether the driver clears the bus before the next transfer.</summary>
        public bool IsSuspect { get; set; }

        /// <summary>Gets or sets how many transfers in a row were not acknowledged.</summary>
        public int NotAcknowledged { get; set; }
    }
}
