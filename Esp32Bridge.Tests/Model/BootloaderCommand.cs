namespace Esp32Bridge.Tests.Model
{
    /// <summary>The command codes of the model (AN3155 table 2). They repeat those of the firmware on purpose.</summary>
    public static class BootloaderCommand
    {
        /// <summary>Get.</summary>
        public const byte Get = 0x00;

        /// <summary>Get Version.</summary>
        public const byte GetVersion = 0x01;

        /// <summary>Get ID.</summary>
        public const byte GetId = 0x02;

        /// <summary>Read Memory.</summary>
        public const byte ReadMemory = 0x11;

        /// <summary>Go.</summary>
        public const byte Go = 0x21;

        /// <summary>Write Memory.</summary>
        public const byte WriteMemory = 0x31;

        /// <summary>Erase.</summary>
        public const byte Erase = 0x43;

        /// <summary>Extended Erase.</summary>
        public const byte ExtendedErase = 0x44;

        /// <summary>Special.</summary>
        public const byte Special = 0x50;

        /// <summary>Write Protect.</summary>
        public const byte WriteProtect = 0x63;

        /// <summary>Write Unprotect.</summary>
        public const byte WriteUnprotect = 0x73;

        /// <summary>Readout Protect.</summary>
        public const byte ReadoutProtect = 0x82;

        /// <summary>Readout Unprotect.</summary>
        public const byte ReadoutUnprotect = 0x92;

        /// <summary>Get Checksum.</summary>
        public const byte GetChecksum = 0xA1;

        /// <summary>None yet.</summary>
        public const byte None = 0xFF;

        /// <summary>Tells which command a no-stretch command does (AN4221): the code is one higher.</summary>
        /// <param name="code">The code.</param>
        /// <returns>The code of the command; the same if there is no other one.</returns>
        public static byte WithStretching(byte code)
        {
            switch (code)
            {
                case WriteMemory + 1:
                case ExtendedErase + 1:
                case WriteProtect + 1:
                case WriteUnprotect + 1:
                case ReadoutProtect + 1:
                case ReadoutUnprotect + 1:
                    return (byte)(code - 1);
                default:
                    return code;
            }
        }
    }
}
