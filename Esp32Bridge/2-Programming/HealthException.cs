using Esp32Bridge.Errors;

namespace Esp32Bridge.Programming
{
    /// <summary>A program was started and did not say that it is well.</summary>
    public sealed class HealthException : BridgeException
    {
        /// <summary>Creates the error.</summary>
        /// <param name="expected">What it should have said.</param>
        /// <param name="got">What came instead.</param>
        public HealthException(string expected, string got)
            : base("wait for health", NoAddress, expected, got, "The program starts and is not well: see what it says on its UART and check 'health' in the job.")
        {
        }
    }
}
