namespace Esp32Bridge.An3155
{
    /// <summary>A byte came that has no meaning here: noise, a wrong baud rate, or a part that is out of step.</summary>
    public sealed class UnexpectedByteException : BootloaderException
    {
        /// <summary>Creates the error.</summary>
        /// <param name="step">The current command.</param>
        /// <param name="address">The address that the command concerns, or -1.</param>
        /// <param name="expected">What was awaited.</param>
        /// <param name="got">The byte that came.</param>
        public UnexpectedByteException(string step, long address, string expected, byte got)
            : base(step, address, expected, "0x" + got.ToString("X2"), "Check for noise on the line and a common ground and try a lower baud rate.")
        {
        }
    }
}
