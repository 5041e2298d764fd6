namespace Esp32Bridge.Tests.Model
{
    /// <content>The families with a Cortex-M33 and registers instead of option bytes: L5 (RM0438), U5 (RM0456), U3 (RM0487), H5 (RM0492, RM0481).</content>
    public static partial class Stm32Parts
    {
        private static Stm32Part CreateTrustZone(string name)
        {
            Stm32Part part;
            switch (name)
            {
                case "L552":
                    part = TrustZone(0x472, 512, 4, 256);
                    part.FlashSizeRegister = 0x0BFA05E0;
                    part.PageEraseTime = 22000;
                    part.DualBank = new OptionField(Optr, 22);
                    part.IsSingleBank = true;
                    part.WriteProtection = Rows(Optr + 0x18, 4, Optr + 0x28, 128);
                    return part;
                case "U575":
                    return U5(0x482, 2048, 768);
                case "U5A5":
                    return U5(0x481, 4096, 2496);
                case "U375":
                    // Bootloader 14.1 erases the first page of a list only (AN2606, known limitations).
                    part = TrustZone(0x454, 1024, 4, 256);
                    part.ProgramUnit = 8;
                    part.Clock = 12;
                    part.StartTime = 4500;
                    part.ErasesOnePage = true;
                    part.SwapBank = new OptionField(Optr, 20);
                    part.WriteProtection = Rows(Optr + 0x18, 4, Optr + 0x28, 256);
                    return part;
                case "H503":
                    return H5(0x474, 128, 32);
                case "H563":
                    return H5(0x484, 2048, 640);
                default:
                    return null;
            }
        }

        private static Stm32Part U5(ushort id, int flash, int ram)
        {
            Stm32Part part = TrustZone(id, flash, 8, ram);
            part.SwapBank = new OptionField(Optr, 20);
            part.WriteProtection = Rows(Optr + 0x18, 4, Optr + 0x28, part.PageCount);
            return part;
        }

        // Its bootloader has no readable options. The times of its flash are those of U5, not looked up.
        private static Stm32Part H5(ushort id, int flash, int ram)
        {
            Stm32Part part = TrustZone(id, flash, 8, ram);
            part.Clock = 32;
            part.SystemMemory = 0x0BF97000;
            part.SystemMemorySize = 36 * Kilobyte;
            part.FlashSizeRegister = 0;
            part.Options = new OptionArea[0];
            part.BootAddress = null;
            part.ProtocolVersion = 0x40;
            part.Commands = _commandsV40;
            part.StartTime = 1800;
            return part;
        }

        private static Stm32Part TrustZone(ushort id, int flash, int page, int ram)
        {
            return new Stm32Part
            {
                Id = id,
                FlashSize = flash * Kilobyte,
                PageSize = page * Kilobyte,
                ProgramUnit = 16,
                HasErrorCorrection = true,
                FlashAlias = Stm32Part.FlashBase,
                RamSize = ram * Kilobyte,
                FirstFreeRam = 0x20004000,
                SystemMemory = 0x0BF90000,
                SystemMemorySize = 32 * Kilobyte,
                FlashSizeRegister = 0x0BFA07A0,
                Options = new OptionArea[] { new OptionArea(Optr, 0x30, OptionFormat.Word) },
                ProtectionLevel = new OptionField(Optr, 0xFF, 0),
                BootPin = new OptionField(Optr, 26),
                Boot0 = new OptionField(Optr, 27),
                TrustZone = new OptionField(Optr, 31),
                BootAddress = new OptionField(Optr + 4, 0xFFFFFF80, 0),
                ProtocolVersion = 0x31,
                Commands = _commandsV31,
                StartTime = 390,
                PageEraseTime = 5000,
                MassEraseTime = 600000,
                UnitTime = 118,
                SyncAcks = 1,
                ProtectedNacks = 1,
            };
        }
    }
}
