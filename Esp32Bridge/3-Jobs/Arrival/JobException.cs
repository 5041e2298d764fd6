using System;
using Esp32Bridge.Errors;

namespace Esp32Bridge.Jobs
{
    /// <summary>A job, or its entry for a target, cannot be carried out as it is written.</summary>
    public sealed class JobException : BridgeException
    {
        /// <summary>The advice for all errors in the content of a job.</summary>
        public const string CorrectTheJob = "Correct the job.";

        /// <summary>Creates an error in the content of a job.</summary>
        /// <param name="step">What was being read, for example "job.json: size".</param>
        /// <param name="expected">The expected value.</param>
        /// <param name="got">The actual value.</param>
        /// <param name="cause">The underlying error, or null.</param>
        public JobException(string step, string expected, string got, Exception cause = null)
            : this(step, expected, got, CorrectTheJob, cause)
        {
        }

        /// <summary>Creates another error of a job.</summary>
        /// <param name="step">The step that failed.</param>
        /// <param name="expected">The expected value or event.</param>
        /// <param name="got">The actual value or event.</param>
        /// <param name="advice">The advice.</param>
        /// <param name="cause">The underlying error, or null.</param>
        public JobException(string step, string expected, string got, string advice, Exception cause)
            : base(step, NoAddress, expected, got, advice, cause)
        {
        }
    }
}
