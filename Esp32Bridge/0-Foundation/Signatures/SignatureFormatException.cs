using Esp32Bridge.Errors;

namespace Esp32Bridge.Signatures
{
    /// <summary>A text is not a public key, or not a signature.</summary>
    public sealed class SignatureFormatException : BridgeException
    {
        /// <summary>Creates the error.</summary>
        /// <param name="step">What was being read: "public key" or "signature".</param>
        /// <param name="expected">What should be there.</param>
        /// <param name="got">What is there.</param>
        /// <param name="advice">What to do about it.</param>
        public SignatureFormatException(string step, string expected, string got, string advice)
            : base(step, NoAddress, expected, got, advice)
        {
        }
    }
}
