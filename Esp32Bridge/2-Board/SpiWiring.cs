namespace Esp32Bridge.Board
{
    /// <summary>The SPI bus of the ESP32 to the bootloader of a target.</summary>
    public sealed class SpiWiring
    {
        /// <summary>Creates the wiring, at 500 kHz.</summary>
        /// <param name="busName">SPI1 or SPI2. Targets on the same bus have the same pins, but for NSS.</param>
        /// <param name="mosiPin">The GPIO at MOSI.</param>
        /// <param name="misoPin">The GPIO at MISO.</param>
        /// <param name="clockPin">The GPIO at SCK.</param>
        /// <param name="selectPin">The GPIO at NSS.</param>
        public SpiWiring(string busName, int mosiPin, int misoPin, int clockPin, int selectPin)
        {
            BusName = busName;
            MosiPin = mosiPin;
            MisoPin = misoPin;
            ClockPin = clockPin;
            SelectPin = selectPin;
            Rate = 500000;
        }

        /// <summary>Gets the bus, SPI1 or SPI2.</summary>
        public string BusName { get; }

        /// <summary>Gets the GPIO at MOSI.</summary>
        public int MosiPin { get; }

        /// <summary>Gets the GPIO at MISO.</summary>
        public int MisoPin { get; }

        /// <summary>Gets the GPIO at SCK.</summary>
        public int ClockPin { get; }

        /// <summary>Gets the GPIO at NSS.</summary>
        public int SelectPin { get; }

        /// <summary>Gets or sets the highest rate in Hz, 100000 to 8000000. A rate above 500000 is used only if a trial shows that part and line support it.</summary>
        public int Rate { get; set; }
    }
}
