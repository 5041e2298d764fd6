namespace Esp32Bridge.An3155
{
    /// <summary>More bytes came than the part should have sent: the previous answers cannot be trusted.</summary>
    public sealed class SurplusBytesException : BootloaderException
    {
        /// <summary>Creates the error.</summary>
        /// <param name="step">The command that was about to be sent.</param>
        /// <param name="address">The address that the command concerns, or -1.</param>
        /// <param name="count">The number of surplus bytes.</param>
        public SurplusBytesException(string step, long address, int count)
            : base(step, address, "silence before it", count + " byte(s)", "Check for noise on the line and a common ground and try a lower baud rate.")
        {
        }
    }
}
