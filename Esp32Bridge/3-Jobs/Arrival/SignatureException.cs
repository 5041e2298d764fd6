using Esp32Bridge.Errors;

namespace Esp32Bridge.Jobs
{
    /// <summary>A job is not signed by the owner of the device, or was changed since.</summary>
    public sealed class SignatureException : BridgeException
    {
        /// <summary>Creates the error.</summary>
        /// <param name="expected">What should be there.</param>
        /// <param name="got">What is there.</param>
        /// <param name="advice">What to do about it.</param>
        public SignatureException(string expected, string got, string advice)
            : base("check the signature", NoAddress, expected, got, advice)
        {
        }
    }
}
