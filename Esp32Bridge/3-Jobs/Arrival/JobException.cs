using System;
using Esp32Bridge.Errors;

namespace Esp32Bridge.Jobs
{
    /// <summary>The job, or its entry for a target, cannot be carried out as it is written.</summary>
    public sealed class JobException : BridgeException
    {
        /// <summary>The advice for everything that is wrong with what a job says.</summary>
        public const string CorrectTheJob = "Correct the job.";

        /// <summary>Creates an error of what a job says.</summary>
        /// <param name="step">What was being read, for instance "job.json: size".</param>
        /// <param name="expected">What should be there.</param>
        /// <param name="got">What is there.</param>
        /// <param name="cause">The error underneath, or null.</param>
        public JobException(string step, string expected, string got, Exception cause = null)
            : this(step, expected, got, CorrectTheJob, cause)
        {
        }

        /// <summary>Creates an error of another kind.</summary>
        /// <param name="step">What was being done.</param>
        /// <param name="expected">What should have happened.</param>
        /// <param name="got">What happened.</param>
        /// <param name="advice">What to do about it.</param>
        /// <param name="cause">The error underneath, or null.</param>
        public JobException(string step, string expected, string got, string advice, Exception cause)
            : base(step, NoAddress, expected, got, advice, cause)
        {
        }
    }
}
