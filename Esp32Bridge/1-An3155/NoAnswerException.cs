namespace Esp32Bridge.An3155
{
    /// <summary>The bootloader sent nothing, or too few bytes.</summary>
    public sealed class NoAnswerException : BootloaderException
    {
        /// <summary>Creates the error.</summary>
        /// <param name="step">The current command.</param>
        /// <param name="address">The address that the command concerns, or -1.</param>
        /// <param name="expected">How many bytes were awaited.</param>
        /// <param name="got">How many came.</param>
        /// <param name="timeout">The timeout, in milliseconds.</param>
        public NoAnswerException(string step, long address, int expected, int got, int timeout)
            : base(step, address, expected + " byte(s) within " + timeout + " ms", got.ToString(), "The part answered before: check its supply and ground and the contacts of TX and RX.")
        {
        }
    }
}
