using Esp32Bridge.Errors;

namespace Esp32Bridge.Programming
{
    /// <summary>The part needs a power cycle before it can be programmed; the firmware cannot do that.</summary>
    public sealed class PowerCycleException : BridgeException
    {
        /// <summary>Creates the error.</summary>
        /// <param name="step">The step.</param>
        /// <param name="expected">What was expected.</param>
        /// <param name="got">What came.</param>
        /// <param name="advice">What to do about it.</param>
        public PowerCycleException(string step, string expected, string got, string advice)
            : base(step, NoAddress, expected, got, advice)
        {
        }
    }
}
