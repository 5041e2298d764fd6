namespace Esp32Bridge.Jobs
{
    /// <summary>
    /// Where a job waits between those who find it and the one who carries it out. It holds one: a job that arrives
    /// while another waits or runs is refused, and so is one that is not newer than the last.
    /// </summary>
    public sealed class JobInbox
    {
        private readonly object _lock = new object();
        private readonly IJobRecord _record;
        private Job _waiting;
        private bool _running;

        /// <summary>Creates an empty inbox.</summary>
        /// <param name="record">Remembers the last job.</param>
        public JobInbox(IJobRecord record)
        {
            _record = record;
        }

        /// <summary>Gets whether a job waits or runs.</summary>
        public bool IsBusy
        {
            get
            {
                lock (_lock)
                {
                    return _running || _waiting != null;
                }
            }
        }

        /// <summary>Hands in a job.</summary>
        /// <param name="job">The job.</param>
        /// <returns>False when it is refused.</returns>
        public bool Offer(Job job)
        {
            lock (_lock)
            {
                if (_running || _waiting != null || job.Number <= _record.LastFinished)
                {
                    return false;
                }

                _waiting = job;
                return true;
            }
        }

        /// <summary>Takes the waiting job in order to run it; <see cref="Finish"/> has to follow.</summary>
        /// <returns>The job, or null when none waits.</returns>
        public Job Take()
        {
            lock (_lock)
            {
                Job job = _waiting;
                _waiting = null;
                _running = job != null;
                return job;
            }
        }

        /// <summary>Says that the job that was taken has ended, whatever its end.</summary>
        /// <param name="job">The job.</param>
        public void Finish(Job job)
        {
            lock (_lock)
            {
                _record.Finish(job.Number);
                _running = false;
            }
        }
    }
}
