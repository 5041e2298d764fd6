namespace Esp32Bridge.Tests.Model
{
    /// <content>L4: RM0394 (L41x to L46x), RM0351 (L47x, L49x), RM0432 (L4+).</content>
    public static partial class Stm32Parts
    {
        // RM0432 3.4.1: not at the address of L4.
        private const uint L4PlusOptions = 0x1FF00000;

        // The bootloader of L47x waits for a 32 kHz crystal (AN2606, start-up times).
        private const long WithCrystal = 55000;
        private const long WithoutCrystal = 2560000;

        private static Stm32Part CreateL4(string name)
        {
            Stm32Part part;
            switch (name)
            {
                case "L412":
                    part = L4(0x464, 128, 40, 0x20002100, 860, true);
                    part.SyncAcks = 2;
                    return part;
                case "L432":
                    return L4(0x435, 256, 64, 0x20003100, 860, true);
                case "L471":
                    return L47(WithoutCrystal);
                case "L476":
                    return L47(WithCrystal);
                case "L496":
                    part = L4(0x461, 1024, 320, 0x20003100, 76900, true);
                    part.WriteProtection = RowsOfTwoAreas(512);
                    part.Options = TwoAreas();
                    part.RefusesBankErase = true;
                    return part;
                case "L4R5":
                    return L4R5();
                case "L4R5S":
                    // DBANK = 0: one bank, and pages of twice the size (RM0432 3.3.1).
                    part = L4R5();
                    part.PageSize = 8 * Kilobyte;
                    part.IsSingleBank = true;
                    part.RefusesBankErase = true;
                    return part;
                case "V33":
                    // AN3155 to the letter, with Get Checksum. Memories and id of an L452.
                    part = L4(0x462, 512, 160, 0x20003100, 860, true);
                    part.ProtocolVersion = 0x33;
                    part.Commands = _commandsV33;
                    return part;
                default:
                    return null;
            }
        }

        private static Stm32Part L47(long startTime)
        {
            Stm32Part part = L4(0x415, 1024, 96, 0x20003000, startTime, false);
            part.ProtectedNacks = 2;
            part.BootBank2 = new OptionField(AreaOfOptions, 20);
            part.Options = TwoAreas();
            part.WriteProtection = RowsOfTwoAreas(512);
            return part;
        }

        private static Stm32Part L4R5()
        {
            Stm32Part part = L4(0x470, 2048, 640, 0x20003200, 10100, true);
            part.PageSize = 4 * Kilobyte;
            WithOptions(part, L4PlusOptions);
            part.DualBank = new OptionField(L4PlusOptions, 22);
            part.WriteProtection = Join(Rows(L4PlusOptions + 0x18, 8, 0, 512), ReadOut(L4PlusOptions + 8, 0, 256, 0, 512));
            return part;
        }

        // A step of PCROP is a double word.
        private static ProtectionField[] RowsOfTwoAreas(int pages)
        {
            return Join(
                Rows(AreaOfOptions + 0x18, 8, AreaOfOptions + 0x8018, pages),
                ReadOut(AreaOfOptions + 0x08, 0, pages / 2, 0, 256),
                ReadOut(AreaOfOptions + 0x8008, pages / 2, pages / 2, 0, 256));
        }

        // The options of the second bank are 0x8000 above the others.
        private static OptionArea[] TwoAreas()
        {
            return new OptionArea[]
            {
                new OptionArea(AreaOfOptions, 0x30, OptionFormat.WordAndComplement),
                new OptionArea(AreaOfOptions + 0x8000, 0x30, OptionFormat.WordAndComplement),
            };
        }

        private static void WithOptions(Stm32Part part, uint area)
        {
            part.Options = new OptionArea[] { new OptionArea(area, 0x30, OptionFormat.WordAndComplement) };
            part.ProtectionLevel = new OptionField(area, 0xFF, 0);
            part.BootPin = new OptionField(area, 26);
            part.Boot0 = new OptionField(area, 27);
            part.Boot1 = new OptionField(area, 23);
            part.WriteProtection = Join(Rows(area + 0x18, 8, 0, part.PageCount), ReadOut(area + 8, 0, part.PageCount, 0, part.PageSize / 8));
        }

        private static Stm32Part L4(ushort id, int flash, int ram, uint firstFreeRam, long startTime, bool hasEmptyFlag)
        {
            Stm32Part part = new Stm32Part
            {
                Id = id,
                FlashSize = flash * Kilobyte,
                PageSize = 2 * Kilobyte,
                ProgramUnit = 8,
                HasErrorCorrection = true,
                RamSize = ram * Kilobyte,
                FirstFreeRam = firstFreeRam,
                SystemMemory = 0x1FFF0000,
                SystemMemorySize = 28 * Kilobyte,
                FlashSizeRegister = 0x1FFF75E0,
                ProtocolVersion = 0x31,
                Commands = _commandsV31,
                StartTime = startTime,
                PageEraseTime = 22000,
                MassEraseTime = 25000,
                UnitTime = 85,
                SyncAcks = 1,
                ProtectedNacks = 1,
                HasEmptyFlag = hasEmptyFlag,
            };
            WithOptions(part, AreaOfOptions);
            return part;
        }
    }
}
