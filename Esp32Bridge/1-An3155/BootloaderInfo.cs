namespace Esp32Bridge.An3155
{
    /// <summary>The answer to Get: the protocol version and the commands that the part has (AN3155 3.1).</summary>
    public sealed class BootloaderInfo
    {
        private readonly byte[] _commands;

        /// <summary>Creates the answer to Get.</summary>
        /// <param name="version">The protocol version, 0x31 for 3.1.</param>
        /// <param name="commands">The command codes.</param>
        public BootloaderInfo(byte version, byte[] commands)
        {
            Version = version;
            _commands = commands;
        }

        /// <summary>Gets the protocol version, 0x31 for 3.1.</summary>
        public byte Version { get; }

        /// <summary>Tells whether the part has a command.</summary>
        /// <param name="code">One of <see cref="CommandCode"/>.</param>
        /// <returns>True if Get listed it.</returns>
        public bool Supports(byte code)
        {
            for (int i = 0; i < _commands.Length; i++)
            {
                if (_commands[i] == code)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
