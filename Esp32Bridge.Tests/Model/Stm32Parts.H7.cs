namespace Esp32Bridge.Tests.Model
{
    /// <content>H7: RM0433 (H743), RM0455 (H7A3).</content>
    public static partial class Stm32Parts
    {
        // FLASH_OPTSR_CUR; 297 bytes from here on are readable by the bootloader of H743, as its DFU descriptors say.
        private const uint OptsrOfH7 = 0x5200201C;

        private static Stm32Part CreateH7(string name)
        {
            Stm32Part part;
            switch (name)
            {
                case "H743xG":
                    // Two banks of 512 KiB, the second at the address of that of H743 (RM0433, table 19).
                    part = CreateH7("H743");
                    part.BankSize = 512 * Kilobyte;
                    return part;
                case "H743":
                    // Bootloader 9.1 acknowledges some erases before they are done (AN2606, known limitations).
                    part = H7(0x450, 128, 32);
                    part.FlashSizeRegister = 0x1FF1E880;
                    part.PageEraseTime = 2000000;
                    part.ErasesOnePage = true;
                    part.StartTime = 53000;
                    part.WriteProtection = new ProtectionField[] { new ProtectionField { Word = 0x52002038, Pages = 8, PagesOfBit = 1 }, new ProtectionField { Word = 0x52002028, Pages = 8, StepsOfPage = 512 } };
                    return part;
                case "H7A3":
                    part = H7(0x480, 8, 16);
                    part.FlashSizeRegister = 0x08FFF80C;
                    part.PageEraseTime = 2000;
                    part.StartTime = 540000;
                    part.WriteProtection = new ProtectionField[] { new ProtectionField { Word = 0x52002038, Pages = 128, PagesOfBit = 4 }, new ProtectionField { Word = 0x52002028, Pages = 128, StepsOfPage = 32 } };
                    return part;
                default:
                    return null;
            }
        }

        private static Stm32Part H7(ushort id, int page, int unit)
        {
            return new Stm32Part
            {
                Id = id,
                Clock = 64,
                FlashSize = 2048 * Kilobyte,
                PageSize = page * Kilobyte,
                ProgramUnit = unit,
                HasErrorCorrection = true,
                NumbersFollowSwap = true,
                FlashAlias = Stm32Part.FlashBase,
                RamSize = 128 * Kilobyte,
                FirstFreeRam = 0x20004100,
                SystemMemory = 0x1FF09800,
                SystemMemorySize = 84 * Kilobyte,
                Options = new OptionArea[] { new OptionArea(OptsrOfH7, 88, OptionFormat.Word) },
                ProtectionLevel = new OptionField(OptsrOfH7, 0xFF00, 8),
                SwapBank = new OptionField(OptsrOfH7, 31),
                BootAddress = new OptionField(0x52002040, 0xFFFF, -16),
                ProtocolVersion = 0x31,
                Commands = _commandsV31,
                MassEraseTime = 20000000,
                UnitTime = 300,
                SyncAcks = 1,
                ProtectedNacks = 1,
                RefusesBankErase = true,
            };
        }
    }
}
