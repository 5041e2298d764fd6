namespace Esp32Bridge.Tests.Model
{
    /// <summary>
    /// The parts of the model. Ids, RAM, boot patterns, start times and quirks: AN2606; memories and times: the reference
    /// manuals RM0394 (L41x to L46x), RM0351 (L47x, L49x), RM0432 (L4+), RM0456 (U5), RM0008 and PM0075 (F1).
    /// </summary>
    public static class Stm32Parts
    {
        private const int Kilobyte = 1024;

        // The bootloader of L47x waits for a 32 kHz crystal (AN2606, start-up times).
        private const long WithCrystal = 55000;
        private const long WithoutCrystal = 2560000;

        /// <summary>Gets the names of all parts.</summary>
        public static readonly string[] Names = new string[] { "L412", "L432", "L471", "L476", "L496", "L4R5", "U575", "U5A5", "F103" };

        private static readonly byte[] _commandsV31 = new byte[] { 0x00, 0x01, 0x02, 0x11, 0x21, 0x31, 0x44, 0x63, 0x73, 0x82, 0x92 };
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
                    part.IsDualBank = true;
                    break;
                case "U575":
                    part = U5(0x482, 2048, 768);
                    break;
                case "U5A5":
                    part = U5(0x481, 4096, 2496);
                    break;
                case "F103":
                    part = F103();
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
