using System.Device.Gpio;

namespace System.Device.Spi
{
    /// <summary>Stands in for nanoFramework's type of this name, as far as the firmware uses it.</summary>
    public sealed class SpiConnectionSettings
    {
        /// <summary>Creates settings with nanoFramework's defaults: mode 0, 500 kHz, the highest bit first.</summary>
        /// <param name="busId">The controller: 1 for SPI1.</param>
        /// <param name="chipSelectLine">The GPIO of the chip select, or -1 for none.</param>
        public SpiConnectionSettings(int busId, int chipSelectLine = -1)
        {
            BusId = busId;
            ChipSelectLine = chipSelectLine;
            ClockFrequency = 500 * 1000;
        }

        internal SpiConnectionSettings(SpiConnectionSettings other)
            : this(other.BusId, other.ChipSelectLine)
        {
            Mode = other.Mode;
            ClockFrequency = other.ClockFrequency;
            DataFlow = other.DataFlow;
            ChipSelectLineActiveState = other.ChipSelectLineActiveState;
            Configuration = other.Configuration;
        }

        /// <summary>Gets or sets the controller.</summary>
        public int BusId { get; set; }

        /// <summary>Gets or sets the GPIO of the chip select, or -1.</summary>
        public int ChipSelectLine { get; set; }

        /// <summary>Gets or sets the mode.</summary>
        public SpiMode Mode { get; set; }

        /// <summary>Gets or sets the clock in Hz.</summary>
        public int ClockFrequency { get; set; }

        /// <summary>Gets or sets the bit order.</summary>
        public DataFlow DataFlow { get; set; }

        /// <summary>Gets or sets the level of the chip select while it is active; low unless it is set.</summary>
        public PinValue ChipSelectLineActiveState { get; set; }

        /// <summary>Gets or sets the configuration of the lines.</summary>
        public SpiBusConfiguration Configuration { get; set; }
    }
}
