using Esp32Bridge.Timing;

namespace Esp32Bridge.Jobs
{
    /// <summary>
    /// Where a job waits between those who find it and the one who carries it out. It holds one, which has to be newer
    /// than the last one; the job that runs meanwhile is asked to stop, since it is out of date.
    /// </summary>
    public sealed class JobInbox
    {
        private readonly object _lock = new object();
        private readonly IJobRecord _record;
        private readonly StopSignal _stop;
        private Job _waiting;
        private Job _running;

        /// <summary>Creates an empty inbox.</summary>
        /// <param name="record">Remembers the last job.</param>
        /// <param name="stop">Asks the job that runs to stop.</param>
        public JobInbox(IJobRecord record, StopSignal stop)
        {
            _record = record;
            _stop = stop;
        }

        /// <summary>Hands in a job.</summary>
        /// <param name="job">The job.</param>
        /// <returns>False when it is refused: it is not newer than the one that ran last, runs, or waits.</returns>
        public bool Offer(Job job)
        {
            lock (_lock)
            {
                if (job.Number <= _record.LastFinished || !IsNewer(job, _running) || !IsNewer(job, _waiting))
                {
                    return false;
                }

                _waiting = job;
                if (_running != null)
                {
                    _stop.Set();
                }

                return true;
            }
        }

        /// <summary>Takes the waiting job in order to run it; <see cref="Finish"/> has to follow.</summary>
        /// <returns>The job, or null when none waits.</returns>
        public Job Take()
        {
            lock (_lock)
            {
                _stop.Clear();
                _running = _waiting;
                _waiting = null;
                return _running;
            }
        }

        /// <summary>Says that the job that was taken has ended, whatever its end.</summary>
        /// <param name="job">The job.</param>
        public void Finish(Job job)
        {
            lock (_lock)
            {
                _record.Finish(job.Number);
                _running = null;
            }
        }

        private static bool IsNewer(Job job, Job other)
        {
            return other == null || job.Number > other.Number;
        }
    }
}
