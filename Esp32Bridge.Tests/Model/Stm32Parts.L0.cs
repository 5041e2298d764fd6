namespace Esp32Bridge.Tests.Model
{
    /// <content>L0 (RM0367, RM0376) and L1 (RM0038): erased flash reads 00, and only pages can be erased.</content>
    public static partial class Stm32Parts
    {
        private const uint AreaOfL0 = 0x1FF80000;

        private static Stm32Part CreateL0(string name)
        {
            Stm32Part part;
            switch (name)
            {
                case "L053":
                    part = L0(0x417, 64, 128, 8, 0x20001000);
                    part.Boot1 = new OptionField(AreaOfL0 + 4, 15);
                    return part;
                case "L073":
                    part = L0(0x447, 192, 128, 20, 0x20001400);
                    part.Boot1 = new OptionField(AreaOfL0 + 4, 15);
                    part.BootBank2 = new OptionField(AreaOfL0 + 4, 7);

                    // Some boards need 9600 (a report); this one carries no more than 115200.
                    part.HighestRate = 115200;
                    return part;
                case "L152":
                    part = L0(0x416, 128, 256, 16, 0x20000800);
                    part.FlashSizeRegister = 0x1FF8004C;
                    part.ProtocolVersion = 0x30;
                    part.IsSilentOnBadAddress = true;
                    return part;
                case "L151E":
                    part = L0(0x437, 512, 256, 80, 0x20001000);
                    part.FlashSizeRegister = 0x1FF800CC;
                    part.BootBank2 = new OptionField(AreaOfL0 + 4, 7, true);
                    return part;
                default:
                    return null;
            }
        }

        private static Stm32Part L0(ushort id, int flash, int page, int ram, uint firstFreeRam)
        {
            Stm32Part part = new Stm32Part
            {
                Id = id,
                FlashSize = flash * Kilobyte,
                PageSize = page,
                ProgramUnit = 8,
                HasErrorCorrection = true,
                ErasedValue = 0,
                RamSize = ram * Kilobyte,
                FirstFreeRam = firstFreeRam,
                SystemMemory = 0x1FF00000,
                SystemMemorySize = 8 * Kilobyte,
                FlashSizeRegister = 0x1FF8007C,
                Options = new OptionArea[] { new OptionArea(AreaOfL0, 32, OptionFormat.HalfAndComplement) },
                ProtectionLevel = new OptionField(AreaOfL0, 0xFF, 0),
                ProtocolVersion = 0x31,
                Commands = _commandsV31,
                StartTime = 600,
                PageEraseTime = 3200,
                MassEraseTime = 6400,
                UnitTime = 6400,
                SyncAcks = 1,
                ProtectedNacks = 1,
                RefusesBankErase = true,
                RefusesMassErase = true,
                Clock = 2,
            };

            // A bit for each 4 KiB; the area shows six words of them.
            int sectors = flash / 4 < 96 ? flash / 4 : 96;
            part.WriteProtection = new ProtectionField[(sectors + 15) / 16];
            for (int i = 0; i < part.WriteProtection.Length; i++)
            {
                part.WriteProtection[i] = new ProtectionField
                {
                    Word = AreaOfL0 + 8 + (uint)(4 * i),
                    FirstPage = i * 16 * 4 * Kilobyte / page,
                    Pages = (sectors - (i * 16) < 16 ? sectors - (i * 16) : 16) * 4 * Kilobyte / page,
                    PagesOfBit = 4 * Kilobyte / page,
                    ProtectsBySet = true,
                    OtherWord = AreaOfL0,
                    Sprmod = 8,
                };
            }

            return part;
        }
    }
}
