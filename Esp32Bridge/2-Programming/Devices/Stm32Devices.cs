namespace Esp32Bridge.Devices
{
    /// <summary>
    /// The STM32 that this firmware programs. Device ids, boot patterns, start times and quirks of the bootloaders:
    /// AN2606, the chapter of each family and "device-dependent bootloader parameters". Flash and RAM sizes, pages, units
    /// and option bytes: the reference manual named at each family, chapters "embedded flash memory" and "memory map".
    /// Erase times: the largest of the data sheets. A family is made when it is asked for: the whole table would fill a tenth of
    /// the memory of an ESP32 without PSRAM.
    /// </summary>
    public static class Stm32Devices
    {
        /// <summary>Finds a family.</summary>
        /// <param name="id">The device id that Get ID answered.</param>
        /// <returns>The family, or null when it is not in the table.</returns>
        public static Stm32Device Find(ushort id)
        {
            return LowPowerDevices.Find(id) ?? MainstreamDevices.Find(id) ?? HighPerformanceDevices.Find(id);
        }
    }
}
