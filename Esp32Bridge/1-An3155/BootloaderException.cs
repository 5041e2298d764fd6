using Esp32Bridge.Errors;

namespace Esp32Bridge.An3155
{
    /// <summary>The bootloader did not answer as AN3155 says. The three ways to do so are the three subclasses.</summary>
    public class BootloaderException : BridgeException
    {
        /// <summary>Creates an error of the conversation with a bootloader.</summary>
        /// <param name="step">The command.</param>
        /// <param name="address">The address that the command concerns, or <see cref="BridgeException.NoAddress"/>.</param>
        /// <param name="expected">What AN3155 lets one expect.</param>
        /// <param name="got">What came.</param>
        /// <param name="advice">What to do about it.</param>
        public BootloaderException(string step, long address, string expected, string got, string advice)
            : base(step, address, expected, got, advice)
        {
        }
    }
}
