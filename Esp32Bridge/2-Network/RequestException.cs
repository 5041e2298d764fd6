using Esp32Bridge.Errors;

namespace Esp32Bridge.Network
{
    /// <summary>A refused request, with the status of the response (RFC 9110 15.5).</summary>
    public sealed class RequestException : BridgeException
    {
        /// <summary>The advice where the same request can succeed later.</summary>
        public const string TryAgain = "Send it again.";

        /// <summary>Creates an error of a request.</summary>
        /// <param name="status">The status, 400 to 599.</param>
        /// <param name="expected">What the request should have been.</param>
        /// <param name="got">What it was.</param>
        /// <param name="advice">The advice.</param>
        public RequestException(int status, string expected, string got, string advice = "Correct the request.")
            : base("request", NoAddress, expected, got, advice)
        {
            Status = status;
        }

        /// <summary>Creates an error of the content of a request.</summary>
        /// <param name="status">The status, 400 to 599.</param>
        /// <param name="cause">The error in the content; the response repeats its text.</param>
        public RequestException(int status, BridgeException cause)
            : base(cause.Step, cause.Address, cause.Expected, cause.Got, cause.Advice, cause)
        {
            Status = status;
            Target = cause.Target;
        }

        /// <summary>Gets the status.</summary>
        public int Status { get; }

        /// <summary>Gets or sets one more header field of the response, for example "Allow: GET" (RFC 9110 10.2.1), or null.</summary>
        public string Field { get; set; }
    }
}
