using Esp32Bridge.Errors;

namespace Esp32Bridge.Ymodem
{
    /// <summary>The receiver did not take the file.</summary>
    public sealed class YmodemException : BridgeException
    {
        /// <summary>Creates the error.</summary>
        /// <param name="packet">What was being sent: "packet 5".</param>
        /// <param name="expected">What was awaited.</param>
        /// <param name="got">What came.</param>
        /// <param name="advice">What to do about it.</param>
        public YmodemException(string packet, string expected, string got, string advice)
            : base("YMODEM " + packet, NoAddress, expected, got, advice)
        {
        }
    }
}
