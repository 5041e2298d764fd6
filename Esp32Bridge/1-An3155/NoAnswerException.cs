using Esp32Bridge.Wires;

namespace Esp32Bridge.An3155
{
    /// <summary>The bootloader sent nothing, or too few bytes.</summary>
    public sealed class NoAnswerException : BootloaderException
    {
        /// <summary>Creates the error.</summary>
        /// <param name="step">The current command.</param>
        /// <param name="address">The address that the command concerns, or -1.</param>
        /// <param name="expected">How many bytes were awaited.</param>
        /// <param name="got">How many came, or a negative constant of <see cref="AnswerByte"/>.</param>
        /// <param name="timeout">The timeout, in milliseconds.</param>
        /// <param name="contacts">The contacts of the line.</param>
        public NoAnswerException(string step, long address, int expected, int got, int timeout, string contacts)
            : base(
                step,
                address,
                expected + " byte(s) within " + timeout + " ms",
                got < 0 ? AnswerByte.NameOf(got) : got.ToString(),
                "The part answered before: check its supply and ground and the contacts of " + contacts + ".")
        {
        }
    }
}
