using System;
using Esp32Bridge.Errors;

namespace Esp32Bridge.Json
{
    /// <summary>A text is not JSON, or a field has the wrong type or value.</summary>
    public sealed class JsonException : BridgeException
    {
        /// <summary>Creates the error.</summary>
        /// <param name="step">What was being read, for instance "job.json: size".</param>
        /// <param name="expected">What should be there.</param>
        /// <param name="got">What is there.</param>
        /// <param name="advice">What to do about it.</param>
        /// <param name="cause">The underlying error, or null.</param>
        public JsonException(string step, string expected, string got, string advice, Exception cause = null)
            : base(step, NoAddress, expected, got, advice, cause)
        {
        }
    }
}
