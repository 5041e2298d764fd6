using System;
using Esp32Bridge.Errors;

namespace Esp32Bridge.Tool
{
    /// <summary>What the tool was asked for did not work.</summary>
    public sealed class ToolException : BridgeException
    {
        /// <summary>Creates the error.</summary>
        /// <param name="step">What was being done, or what was being read.</param>
        /// <param name="expected">What should be there.</param>
        /// <param name="got">What is there.</param>
        /// <param name="advice">What to do about it.</param>
        /// <param name="cause">The error underneath, or null.</param>
        public ToolException(string step, string expected, string got, string advice, Exception cause = null)
            : base(step, NoAddress, expected, got, advice, cause)
        {
        }
    }
}
