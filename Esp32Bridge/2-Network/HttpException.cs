using System;
using Esp32Bridge.Errors;

namespace Esp32Bridge.Network
{
    /// <summary>A server did not give, or take, what it should.</summary>
    public sealed class HttpException : BridgeException
    {
        /// <summary>Creates the error.</summary>
        /// <param name="step">What was being done, "fetch http://host/job.json" for instance.</param>
        /// <param name="expected">What should have happened.</param>
        /// <param name="got">What happened.</param>
        /// <param name="advice">What to do about it.</param>
        /// <param name="cause">The error underneath, or null.</param>
        public HttpException(string step, string expected, string got, string advice, Exception cause = null)
            : base(step, NoAddress, expected, got, advice, cause)
        {
        }

        /// <summary>Gets or sets how long the server wants to be left alone, in milliseconds, at most a day; 0 when it does not say it.</summary>
        public int RetryAfter { get; set; }
    }
}
