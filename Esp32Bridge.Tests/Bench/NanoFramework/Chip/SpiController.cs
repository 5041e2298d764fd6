using System.Collections.Generic;
using System.Device.Spi;

namespace Esp32Bridge.Bench.Chip
{
    /// <summary>One of the SPI controllers.</summary>
    public sealed class SpiController
    {
        /// <summary>Gets the settings of the open devices. Clock, mode and bit order are those of the first device that was opened.</summary>
        public List<SpiConnectionSettings> Devices { get; } = new List<SpiConnectionSettings>();

        /// <summary>Gets or sets the GPIO of MOSI.</summary>
        public int MosiPin { get; set; }

        /// <summary>Gets or sets the GPIO of MISO.</summary>
        public int MisoPin { get; set; }

        /// <summary>Gets or sets the GPIO of SCK.</summary>
        public int ClockPin { get; set; }

        /// <summary>Gets or sets the clock in Hz; 0 if IDF refused it.</summary>
        public int Rate { get; set; }

        /// <summary>Gets or sets the mode.</summary>
        public SpiMode Mode { get; set; }

        /// <summary>Gets or sets the bit order.</summary>
        public DataFlow DataFlow { get; set; }
    }
}
