using Esp32Bridge.Errors;

namespace Esp32Bridge.Fetch
{
    /// <summary>A part that fetches its image did not come to a good end.</summary>
    public sealed class FetchException : BridgeException
    {
        /// <summary>Creates the error.</summary>
        /// <param name="expected">What the part should have done.</param>
        /// <param name="got">What it did.</param>
        /// <param name="advice">What to do about it.</param>
        public FetchException(string expected, string got, string advice)
            : base("fetch by the part", NoAddress, expected, got, advice)
        {
        }

        /// <summary>Gets whether it is something that the part's program did: so it runs.</summary>
        public bool IsFromProgram { get; init; }
    }
}
