using Esp32Bridge.Errors;

namespace Esp32Bridge.Transfers
{
    /// <summary>A fetch by the part failed.</summary>
    public sealed class FetchException : BridgeException
    {
        /// <summary>Creates the error.</summary>
        /// <param name="expected">The expected value or event.</param>
        /// <param name="got">The actual value or event.</param>
        /// <param name="advice">The advice.</param>
        public FetchException(string expected, string got, string advice)
            : base("fetch by the part", NoAddress, expected, got, advice)
        {
        }

        /// <summary>Gets whether the part's program caused the error, which proves that it runs.</summary>
        public bool IsFromProgram { get; init; }
    }
}
