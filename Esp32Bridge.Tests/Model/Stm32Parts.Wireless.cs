namespace Esp32Bridge.Tests.Model
{
    /// <content>WB (RM0434), WBA (RM0493), WL (RM0453).</content>
    public static partial class Stm32Parts
    {
        private static Stm32Part CreateWireless(string name)
        {
            Stm32Part part;
            switch (name)
            {
                case "WB55":
                    part = L4(0x495, 1024, 192, 0x20005000, 400, true);
                    part.PageSize = 4 * Kilobyte;
                    WithOptions(part, 0x1FFF8000);
                    part.Options = new OptionArea[] { new OptionArea(0x1FFF8000, 0x38, OptionFormat.WordAndComplement) };
                    part.WriteProtection = WithPair(0x1FFF8000, part.PageCount, 2);
                    part.RefusesBankErase = true;
                    return part;
                case "WBA52":
                    part = TrustZone(0x492, 1024, 8, 128);
                    part.Clock = 16;
                    part.FirstFreeRam = 0x20001800;
                    part.FlashSizeRegister = 0x0BF907A0;
                    part.SystemMemory = 0x0BF88000;
                    part.RefusesBankErase = true;
                    part.WriteProtection = Rows(Optr + 0x18, 4, 0, part.PageCount);
                    return part;
                case "WL55":
                    // A log of a WLE5 shows version 3.3.
                    part = L4(0x497, 256, 64, 0x20002000, 400, true);
                    part.ProtocolVersion = 0x33;
                    part.Commands = _commandsV33;
                    part.Options = new OptionArea[] { new OptionArea(AreaOfOptions, 0x38, OptionFormat.WordAndComplement) };
                    part.WriteProtection = WithPair(AreaOfOptions, part.PageCount, 2);
                    part.RefusesBankErase = true;
                    return part;
                default:
                    return null;
            }
        }
    }
}
