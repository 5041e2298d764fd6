using System;
using Esp32Bridge.Images;

namespace Esp32Bridge.Jobs
{
    /// <summary>Knows for how long a job waits for a server that is away: as long as all its targets have a program, for the days that it says.</summary>
    internal sealed class ServerPatience
    {
        private const int MinutesOfDay = 24 * 60;

        private readonly TakenJob _job;

        /// <summary>Creates it.</summary>
        /// <param name="job">The job.</param>
        internal ServerPatience(TakenJob job)
        {
            _job = job;
        }

        /// <summary>Gets whether it still waits.</summary>
        internal bool IsLeft
        {
            get { return _job.Progress.Waited < _job.Job.Patience * MinutesOfDay; }
        }

        /// <summary>Tells whether an error says that a server is away, and notes how long it wants to be left alone.</summary>
        /// <param name="error">The error.</param>
        /// <returns>False when no waiting mends it.</returns>
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

        /// <summary>Says that a failure is final now.</summary>
        /// <param name="failure">The failure.</param>
        /// <returns>What ends the job.</returns>
        internal StepFailure GivenUp(StepFailure failure)
        {
            int days = _job.Job.Patience;
            string last = failure.Error.Message.TrimEnd('.');
            return new StepFailure(failure.Member, new JobException("download", "the image within " + days + (days == 1 ? " day" : " days"), "none; at last: " + last, "The job is given up.", failure.Error));
        }
    }
}
