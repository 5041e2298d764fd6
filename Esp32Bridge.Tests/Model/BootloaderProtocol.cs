namespace Esp32Bridge.Tests.Model
{
    /// <summary>What differs in the commands of a bootloader between a USART (AN3155), I2C (AN4221) and SPI (AN4286).</summary>
    public sealed class BootloaderProtocol
    {
        private static readonly byte[] _first = new byte[] { 0x00, 0x01, 0x02, 0x11, 0x21, 0x31, 0x44, 0x63, 0x73, 0x82, 0x92 };
        private static readonly byte[] _firstOfI2c = new byte[] { 0x32, 0x45, 0x64, 0x74, 0x83, 0x93 };

        // H5: no read protection, but Special. What is the same on I2C and SPI.
        private static readonly byte[] _second = new byte[] { 0x00, 0x01, 0x02, 0x11, 0x21, 0x31, 0x44, 0x50, 0x63, 0x73 };
        private static readonly byte[] _secondOfI2c = new byte[] { 0x32, 0x45, 0x64, 0x74, 0xA1 };

        private BootloaderProtocol(byte version, byte[] commands)
        {
            Version = version;
            Commands = commands;
        }

        /// <summary>Gets the version, 0x31 for 3.1.</summary>
        public byte Version { get; }

        /// <summary>Gets the commands that Get lists.</summary>
        public byte[] Commands { get; }

        /// <summary>Gets whether the host fetches each answer, and the part waits until it does.</summary>
        public bool IsFetched { get; private set; }

        /// <summary>Gets whether the number of pages or sectors is a frame, with its own ACK.</summary>
        public bool HasCountFrames
        {
            get { return IsFetched; }
        }

        /// <summary>Gets whether Get Checksum has the number of bytes, and neither polynomial nor initial value.</summary>
        public bool HasShortChecksum { get; private set; }

        /// <summary>Gets how many bytes Get Version answers between its ACKs.</summary>
        public int VersionLength
        {
            get { return IsFetched ? 1 : 3; }
        }

        /// <summary>Gets how many NACKs answer a command that read protection forbids.</summary>
        public int ProtectedNacks { get; private set; }

        /// <summary>Gives what a USART speaks.</summary>
        /// <param name="part">The part.</param>
        /// <returns>The protocol.</returns>
        public static BootloaderProtocol Usart(Stm32Part part)
        {
            return new BootloaderProtocol(part.ProtocolVersion, part.Commands) { ProtectedNacks = part.ProtectedNacks };
        }

        /// <summary>Gives what the I2C speaks (AN4221, table 3).</summary>
        /// <param name="part">The part.</param>
        /// <returns>The protocol.</returns>
        public static BootloaderProtocol I2c(Stm32Part part)
        {
            byte[] commands = part.I2cVersion >= 0x20 ? Join(_second, _secondOfI2c) : part.I2cVersion >= 0x11 ? Join(_first, _firstOfI2c) : _first;
            if (part.I2cVersion == 0x12)
            {
                commands = Join(commands, new byte[] { BootloaderCommand.GetChecksum });
            }

            return new BootloaderProtocol(part.I2cVersion, commands) { IsFetched = true, HasShortChecksum = true, ProtectedNacks = 1 };
        }

        /// <summary>Gives what the SPI speaks (AN4286, table 3).</summary>
        /// <param name="part">The part.</param>
        /// <returns>The protocol.</returns>
        public static BootloaderProtocol Spi(Stm32Part part)
        {
            byte[] commands = part.SpiVersion >= 0x20 ? _second : _first;
            if (part.SpiVersion == 0x13)
            {
                commands = Join(commands, new byte[] { BootloaderCommand.GetChecksum });
            }

            return new BootloaderProtocol(part.SpiVersion, commands) { IsFetched = true, ProtectedNacks = 1 };
        }

        /// <summary>Returns whether the bootloader has a command.</summary>
        /// <param name="code">The command code.</param>
        /// <returns>True if Get lists it.</returns>
        public bool Has(byte code)
        {
            for (int i = 0; i < Commands.Length; i++)
            {
                if (Commands[i] == code)
                {
                    return true;
                }
            }

            return false;
        }

        private static byte[] Join(byte[] commands, byte[] more)
        {
            byte[] all = new byte[commands.Length + more.Length];
            commands.CopyTo(all, 0);
            more.CopyTo(all, commands.Length);
            return all;
        }
    }
}
