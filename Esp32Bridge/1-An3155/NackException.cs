namespace Esp32Bridge.An3155
{
    /// <summary>The bootloader refused: it does not have the command, the address is not valid, or the flash is read protected.</summary>
    public sealed class NackException : BootloaderException
    {
        /// <summary>Creates the error.</summary>
        /// <param name="step">The command that was refused.</param>
        /// <param name="address">The address that the command concerns, or -1.</param>
        public NackException(string step, long address)
            : base(step, address, "ACK", "NACK", "The part refuses: read protection is on or the address is not one of its own.")
        {
        }
    }
}
