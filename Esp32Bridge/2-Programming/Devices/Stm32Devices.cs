namespace Esp32Bridge.Devices
{
    /// <summary>
    /// The STM32 that this firmware programs. Device ids, boot patterns, start times and quirks of the bootloaders:
    /// AN2606, the chapter of each family and "device-dependent bootloader parameters". Flash and RAM sizes, pages, units
    /// and option bytes: the reference manual named at each family, chapters "embedded flash memory" and "memory map".
    /// Erase times: the largest of the data sheets. A row is made when it is asked for: the whole table would fill a tenth of
    /// the memory of an ESP32 without PSRAM.
    /// </summary>
    public sealed partial class Stm32Devices
    {
        private const int Kilobyte = 1024;

        // An address of RAM behind what the bootloaders of most families use themselves, 0x20002000 to 0x20004000 (AN2606, table 226).
        private const uint BehindBootloader = 0x20004000;

        // The option bytes area of L4, G0 and G4 (RM0394 3.4, RM0351 3.4, RM0444 3.4, RM0440 3.4).
        private const uint OptionBytes = 0x1FFF7800;

        private readonly Stm32Device[] _own;

        /// <summary>Creates the table.</summary>
        /// <param name="own">Rows of one's own; they take the place of those with the same device id.</param>
        public Stm32Devices(params Stm32Device[] own)
        {
            _own = own;
        }

        // WRPxA and WRPxB of a bank, in the option bytes area (RM0351 3.4.1, RM0444 3.4.1).
        private static WriteProtection[] Ranges(uint options, int bits, int firstPage)
        {
            return new WriteProtection[]
            {
                new WriteProtection { Address = options + 0x18, Bits = bits, FirstPage = firstPage },
                new WriteProtection { Address = options + 0x20, Bits = bits, FirstPage = firstPage },
            };
        }

        private static WriteProtection[] RangesOfTwoBanks(uint options, uint toSecondBank, int bits, int pagesOfBank)
        {
            WriteProtection[] first = Ranges(options, bits, 0);
            WriteProtection[] second = Ranges(options + toSecondBank, bits, pagesOfBank);
            return new WriteProtection[] { first[0], first[1], second[0], second[1] };
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

            return FindL4(id) ?? FindL4Plus(id) ?? FindL5(id) ?? FindU5(id)
                ?? FindG0(id) ?? FindG4(id) ?? FindF1(id) ?? FindF4(id) ?? FindH5(id);
        }
    }
}
