namespace Esp32Bridge.Tests.Model
{
    /// <summary>
    /// The parts of the model. Ids, RAM, boot patterns, start times and quirks: AN2606; memories and times: the reference
    /// manuals RM0394 (L41x to L46x), RM0351 (L47x, L49x), RM0432 (L4+), RM0456 (U5), RM0444 (G0), RM0481 (H5), RM0090 (F4),
    /// RM0008 and PM0075 (F1), and the data sheets.
    /// </summary>
    public static class Stm32Parts
    {
        private const int Kilobyte = 1024;

        // RM0432 3.4.1: not where L4 has them.
        private const uint L4PlusOptions = 0x1FF00000;

        // The bootloader of L47x waits for a 32 kHz crystal (AN2606, start-up times).
        private const long WithCrystal = 55000;
        private const long WithoutCrystal = 2560000;

        /// <summary>Gets the names of all parts.</summary>
        public static readonly string[] Names = new string[] { "L412", "L432", "L471", "L476", "L496", "L4R5", "L4R5S", "U575", "U5A5", "H563", "G071", "F103", "F407", "V33" };

        private static readonly byte[] _commandsV31 = new byte[] { 0x00, 0x01, 0x02, 0x11, 0x21, 0x31, 0x44, 0x63, 0x73, 0x82, 0x92 };
        private static readonly byte[] _commandsV33 = new byte[] { 0x00, 0x01, 0x02, 0x11, 0x21, 0x31, 0x44, 0x63, 0x73, 0x82, 0x92, 0xA1 };

        // AN3155 3.1, the example for H5: it has no read protection to set or to end, and no Get Checksum.
        private static readonly byte[] _commandsV40 = new byte[] { 0x00, 0x01, 0x02, 0x11, 0x21, 0x31, 0x44, 0x50, 0x63, 0x73 };
        private static readonly byte[] _commandsV22 = new byte[] { 0x00, 0x01, 0x02, 0x11, 0x21, 0x31, 0x43, 0x63, 0x73, 0x82, 0x92 };

        /// <summary>Makes a part.</summary>
        /// <param name="name">One of <see cref="Names"/>.</param>
        /// <returns>The part, of its own, or null when there is no such part.</returns>
        public static Stm32Part Create(string name)
        {
            Stm32Part part;
            switch (name)
            {
                case "L412":
                    part = L4(0x464, 128, 40, 0x20002100, 860, true);
                    part.SyncAcks = 2;
                    break;
                case "L432":
                    part = L4(0x435, 256, 64, 0x20003100, 860, true);
                    break;
                case "L471":
                    part = L47(WithoutCrystal);
                    break;
                case "L476":
                    part = L47(WithCrystal);
                    break;
                case "L496":
                    part = L4(0x461, 1024, 320, 0x20003100, 76900, true);
                    part.RefusesBankErase = true;
                    break;
                case "L4R5":
                    part = L4(0x470, 2048, 640, 0x20003200, 10100, true);
                    part.PageSize = 4 * Kilobyte;
                    part.DualBankBit = 22;
                    part.OptionBytes = L4PlusOptions;
                    break;
                case "L4R5S":
                    // DBANK = 0: one bank, and pages of twice the size (RM0432 3.3.1).
                    part = L4(0x470, 2048, 640, 0x20003200, 10100, true);
                    part.PageSize = 8 * Kilobyte;
                    part.DualBankBit = 22;
                    part.OptionBytes = L4PlusOptions;
                    part.IsSingleBank = true;
                    part.RefusesBankErase = true;
                    break;
                case "U575":
                    part = U5(0x482, 2048, 768);
                    break;
                case "U5A5":
                    part = U5(0x481, 4096, 2496);
                    break;
                case "H563":
                    part = H563();
                    break;
                case "G071":
                    part = G071();
                    break;
                case "F103":
                    part = F103();
                    break;
                case "F407":
                    part = F407();
                    break;
                case "V33":
                    // AN3155 to the letter, with Get Checksum: AN2606 names no part with 3.3. Memories and id of an L452.
                    part = L4(0x462, 512, 160, 0x20003100, 860, true);
                    part.ProtocolVersion = 0x33;
                    part.Commands = _commandsV33;
                    break;
                default:
                    return null;
            }

            part.Name = name;
            return part;
        }

        private static Stm32Part L47(long startTime)
        {
            Stm32Part part = L4(0x415, 1024, 96, 0x20003000, startTime, false);
            part.ProtectedNacks = 2;
            part.BootBank2Bit = 20;
            return part;
        }

