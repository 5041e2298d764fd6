using System;
using Esp32Bridge.Errors;

namespace Esp32Bridge.Jobs
{
    /// <summary>A job does not come from somebody who may give one.</summary>
    public sealed class SignatureException : BridgeException
    {
        /// <summary>Creates the error.</summary>
        /// <param name="step">What was being checked, for instance "job.json: signature".</param>
        /// <param name="expected">What should be there.</param>
        /// <param name="got">What is there.</param>
        /// <param name="advice">What to do about it.</param>
        /// <param name="cause">The error underneath, or null.</param>
        public SignatureException(string step, string expected, string got, string advice, Exception cause = null)
            : base(step, NoAddress, expected, got, advice, cause)
        {
        }
    }
}
