using Esp32Bridge.Errors;

namespace Esp32Bridge.Jobs
{
    /// <summary>An authentic job that this device refuses: it is for others, or its number is not allowed.</summary>
    public sealed class JobRefusedException : BridgeException
    {
        /// <summary>Creates the error.</summary>
        /// <param name="field">The field of job.json that is the reason.</param>
        /// <param name="expected">The value that this device would accept.</param>
        /// <param name="got">The value in the job.</param>
        /// <param name="advice">The advice.</param>
        internal JobRefusedException(string field, string expected, string got, string advice)
            : base("job.json: " + field, NoAddress, expected, got, advice)
        {
        }
    }
}
