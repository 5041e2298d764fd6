namespace Esp32Bridge.Tests.Model
{
    /// <content>F0 (RM0091), F1 (RM0008, PM0075, PM0068), F3 (RM0316): units of two bytes, option bytes with complements.</content>
    public static partial class Stm32Parts
    {
        private const uint AreaOfF0 = 0x1FFFF800;

        private static Stm32Part CreateF0(string name)
        {
            Stm32Part part;
            switch (name)
            {
                case "F051":
                    part = F0(0x440, 64, 1, 8, 0x20000800);
                    part.SystemMemory = 0x1FFFEC00;
                    part.SystemMemorySize = 3 * Kilobyte;
                    return part;
                case "F091":
                    part = F0(0x442, 256, 2, 32, 0x20001800);
                    part.SystemMemory = 0x1FFFD800;
                    part.SystemMemorySize = 8 * Kilobyte;
                    part.BootPin = new OptionField(AreaOfF0, 23);
                    part.Boot0 = new OptionField(AreaOfF0, 19);
                    part.HasEmptyFlag = true;
                    return part;
                case "F303":
                    part = F0(0x422, 256, 2, 40, 0x20001400);
                    part.SystemMemory = 0x1FFFD800;
                    part.SystemMemorySize = 8 * Kilobyte;
                    part.StartTime = 43400;
                    return part;
                case "F103":
                    return F1(0x410, 128, 1, 20, 0x20000200, 0x1FFFF000, 2);
                case "F103G":
                    // Bank 2 has the page numbers above 255, which Erase cannot express.
                    part = F1(0x430, 1024, 2, 96, 0x20000800, 0x1FFFE000, 6);
                    part.BootBank2 = new OptionField(AreaOfF0, 19, true);
                    return part;
                default:
                    return null;
            }
        }

        private static Stm32Part F1(ushort id, int flash, int page, int ram, uint firstFreeRam, uint systemMemory, int systemMemorySize)
        {
            Stm32Part part = F0(id, flash, page, ram, firstFreeRam);
            part.SystemMemory = systemMemory;
            part.SystemMemorySize = systemMemorySize * Kilobyte;
            part.FlashSizeRegister = 0x1FFFF7E0;
            part.OpenLevel = 0xA5;
            part.Boot1 = null;
            part.ProtocolVersion = 0x22;
            part.Commands = _commandsV22;
            part.StartTime = 10000;
            part.IsSilentOnBadAddress = true;
            part.WriteProtection = SectorBytes(part, 4 / page);
            return part;
        }

        private static Stm32Part F0(ushort id, int flash, int page, int ram, uint firstFreeRam)
        {
            Stm32Part part = new Stm32Part
            {
                Id = id,
                Clock = 8,
                FlashSize = flash * Kilobyte,
                PageSize = page * Kilobyte,
                ProgramUnit = 2,
                RamSize = ram * Kilobyte,
                FirstFreeRam = firstFreeRam,
                FlashSizeRegister = 0x1FFFF7CC,
                Options = new OptionArea[] { new OptionArea(AreaOfF0, 16, OptionFormat.ByteAndComplement) },
                ProtectionLevel = new OptionField(AreaOfF0, 0xFF, 0),
                Boot1 = new OptionField(AreaOfF0, 20),
                ProtocolVersion = 0x31,
                Commands = _commandsV31,
                StartTime = 1600,
                PageEraseTime = 30000,
                MassEraseTime = 30000,
                UnitTime = 52,
                SyncAcks = 1,
                ProtectedNacks = 1,
            };
            part.WriteProtection = SectorBytes(part, 4 / page);
            return part;
        }

        // WRP0 to WRP3: a bit for each sector of 4 KiB, and the last bit for all that follow.
        private static ProtectionField[] SectorBytes(Stm32Part part, int pagesOfSector)
        {
            ProtectionField[] fields = new ProtectionField[5];
            for (int i = 0; i < 4; i++)
            {
                fields[i] = new ProtectionField
                {
                    Word = AreaOfF0 + 8 + (uint)(i / 2 * 4),
                    LowestBit = i % 2 * 16,
                    FirstPage = i * 8 * pagesOfSector,
                    Pages = (i < 3 ? 8 : 7) * pagesOfSector,
                    PagesOfBit = pagesOfSector,
                };
            }

            fields[4] = new ProtectionField { Word = AreaOfF0 + 12, LowestBit = 23, FirstPage = 31 * pagesOfSector, Pages = 1, PagesOfBit = part.PageCount };
            return fields;
        }
    }
}
