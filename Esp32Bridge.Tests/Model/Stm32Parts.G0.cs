namespace Esp32Bridge.Tests.Model
{
    /// <content>G0 (RM0444), G4 (RM0440), C0 (RM0490), U0 (RM0503).</content>
    public static partial class Stm32Parts
    {
        private static Stm32Part CreateG0(string name)
        {
            Stm32Part part;
            switch (name)
            {
                case "G071":
                    part = G0(0x460, 128, 36, 0x20002700);
                    part.ErasesOnePage = true;
                    return part;
                case "G0B1":
                    // ST's open bootloader for G0C1: the numbers of the second bank follow those of the first.
                    part = G0(0x467, 512, 144, 0x20004000);
                    part.ErasesOnePage = true;
                    part.HasEmptyFlag = false;
                    part.SwapBank = new OptionField(AreaOfOptions, 20, true);

                    // No source says where those of the second bank are: the model has none.
                    part.WriteProtection = new ProtectionField[] { Row(AreaOfOptions + 0x18, 0, 128, 0), Row(AreaOfOptions + 0x20, 0, 128, 1), ReadOut(AreaOfOptions + 8, 0, 128, 0, 4), ReadOut(AreaOfOptions + 0x28, 0, 128, 1, 4) };
                    return part;
                case "C031":
                    part = G0(0x453, 32, 12, 0x20002000);
                    part.FlashSizeRegister = 0x1FFF75A0;
                    part.SystemMemorySize = 6 * Kilobyte;
                    part.Clock = 12;
                    part.StartTime = 2600;
                    return part;
                case "C071":
                    // Its bootloader clears the empty flag (AN2606, known limitations).
                    part = G0(0x493, 128, 24, 0x20002300);
                    part.Clock = 12;
                    part.FlashSizeRegister = 0x1FFF75A0;
                    part.StartTime = 2600;
                    part.HasEmptyFlag = false;
                    return part;
                case "U031":
                    part = G0(0x459, 64, 12, 0x20001500);
                    part.Clock = 4;
                    part.SystemMemorySize = 13 * Kilobyte;
                    part.FlashSizeRegister = 0x1FFF3EA0;
                    part.StartTime = 4300;
                    part.HasEmptyFlag = false;
                    WithPinOptions(part, 0x40022020, new OptionArea(0x40022020, 0x20, OptionFormat.Word));
                    part.WriteProtection = Rows(0x4002202C, 4, 0, part.PageCount);
                    return part;
                case "G474":
                    return G474();
                case "G474S":
                    part = G474();
                    part.PageSize = 4 * Kilobyte;
                    part.IsSingleBank = true;
                    part.RefusesBankErase = true;
                    return part;
                case "G473B":
                    // 128 KiB, contiguous and numbered as one bank, as two reports say (but not RM0440, table 6).
                    part = G474();
                    part.FlashSize = 128 * Kilobyte;
                    part.WriteProtection = RowsOfTwoAreas(part.PageCount);
                    return part;
                default:
                    return null;
            }
        }

        // nBOOT_SEL is 1 in delivered parts, so that the BOOT0 pin does not count (RM0444 3.4.1); in the model it does.
        private static Stm32Part G0(ushort id, int flash, int ram, uint firstFreeRam)
        {
            Stm32Part part = L4(id, flash, ram, firstFreeRam, 390, true);
            part.Clock = 16;
            part.RefusesBankErase = true;
            WithPinOptions(part, AreaOfOptions, new OptionArea(AreaOfOptions, 0x38, OptionFormat.WordAndComplement));
            part.WriteProtection = WithPair(AreaOfOptions, part.PageCount, 4);
            return part;
        }

        // PCROP1A and PCROP1B, 512 bytes a step in G0 and C0, half a page in WB and WL.
        private static ProtectionField[] WithPair(uint area, int pages, int stepsOfPage)
        {
            return Join(Rows(area + 0x18, 8, 0, pages), ReadOut(area + 8, 0, pages, 0, stepsOfPage), ReadOut(area + 0x28, 0, pages, 1, stepsOfPage));
        }

        private static void WithPinOptions(Stm32Part part, uint word, OptionArea area)
        {
            part.Options = new OptionArea[] { area };
            part.ProtectionLevel = new OptionField(word, 0xFF, 0);
            part.BootPin = new OptionField(word, 24, true);
            part.Boot0 = new OptionField(word, 26);
            part.Boot1 = new OptionField(word, 25);
        }

        private static Stm32Part G474()
        {
            Stm32Part part = L4(0x469, 512, 128, 0x20004000, 400, false);
            part.Clock = 16;
            part.Options = TwoAreas();
            part.DualBank = new OptionField(AreaOfOptions, 22);
            part.BootBank2 = new OptionField(AreaOfOptions, 20);
            part.WriteProtection = RowsOfTwoAreas(part.PageCount);
            return part;
        }
    }
}
