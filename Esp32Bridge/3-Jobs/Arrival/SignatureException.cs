using Esp32Bridge.Errors;

namespace Esp32Bridge.Jobs
{
    /// <summary>A job is not signed with a trusted key, or was changed after it was signed.</summary>
    public sealed class SignatureException : BridgeException
    {
        /// <summary>Creates the error.</summary>
        /// <param name="expected">The expected value.</param>
        /// <param name="got">The actual value.</param>
        /// <param name="advice">The advice.</param>
        public SignatureException(string expected, string got, string advice)
            : base("check the signature", NoAddress, expected, got, advice)
        {
        }
    }
}
