using System;
using Esp32Bridge.Errors;

namespace Esp32Bridge.Board
{
    /// <summary>The ESP32's own hardware does not do what the board description says.</summary>
    public sealed class BoardException : BridgeException
    {
        /// <summary>Creates the error.</summary>
        /// <param name="step">What was being done.</param>
        /// <param name="expected">What should have happened.</param>
        /// <param name="got">What happened.</param>
        /// <param name="advice">What to do about it.</param>
        /// <param name="cause">The error underneath, or null.</param>
        public BoardException(string step, string expected, string got, string advice, Exception cause = null)
            : base(step, NoAddress, expected, got, advice, cause)
        {
        }
    }
}
