using System;
using Esp32Bridge.Images;

namespace Esp32Bridge.Jobs
{
    /// <summary>Decides how long a job waits for an unreachable server: for the number of days in the job, while all its targets have a program.</summary>
    internal sealed class ServerPatience
    {
        private const int MinutesOfDay = 24 * 60;

        private readonly TakenJob _job;

        /// <summary>Creates the object.</summary>
        /// <param name="job">The job.</param>
        internal ServerPatience(TakenJob job)
        {
            _job = job;
        }

        /// <summary>Gets whether the job still waits.</summary>
        internal bool IsLeft
        {
            get { return _job.Progress.Waited < _job.Job.Patience * MinutesOfDay; }
        }

        /// <summary>Tells whether an error is one of an unreachable server, and records how long that asks to wait.</summary>
        /// <param name="error">The error.</param>
        /// <returns>False if waiting does not help.</returns>
        internal bool MayPass(Exception error)
        {
            ImageException download = error as ImageException;
            if (download == null || !download.MayPass)
            {
                return false;
            }

            _job.Progress.NoteRest(download.RetryAfter);
            return true;
        }

        /// <summary>Turns the last failure into the final one.</summary>
        /// <param name="failure">The failure.</param>
        /// <returns>The failure that ends the job.</returns>
        internal StepFailure GivenUp(StepFailure failure)
        {
            int days = _job.Job.Patience;
            string last = failure.Error.Message.TrimEnd('.');
            return new StepFailure(failure.Member, new JobException("download", "the image within " + days + (days == 1 ? " day" : " days"), "none; at last: " + last, "The job is given up.", failure.Error));
        }
    }
}
