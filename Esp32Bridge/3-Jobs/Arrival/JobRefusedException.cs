using Esp32Bridge.Errors;

namespace Esp32Bridge.Jobs
{
    /// <summary>An authentic job that this device does not take: it is for others, or its number does not follow.</summary>
    public sealed class JobRefusedException : BridgeException
    {
        /// <summary>Creates the error.</summary>
        /// <param name="field">The field of job.json that speaks against it.</param>
        /// <param name="expected">What this device would take.</param>
        /// <param name="got">What the job says.</param>
        /// <param name="advice">What to do about it.</param>
        internal JobRefusedException(string field, string expected, string got, string advice)
            : base("job.json: " + field, NoAddress, expected, got, advice)
        {
        }
    }
}
