using System;
using Esp32Bridge.Errors;

namespace Esp32Bridge.Tool
{
    /// <summary>An operation of the tool failed.</summary>
    public sealed class ToolException : BridgeException
    {
        /// <summary>Creates the error.</summary>
        /// <param name="step">What was being done or read.</param>
        /// <param name="expected">What was expected.</param>
        /// <param name="got">What was found.</param>
        /// <param name="advice">What the user can do.</param>
        /// <param name="cause">The inner exception, or null.</param>
        public ToolException(string step, string expected, string got, string advice, Exception cause = null)
            : base(step, NoAddress, expected, got, advice, cause)
        {
        }
    }
}
