namespace Esp32Bridge.An3155
{
    /// <summary>The command codes (AN3155 table 2). Get lists those that a part has.</summary>
    public static class CommandCode
    {
        /// <summary>AN3155 3.1.</summary>
        public const byte Get = 0x00;

        /// <summary>AN3155 3.2.</summary>
        public const byte GetVersion = 0x01;

        /// <summary>AN3155 3.3.</summary>
        public const byte GetId = 0x02;

        /// <summary>AN3155 3.4.</summary>
        public const byte ReadMemory = 0x11;

        /// <summary>AN3155 3.5.</summary>
        public const byte Go = 0x21;

        /// <summary>AN3155 3.6.</summary>
        public const byte WriteMemory = 0x31;

        /// <summary>AN3155 3.7; a part has either this or <see cref="ExtendedErase"/>.</summary>
        public const byte Erase = 0x43;

        /// <summary>AN3155 3.8; a part has either this or <see cref="Erase"/>.</summary>
        public const byte ExtendedErase = 0x44;

        /// <summary>AN3155 3.14.</summary>
        public const byte Special = 0x50;

        /// <summary>AN3155 3.15.</summary>
        public const byte ExtendedSpecial = 0x51;

        /// <summary>AN3155 3.9.</summary>
        public const byte WriteProtect = 0x63;

        /// <summary>AN3155 3.10.</summary>
        public const byte WriteUnprotect = 0x73;

        /// <summary>AN3155 3.11.</summary>
        public const byte ReadoutProtect = 0x82;

        /// <summary>AN3155 3.12.</summary>
        public const byte ReadoutUnprotect = 0x92;

        /// <summary>AN3155 3.13; protocol 3.3 and later.</summary>
        public const byte GetChecksum = 0xA1;
    }
}
