using Esp32Bridge.Json;
using Esp32Bridge.Logging;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Jobs
{
    /// <summary>
    /// Where a job waits between those who find it and the one who carries it out. It holds one, which has to be newer
    /// than the last one. A job that runs meanwhile is asked to stop, since it is out of date, if the newer one takes care
    /// of all its targets; so does a job that waits to be tried again make way.
    /// </summary>
    public sealed class JobInbox
    {
        private const int FirstPause = 60 * 1000;
        private const int LongestPause = 60 * 60 * 1000;

        private readonly object _lock = new object();
        private readonly JobRecord _record;
        private readonly StopSignal _stop;
        private readonly IClock _clock;
        private Job _waiting;
        private Job _running;
        private Job _postponed;
        private long _resumeAt;
        private int _pause;

        /// <summary>Creates an empty inbox.</summary>
        /// <param name="record">Remembers jobs.</param>
        /// <param name="stop">Asks the job that runs to stop.</param>
        /// <param name="clock">The clock.</param>
        public JobInbox(JobRecord record, StopSignal stop, IClock clock)
        {
            _record = record;
            _stop = stop;
            _clock = clock;
        }

        /// <summary>Takes up the jobs that had not ended at the last power-off.</summary>
        /// <param name="url">The manifest's address, to which the images' addresses can be relative.</param>
        /// <param name="log">Where it is told.</param>
        public void Resume(string url, ILog log)
        {
            lock (_lock)
            {
                _postponed = Parse(_record.ReadRunning(), url, log);
                _waiting = Parse(_record.ReadWaiting(), url, log);
                _pause = FirstPause;
            }
        }

        /// <summary>Hands in a job.</summary>
        /// <param name="job">The job.</param>
        /// <param name="manifest">Its manifest, to be kept until the job has ended.</param>
        /// <returns>False when it is refused: it is not newer than all that were handed in before.</returns>
        public bool Offer(Job job, byte[] manifest)
        {
            lock (_lock)
            {
                if (job.Number <= _record.LastFinished || job.Number < _record.Newest || !IsNewer(job, _running) || !IsNewer(job, _postponed) || !IsNewer(job, _waiting))
                {
                    return false;
                }

                _record.Accept(job.Number, manifest);
                _waiting = job;
                if (_running != null && _record.Current.IsCoveredBy(job))
                {
                    _stop.Set();
                }

                return true;
            }
        }

        /// <summary>Takes a job in order to run it; <see cref="Finish"/> or <see cref="Postpone"/> has to follow.</summary>
        /// <returns>The job, or null when it is no job's time.</returns>
        public Job Take()
        {
            lock (_lock)
            {
                if (_postponed != null && (_waiting == null || !_record.Current.IsCoveredBy(_waiting)))
                {
                    if (_clock.Milliseconds < _resumeAt)
                    {
                        return null;
                    }

                    _running = _postponed;
                }
                else
                {
                    _running = _waiting;
                    _waiting = null;
                    _pause = FirstPause;
                }

                _postponed = null;
                _stop.Clear();
                if (_running != null)
                {
                    _record.Begin(_running);
                }

                return _running;
            }
        }

        /// <summary>Says that the job that was taken has ended, whatever its end.</summary>
        public void Finish()
        {
            lock (_lock)
            {
                _running = null;
            }
        }

        /// <summary>Says that the job that was taken has to be tried again: after a minute, and later and later up to an hour.</summary>
        /// <returns>After how many milliseconds.</returns>
        public int Postpone()
        {
            lock (_lock)
            {
                int pause = _pause;
                _postponed = _running;
                _running = null;
                _resumeAt = _clock.Milliseconds + pause;
                _pause = pause > LongestPause / 2 ? LongestPause : 2 * pause;
                return pause;
            }
        }

        private static Job Parse(byte[] manifest, string url, ILog log)
        {
            if (manifest == null)
            {
                return null;
            }

            try
            {
                Job job = JobManifest.Parse(manifest, url);
                log.Write("job " + job.Number + ": taken up again after a restart");
                return job;
            }
            catch (JsonException error)
            {
                log.Write("a job from before the restart is lost: " + error.Message);
                return null;
            }
        }

        private static bool IsNewer(Job job, Job other)
        {
            return other == null || job.Number > other.Number;
        }
    }
}
