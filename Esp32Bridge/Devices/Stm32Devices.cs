namespace Esp32Bridge.Devices
{
    /// <summary>
    /// The STM32 that this firmware programs. Device ids, boot patterns, start times and quirks of the bootloaders:
    /// AN2606, the chapter of each family and "device-dependent bootloader parameters". Flash and RAM sizes, pages, units
    /// and option bytes: the reference manual named at each family, chapters "embedded flash memory" and "memory map".
    /// Erase times: the largest of the data sheets.
    /// </summary>
    public static class Stm32Devices
    {
        /// <summary>Finds a family.</summary>
        /// <param name="id">The device id that Get ID answered.</param>
        /// <returns>The family, or null when it is not in the table.</returns>
        public static Stm32Device Find(ushort id)
        {
            return FindIn(LowPowerDevices.All, id) ?? FindIn(MainstreamDevices.All, id) ?? FindIn(HighPerformanceDevices.All, id);
        }

        private static Stm32Device FindIn(Stm32Device[] devices, ushort id)
        {
            for (int i = 0; i < devices.Length; i++)
            {
                if (devices[i].Id == id)
                {
                    return devices[i];
                }
            }

            return null;
        }
    }
}
