using Esp32Bridge.Errors;

namespace Esp32Bridge.Network
{
    /// <summary>A request that is refused, with the status of the answer (RFC 9110 15.5).</summary>
    public sealed class RequestException : BridgeException
    {
        /// <summary>The advice where the same request can succeed later.</summary>
        public const string TryAgain = "Send it again.";

        /// <summary>Creates an error of a request.</summary>
        /// <param name="status">The status, 400 to 599.</param>
        /// <param name="expected">What should have been asked.</param>
        /// <param name="got">What was asked; nothing of what the client has sent, which may be a secret.</param>
        /// <param name="advice">What to do about it.</param>
        public RequestException(int status, string expected, string got, string advice = "Correct the request.")
            : base("request", NoAddress, expected, got, advice)
        {
            Status = status;
        }

        /// <summary>Creates an error of what a request handed in.</summary>
        /// <param name="status">The status, 400 to 599.</param>
        /// <param name="cause">What is wrong with it; its words are the answer's.</param>
        public RequestException(int status, BridgeException cause)
            : base(cause.Step, cause.Address, cause.Expected, cause.Got, cause.Advice, cause)
        {
            Status = status;
            Target = cause.Target;
        }

        /// <summary>Gets the status.</summary>
        public int Status { get; }

        /// <summary>Gets or sets what the head of the answer says besides, "Allow: GET" for instance (RFC 9110 10.2.1), or null.</summary>
        public string Field { get; set; }
    }
}
