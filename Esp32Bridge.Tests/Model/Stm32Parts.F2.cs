namespace Esp32Bridge.Tests.Model
{
    /// <content>
    /// F2 (RM0033), F4 (RM0090), F7 (RM0410): sectors of different sizes. Their bootloaders assume a low supply voltage and
    /// program byte by byte, at the times of "parallelism x8".
    /// </content>
    public static partial class Stm32Parts
    {
        private const uint AreaOfF2 = 0x1FFFC000;
        private const uint AreaOfF7 = 0x1FFF0000;

        private static readonly int[] _sectorsOf1M = new int[] { 16, 16, 16, 16, 64, 128, 128, 128, 128, 128, 128, 128 };
        private static readonly int[] _sectorsOf512K = new int[] { 16, 16, 16, 16, 64, 128, 128, 128 };
        private static readonly int[] _sectorsOfTwo512K = new int[] { 16, 16, 16, 16, 64, 128, 128, 128, 16, 16, 16, 16, 64, 128, 128, 128 };
        private static readonly int[] _sectorsOf2M = new int[] { 32, 32, 32, 32, 128, 256, 256, 256, 256, 256, 256, 256 };
        private static readonly int[] _sectorsOfTwo1M = new int[] { 16, 16, 16, 16, 64, 128, 128, 128, 128, 128, 128, 128, 16, 16, 16, 16, 64, 128, 128, 128, 128, 128, 128, 128 };

        private static Stm32Part CreateF2(string name)
        {
            Stm32Part part;
            switch (name)
            {
                case "F205":
                    part = F2(0x411, _sectorsOf1M, 128, 0x20002000);
                    part.StartTime = 134000;
                    return part;
                case "F407":
                    part = F2(0x413, _sectorsOf1M, 128, 0x20002000);
                    part.StartTime = 84590;
                    return part;
                case "F411":
                    part = F2(0x431, _sectorsOf512K, 128, 0x20003000);
                    part.StartTime = 74000;
                    part.WriteProtection = new ProtectionField[] { new ProtectionField { Word = AreaOfF2 + 8, Pages = 8, PagesOfBit = 1, Sprmod = 15 } };
                    return part;
                case "F427":
                    // 1 MiB with DB1M: the second bank begins with sector 12 (RM0090, table 7).
                    part = F2(0x419, _sectorsOfTwo512K, 192, 0x20003000);
                    part.SecondBankNumber = 12;
                    part.StartTime = 82000;
                    part.DualBank = new OptionField(AreaOfF2 + 8, 14);
                    part.BootBank2 = new OptionField(AreaOfF2, 4);
                    part.Options = new OptionArea[] { part.Options[0], new OptionArea(0x1FFEC000, 16, OptionFormat.Word) };
                    part.WriteProtection = new ProtectionField[] { Sectors(AreaOfF2 + 8, 0, 8), Unused(AreaOfF2 + 8, 8, 4), Sectors(0x1FFEC008, 8, 8), Unused(0x1FFEC008, 8, 4) };
                    return part;
                case "F767":
                    part = F7(_sectorsOf2M);
                    part.IsSingleBank = true;
                    return part;
                case "F767D":
                    part = F7(_sectorsOfTwo1M);
                    part.BootBank2 = new OptionField(AreaOfF7 + 8, 12, true);
                    return part;
                default:
                    return null;
            }
        }

        // A bit of nWRP is one sector, or two with two banks (ST's HAL, OB_WRP_DB_SECTOR).
        private static Stm32Part F7(int[] sectors)
        {
            Stm32Part part = F2(0x451, sectors, 512, 0x20004000);
            part.FlashAlias = 0x00200000;
            part.ProgramUnit = 8;
            part.SystemMemory = 0x1FF00000;
            part.SystemMemorySize = 59 * Kilobyte;
            part.FlashSizeRegister = 0x1FF0F442;
            part.AreaBeforeFlashSize = 0x1FF0F000;
            part.StartTime = 17000;
            part.Options = new OptionArea[] { new OptionArea(AreaOfF7, 48, OptionFormat.Word) };
            part.ProtectionLevel = new OptionField(AreaOfF7, 0xFF00, 8);
            part.DualBank = new OptionField(AreaOfF7 + 8, 13, true);
            part.BootAddress = new OptionField(AreaOfF7 + 16, 0xFFFF, -14);
            part.WriteProtection = new ProtectionField[] { new ProtectionField { Word = AreaOfF7 + 8, Pages = part.PageCount, PagesOfBit = part.PageCount / 12 } };
            return part;
        }

        private static Stm32Part F2(ushort id, int[] sectors, int ram, uint firstFreeRam)
        {
            Stm32Part part = new Stm32Part
            {
                Id = id,
                Clock = 16,
                PageSize = sectors[0] * Kilobyte,
                SectorSizes = new int[sectors.Length],
                SectorEraseTimes = new long[sectors.Length],
                ProgramUnit = 4,
                ProgramsTwice = true,
                RamSize = ram * Kilobyte,
                FirstFreeRam = firstFreeRam,
                SystemMemory = 0x1FFF0000,
                SystemMemorySize = 30 * Kilobyte,
                FlashSizeRegister = 0x1FFF7A22,

                // The one-time programmable bytes and their locks.
                AreaBeforeFlashSize = 0x1FFF7800,
                Options = new OptionArea[] { new OptionArea(AreaOfF2, 16, OptionFormat.Word) },
                ProtectionLevel = new OptionField(AreaOfF2, 0xFF00, 8),
                WriteProtection = new ProtectionField[] { Sectors(AreaOfF2 + 8, 0, 12) },
                ProtocolVersion = 0x31,
                Commands = _commandsV31,
                PageEraseTime = 400000,
                MassEraseTime = 16000000,
                UnitTime = 64,
                SyncAcks = 1,
                ProtectedNacks = 2,
                RefusesBankErase = true,
            };

            for (int i = 0; i < sectors.Length; i++)
            {
                part.SectorSizes[i] = sectors[i] * Kilobyte;
                part.SectorEraseTimes[i] = sectors[i] < 64 ? 400000 : sectors[i] < 128 ? 1200000 : 2000000;
                part.FlashSize += part.SectorSizes[i];
            }

            return part;
        }

        // Bits of sectors that the part does not have are 1: 8 to 11 and 20 to 23 with two banks of 512 KiB.
        private static ProtectionField Unused(uint word, int lowestBit, int bits)
        {
            return new ProtectionField { Word = word, LowestBit = lowestBit, FirstPage = int.MaxValue / 2, Pages = bits, PagesOfBit = 1 };
        }

        private static ProtectionField Sectors(uint word, int first, int count)
        {
            return new ProtectionField { Word = word, FirstPage = first, Pages = count, PagesOfBit = 1 };
        }
    }
}
