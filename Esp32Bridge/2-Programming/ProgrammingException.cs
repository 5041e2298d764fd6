using Esp32Bridge.Errors;

namespace Esp32Bridge.Programming
{
    /// <summary>The image does not fit the part, or the part did not take it.</summary>
    public sealed class ProgrammingException : BridgeException
    {
        /// <summary>Creates the error.</summary>
        /// <param name="step">The phase.</param>
        /// <param name="address">The address in the flash, or <see cref="BridgeException.NoAddress"/>.</param>
        /// <param name="expected">What was expected.</param>
        /// <param name="got">What was found.</param>
        /// <param name="advice">What to do about it.</param>
        public ProgrammingException(string step, long address, string expected, string got, string advice)
            : base(step, address, expected, got, advice)
        {
        }
    }
}