        private static Stm32Part L4(ushort id, int flash, int ram, uint firstFreeRam, long startTime, bool hasEmptyFlag)
        {
            return new Stm32Part
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
                OptionBytes = 0x1FFF7800,
                HasOptionRegister = true,
                WriteProtectionWords = new uint[] { 0x1FFF7818, 0x1FFF7820 },
                BootPinBit = 26,
                Boot0Bit = 27,
                Boot1Bit = 23,
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
        }

        private static Stm32Part U5(ushort id, int flash, int ram)
        {
            return new Stm32Part
            {
                Id = id,
                FlashSize = flash * Kilobyte,
                PageSize = 8 * Kilobyte,
                ProgramUnit = 16,
                HasErrorCorrection = true,
                RamSize = ram * Kilobyte,
                FirstFreeRam = 0x20004000,
                SystemMemory = 0x0BF90000,
                SystemMemorySize = 32 * Kilobyte,
                FlashSizeRegister = 0x0BFA07A0,
                OptionBytes = 0x40022040,
                HasOptionRegister = true,
                SwapBankBit = 20,
                BootAddressRegister = 0x40022044,
                WriteProtectionWords = new uint[] { 0x40022058, 0x4002205C },
                BootPinBit = 26,
                Boot0Bit = 27,
                Boot1Bit = 23,
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

        // The times of its flash were not looked up: those of U5.
        private static Stm32Part H563()
        {
            Stm32Part part = U5(0x484, 2048, 640);
            part.SystemMemory = 0x0BF97000;
            part.SystemMemorySize = 36 * Kilobyte;
            part.FlashSizeRegister = 0;
            part.OptionBytes = 0;
            part.BootAddressRegister = 0;
            part.WriteProtectionWords = new uint[0];
            part.HasOptionRegister = false;
            part.ProtocolVersion = 0x40;
            part.Commands = _commandsV40;
            part.StartTime = 1800;
            return part;
        }

        // nBOOT_SEL is 1 in delivered parts, and the BOOT0 pin does not count (RM0444 3.4.1); here it does.
        private static Stm32Part G071()
        {
            Stm32Part part = L4(0x460, 128, 36, 0x20002700, 390, true);
            part.BootPinBit = 24;
            part.IsBootPinBitInverted = true;
            part.Boot0Bit = 26;
            part.Boot1Bit = 25;
            part.RefusesBankErase = true;
            return part;
        }

        // Its bootloader takes a low supply for granted and programs byte by byte, at the times of "parallelism x8".
        private static Stm32Part F407()
        {
            return new Stm32Part
            {
                Id = 0x413,
                FlashSize = 1024 * Kilobyte,
                PageSize = 16 * Kilobyte,
                SectorSizes = new int[] { 16384, 16384, 16384, 16384, 65536, 131072, 131072, 131072, 131072, 131072, 131072, 131072 },
                ProgramUnit = 4,
                ProgramsTwice = true,
                RamSize = 128 * Kilobyte,
                FirstFreeRam = 0x20002000,
                SystemMemory = 0x1FFF0000,
                SystemMemorySize = 30 * Kilobyte,
                ProtocolVersion = 0x31,
                Commands = _commandsV31,
                StartTime = 84590,
                PageEraseTime = 400000,
                SectorEraseTimes = new long[] { 400000, 400000, 400000, 400000, 1200000, 2000000, 2000000, 2000000, 2000000, 2000000, 2000000, 2000000 },
                MassEraseTime = 16000000,
                UnitTime = 64,
                SyncAcks = 1,
                ProtectedNacks = 2,
                RefusesBankErase = true,
            };
        }

        private static Stm32Part F103()
        {
            return new Stm32Part
            {
                Id = 0x410,
                FlashSize = 128 * Kilobyte,
                PageSize = Kilobyte,
                ProgramUnit = 2,
                RamSize = 20 * Kilobyte,
                FirstFreeRam = 0x20000200,
                SystemMemory = 0x1FFFF000,
                SystemMemorySize = 2 * Kilobyte,
                FlashSizeRegister = 0x1FFFF7E0,
                OptionBytes = 0x1FFFF800,
                ProtocolVersion = 0x22,
                Commands = _commandsV22,
                StartTime = 10000,
                PageEraseTime = 30000,
                MassEraseTime = 30000,
                UnitTime = 52,
                SyncAcks = 1,
                ProtectedNacks = 1,
                IsSilentOnBadAddress = true,
            };
        }
    }
}
