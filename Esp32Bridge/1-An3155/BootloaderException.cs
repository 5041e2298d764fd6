using Esp32Bridge.Errors;

namespace Esp32Bridge.An3155
{
    /// <summary>The bootloader did not answer as AN3155 specifies. The subclasses are the ways in which that happens.</summary>
    public class BootloaderException : BridgeException
    {
        /// <summary>Creates the error.</summary>
        /// <param name="step">The command.</param>
        /// <param name="address">The address that the command concerns, or <see cref="BridgeException.NoAddress"/>.</param>
        /// <param name="expected">What AN3155 specifies.</param>
        /// <param name="got">What came.</param>
        /// <param name="advice">What to do about it.</param>
        public BootloaderException(string step, long address, string expected, string got, string advice)
            : base(step, address, expected, got, advice)
        {
        }
    }
}
