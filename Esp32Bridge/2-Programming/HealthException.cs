using Esp32Bridge.Errors;

namespace Esp32Bridge.Programming
{
    /// <summary>A program was started and did not send its sign of health.</summary>
    public sealed class HealthException : BridgeException
    {
        /// <summary>Creates the error.</summary>
        /// <param name="expected">What the program should have sent.</param>
        /// <param name="got">What came instead.</param>
        public HealthException(string expected, string got)
            : base("wait for health", NoAddress, expected, got, "The program starts and is not well: see what it says on its UART and check 'health' in the job.")
        {
        }
    }
}
