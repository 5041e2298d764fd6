namespace Esp32Bridge.Tests.Model
{
    /// <summary>
    /// The parts of the model. Ids, RAM, boot patterns, start times and quirks: AN2606; memories and times: the reference
    /// manual named at each family, and the data sheets. If no source says what a bootloader returns, the model takes the
    /// less favourable of what others return.
    /// </summary>
    public static partial class Stm32Parts
    {
        private const int Kilobyte = 1024;

        // RM0351 3.4, RM0394 3.4, RM0440 3.4, RM0444 3.4.
        private const uint AreaOfOptions = 0x1FFF7800;

        // The register FLASH_OPTR of the families with TrustZone.
        private const uint Optr = 0x40022040;

        /// <summary>Gets the names of all parts.</summary>
        public static readonly string[] Names = new string[]
        {
            "L412", "L432", "L471", "L476", "L496", "L4R5", "L4R5S", "V33", "L552", "U575", "U5A5", "U375", "U031", "L053", "L073", "L152", "L151E",
            "G071", "G0B1", "G474", "G474S", "G473B", "C031", "C071", "F051", "F091", "F103", "F103G", "F205", "F303", "F407", "F411", "F427", "F767", "F767D",
            "H503", "H563", "H743", "H743xG", "H7A3", "WB55", "WBA52", "WL55",
        };

        private static readonly byte[] _commandsV31 = new byte[] { 0x00, 0x01, 0x02, 0x11, 0x21, 0x31, 0x44, 0x63, 0x73, 0x82, 0x92 };
        private static readonly byte[] _commandsV33 = new byte[] { 0x00, 0x01, 0x02, 0x11, 0x21, 0x31, 0x44, 0x63, 0x73, 0x82, 0x92, 0xA1 };

        // AN3155 3.1, the example for H5: it has no read protection to set or to end, and no Get Checksum.
        private static readonly byte[] _commandsV40 = new byte[] { 0x00, 0x01, 0x02, 0x11, 0x21, 0x31, 0x44, 0x50, 0x63, 0x73 };
        private static readonly byte[] _commandsV22 = new byte[] { 0x00, 0x01, 0x02, 0x11, 0x21, 0x31, 0x43, 0x63, 0x73, 0x82, 0x92 };

        /// <summary>Makes a part.</summary>
        /// <param name="name">One of <see cref="Names"/>.</param>
        /// <returns>A new part, or null if there is no such part.</returns>
        public static Stm32Part Create(string name)
        {
            Stm32Part part = CreateL4(name) ?? CreateTrustZone(name) ?? CreateL0(name) ?? CreateG0(name) ?? CreateF0(name) ?? CreateF2(name) ?? CreateH7(name) ?? CreateWireless(name);
            if (part != null)
            {
                part.Name = name;
                AddBuses(part);
            }

            return part;
        }

        private static ProtectionField Row(uint word, int firstPage, int pages, int row)
        {
            return new ProtectionField { Word = word, FirstPage = firstPage, Pages = pages, Row = row };
        }

        // PCROP of a range of pages: a word with its first step and, 8 bytes later, one with its last.
        private static ProtectionField ReadOut(uint word, int firstPage, int pages, int row, int stepsOfPage)
        {
            return new ProtectionField { Word = word, OtherWord = word + 8, FirstPage = firstPage, Pages = pages, Row = row, StepsOfPage = stepsOfPage };
        }

        private static ProtectionField[] Join(ProtectionField[] fields, params ProtectionField[] more)
        {
            ProtectionField[] all = new ProtectionField[fields.Length + more.Length];
            fields.CopyTo(all, 0);
            more.CopyTo(all, fields.Length);
            return all;
        }

        // WRP1A, WRP1B, and those of the second bank if it has its own.
        private static ProtectionField[] Rows(uint first, uint toNext, uint second, int pages)
        {
            return second == 0
                ? new ProtectionField[] { Row(first, 0, pages, 0), Row(first + toNext, 0, pages, 1) }
                : new ProtectionField[]
                {
                    Row(first, 0, pages / 2, 0),
                    Row(first + toNext, 0, pages / 2, 1),
                    Row(second, pages / 2, pages / 2, 0),
                    Row(second + toNext, pages / 2, pages / 2, 1),
                };
        }
    }
}
