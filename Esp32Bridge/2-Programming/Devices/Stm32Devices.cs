namespace Esp32Bridge.Devices
{
    /// <summary>
    /// The STM32 that this firmware programs. Device ids, boot patterns, start times and quirks of the bootloaders:
    /// AN2606, the chapter of each family and "device-dependent bootloader parameters". Flash and RAM sizes, pages, units
    /// and option bytes: the reference manual named at each family, chapters "embedded flash memory" and "memory map".
    /// Erase times: the largest of the data sheets. A row is made when it is asked for: the whole table would fill a tenth of
    /// the memory of an ESP32 without PSRAM.
    /// </summary>
    public sealed class Stm32Devices
    {
        private readonly Stm32Device[] _own;

        /// <summary>Creates the table.</summary>
        /// <param name="own">Rows of one's own; they take the place of those with the same device id.</param>
        public Stm32Devices(params Stm32Device[] own)
        {
            _own = own;
        }

        /// <summary>Finds a part.</summary>
        /// <param name="id">The device id that Get ID answered.</param>
        /// <returns>Its row, or null when it is not in the table.</returns>
        public Stm32Device Find(ushort id)
        {
            for (int i = 0; i < _own.Length; i++)
            {
                if (_own[i].Id == id)
                {
                    return _own[i];
                }
            }

            return L4.Find(id) ?? L4Plus.Find(id) ?? L5.Find(id) ?? U5.Find(id)
                ?? G0.Find(id) ?? G4.Find(id) ?? F1.Find(id) ?? F4.Find(id) ?? H5.Find(id);
        }
    }
}
