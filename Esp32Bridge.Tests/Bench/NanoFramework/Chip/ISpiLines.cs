using System.Device.Spi;

namespace Esp32Bridge.Bench.Chip
{
    /// <summary>MOSI, MISO and SCK, as the SPI controller of the ESP32 sees them.</summary>
    public interface ISpiLines
    {
        /// <summary>A byte in both directions, the first bit on the line is the highest one.</summary>
        /// <param name="value">The byte on MOSI.</param>
        /// <param name="mode">The mode of the controller.</param>
        /// <param name="rate">The rate in Hz.</param>
        /// <param name="now">The time of its end, in microseconds.</param>
        /// <returns>The byte on MISO.</returns>
        byte Exchange(byte value, SpiMode mode, int rate, long now);
    }
}
