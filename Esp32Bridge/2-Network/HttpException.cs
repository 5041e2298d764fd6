using System;
using Esp32Bridge.Errors;

namespace Esp32Bridge.Network
{
    /// <summary>A server did not send, or accept, what it should.</summary>
    public sealed class HttpException : BridgeException
    {
        /// <summary>Creates the error.</summary>
        /// <param name="step">The step that failed, for example "fetch http://host/job.json".</param>
        /// <param name="expected">The expected value or event.</param>
        /// <param name="got">The actual value or event.</param>
        /// <param name="advice">The advice.</param>
        /// <param name="cause">The underlying error, or null.</param>
        public HttpException(string step, string expected, string got, string advice, Exception cause = null)
            : base(step, NoAddress, expected, got, advice, cause)
        {
        }

        /// <summary>Gets or sets how long to wait before the next request, in milliseconds, at most a day; 0 if the server names no time.</summary>
        public int RetryAfter { get; set; }
    }
}
