using Esp32Bridge.An3155;

namespace Esp32Bridge.Tests.An3155
{
    /// <summary>All commands, byte by byte as in AN3155 3.1 to 3.15.</summary>
    public static class Conversations
    {
        private const string AllCommands = "79 0B 31 00 01 02 11 21 31 44 63 73 82 92 79";

        /// <summary>Makes a conversation.</summary>
        /// <param name="name">Its name.</param>
        /// <returns>The conversation, or null if there is none with this name.</returns>
        public static Conversation Create(string name)
        {
            switch (name)
            {
                case "Get":
                    return new Conversation("Get", link => new BootloaderClient(link).Get())
                        .On("00 FF", AllCommands);
                case "Get Version":
                    return new Conversation("Get Version", link => new BootloaderClient(link).GetVersion())
                        .On("01 FE", "79 31 00 00 79");
                case "Get ID":
                    return new Conversation("Get ID", link => new BootloaderClient(link).GetId())
                        .On("02 FD", "79 01 04 15 79");
                case "Read":
                    return new Conversation("Read Memory", link => new BootloaderClient(link).ReadMemory(0x08001234, new byte[4], 0, 4))
                        .On("11 EE", "79")
                        .On("08 00 12 34 2E", "79")
                        .On("03 FC", "79 DE AD BE EF");
                case "Go":
                    return new Conversation("Go", link => new BootloaderClient(link).Go(0x08000000))
                        .On("21 DE", "79")
                        .On("08 00 00 00 08", "79");
                case "Write":
                    return new Conversation("Write Memory", link => new BootloaderClient(link).WriteMemory(0x08000100, new byte[] { 1, 2, 3, 4, 5, 6, 7, 8 }, 0, 8))
                        .On("31 CE", "79")
                        .On("08 00 01 00 09", "79")
                        .On("07 01 02 03 04 05 06 07 08 0F", "79");
                case "Erase":
                    return new Conversation("Erase", link => new BootloaderClient(link).Erase(5, 3, 0, 1000))
                        .On("43 BC", "79")
                        .On("02 05 06 07 06", "79");
                case "Erase all":
                    return new Conversation("Erase", link => new BootloaderClient(link).EraseAll())
                        .On("43 BC", "79")
                        .On("FF 00", "79");
                default:
                    return CreateLater(name);
            }
        }

        private static Conversation CreateLater(string name)
        {
            switch (name)
            {
                case "Extended Erase":
                    return new Conversation("Extended Erase", link => new BootloaderClient(link).ExtendedErase(0xFE, 3, 0, 1000))
                        .On("44 BB", "79")
                        .On("00 02 00 FE 00 FF 01 00 02", "79");
                case "Extended Erase all":
                    return new Conversation("Extended Erase", link => new BootloaderClient(link).ExtendedErase(EraseScope.All))
                        .On("44 BB", "79")
                        .On("FF FF 00", "79");
                case "Extended Erase bank 1":
                    return new Conversation("Extended Erase", link => new BootloaderClient(link).ExtendedErase(EraseScope.Bank1))
                        .On("44 BB", "79")
                        .On("FF FE 01", "79");
                case "Extended Erase bank 2":
                    return new Conversation("Extended Erase", link => new BootloaderClient(link).ExtendedErase(EraseScope.Bank2))
                        .On("44 BB", "79")
                        .On("FF FD 02", "79");
                case "Write Protect":
                    return new Conversation("Write Protect", link => new ProtectionClient(link).WriteProtect(new byte[] { 0, 1, 5 }))
                        .On("63 9C", "79")
                        .On("02 00 01 05 06", "79");
                case "Write Unprotect":
                    return new Conversation("Write Unprotect", link => new ProtectionClient(link).WriteUnprotect())
                        .On("73 8C", "79 79");
                case "Readout Protect":
                    return new Conversation("Readout Protect", link => new ProtectionClient(link).ReadoutProtect())
                        .On("82 7D", "79 79");
                case "Readout Unprotect":
                    return new Conversation("Readout Unprotect", link => Unprotect(new ProtectionClient(link)))
                        .On("92 6D", "79 79");
                case "Get Checksum":
                    return new Conversation("Get Checksum", link => new BootloaderClient(link).GetChecksum(0x08000000, 256, 0x04C11DB7, 0xFFFFFFFF, 1000))
                        .On("A1 5E", "79")
                        .On("08 00 00 00 08", "79")
                        .On("00 00 01 00 01", "79")
                        .On("04 C1 1D B7 6F", "79")
                        .On("FF FF FF FF 00", "79 79 12 34 56 78 08");
                case "Special":
                    return new Conversation("Special", link => new SpecialClient(link).Special(0x0102, new byte[] { 0xAA, 0x55, 0x01 }))
                        .On("50 AF", "79")
                        .On("01 02 03", "79")
                        .On("00 03 AA 55 01 FD", "79 00 02 11 22 00 01 33 79");
                case "Extended Special":
                    return new Conversation("Extended Special", link => new SpecialClient(link).ExtendedSpecial(0x0102, new byte[] { 0xAA }, new byte[] { 0xBB, 0xCC }))
                        .On("51 AE", "79")
                        .On("01 02 03", "79")
                        .On("00 01 AA AB", "79")
                        .On("00 02 BB CC 75", "79 00 01 33 79");
                default:
                    return null;
            }
        }

        private static void Unprotect(ProtectionClient client)
        {
            client.BeginReadoutUnprotect();
            client.EndReadoutUnprotect();
        }
    }
}
