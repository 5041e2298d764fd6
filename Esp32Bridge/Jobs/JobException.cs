using System;
using Esp32Bridge.Errors;

namespace Esp32Bridge.Jobs
{
    /// <summary>The job, or its entry for a target, cannot be carried out as it is written.</summary>
    public sealed class JobException : BridgeException
    {
        /// <summary>Creates the error.</summary>
        /// <param name="step">What was being read, for instance "job.json: size".</param>
        /// <param name="expected">What should be there.</param>
        /// <param name="got">What is there.</param>
        /// <param name="cause">The error underneath, or null.</param>
        public JobException(string step, string expected, string got, Exception cause = null)
            : base(step, NoAddress, expected, got, "Correct the job and give it a new number.", cause)
        {
        }
    }
}
