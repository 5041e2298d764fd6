using Esp32Bridge.Errors;

namespace Esp32Bridge.Programming
{
    /// <summary>The part has to be without supply for a moment before it can be programmed; nothing that the firmware can do helps.</summary>
    public sealed class PowerCycleException : BridgeException
    {
        /// <summary>Creates the error.</summary>
        /// <param name="step">What was done.</param>
        /// <param name="expected">What was expected.</param>
        /// <param name="got">What came.</param>
        /// <param name="advice">What to do about it.</param>
        public PowerCycleException(string step, string expected, string got, string advice)
            : base(step, NoAddress, expected, got, advice)
        {
        }
    }
}
