namespace Esp32Bridge.Board
{
    /// <summary>The I2C bus of the ESP32 to the bootloader of a target. SCL and SDA need pull-ups.</summary>
    public sealed class I2cWiring
    {
        /// <summary>Creates the wiring, at 100 kHz.</summary>
        /// <param name="busName">I2C1 or I2C2. Targets on the same bus have the same pins.</param>
        /// <param name="dataPin">The GPIO at SDA.</param>
        /// <param name="clockPin">The GPIO at SCL.</param>
        public I2cWiring(string busName, int dataPin, int clockPin)
        {
            BusName = busName;
            DataPin = dataPin;
            ClockPin = clockPin;
            Rate = 100000;
        }

        /// <summary>Gets the bus, I2C1 or I2C2.</summary>
        public string BusName { get; }

        /// <summary>Gets the GPIO at SDA.</summary>
        public int DataPin { get; }

        /// <summary>Gets the GPIO at SCL.</summary>
        public int ClockPin { get; }

        /// <summary>Gets or sets the highest rate in Hz: 100000, 400000 or 1000000. At 100000 an ESP32 waits longest for a part that holds SCL: 100 µs.</summary>
        public int Rate { get; set; }

        /// <summary>Gets or sets the 7-bit address of the bootloader; 0 for that of the device table.</summary>
        public int Address { get; set; }
    }
}
