namespace Esp32Bridge.Devices
{
    /// <summary>An option word with the address that boots with BOOT0 low (BOOT_ADD0, NSBOOTADD0), as the bootloader shows it.</summary>
    public sealed class BootAddress
    {
        /// <summary>Gets the address of the word.</summary>
        public uint Register { get; init; }

        /// <summary>Gets the name of the option.</summary>
        public string Name { get; init; }

        /// <summary>Gets the bits of the word that count.</summary>
        public uint Mask { get; init; }

        /// <summary>Gets by how many bits they are shifted left to give the address.</summary>
        public int Shift { get; init; }

        /// <summary>Gives the address that boots.</summary>
        /// <param name="value">The word that was read.</param>
        /// <returns>The address.</returns>
        public uint Of(uint value)
        {
            return (value & Mask) << Shift;
        }
    }
}
