using Esp32Bridge.Errors;
using Esp32Bridge.Logging;
using Esp32Bridge.Programming;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Jobs
{
    /// <summary>
    /// Records the last job, the running one with its progress, and the waiting one, also across restarts. All threads may use it. The number of a
    /// job must be larger than those of all earlier jobs. A new job that has entries for all unfinished targets of the running job stops it. It also
    /// replaces a job that waits for its next attempt; if that job has changed nothing, any newer job does. Only one job waits: a newer one replaces
    /// it if it has all its targets, and is refused for now if not. If the store fails, the queue continues in memory and logs the error.
    /// </summary>
    public sealed class JobQueue
    {
        private const int FirstPause = 60 * 1000;
        private const int LongestPause = 60 * 60 * 1000;

        // The reciprocal of the random part of a pause: devices of a fleet that lost its server do not all retry at the same time.
        private const int Variation = 10;

        private const string Replaced = "A newer job has taken its place and follows.";
        private const string Withdrawn = "The server that gave the job has taken it back.";

        private readonly object _lock = new object();
        private readonly IJobStore _store;
        private readonly JobTrust _trust;
        private readonly StopSignal _stop;
        private readonly IClock _clock;
        private readonly ILog _log;
        private readonly JobMemory _memory;

        private long _resumeAt;
        private int _pause = FirstPause;

        /// <summary>Restores the jobs that had not ended at the last power-off.</summary>
        /// <param name="store">The store.</param>
        /// <param name="trust">Holds the highest number.</param>
        /// <param name="url">The manifest's address, the base of relative image addresses.</param>
        /// <param name="stop">The request that stops the running job.</param>
        /// <param name="clock">The clock.</param>
        /// <param name="log">The log for errors of the store.</param>
        public JobQueue(IJobStore store, JobTrust trust, string url, StopSignal stop, IClock clock, ILog log)
        {
            _store = store;
            _trust = trust;
            _stop = stop;
            _clock = clock;
            _log = log;
            _memory = JobRecord.Read(store, trust);
            trust.Raise(_memory.LastFinished);
            trust.Raise(_memory.Current == null ? 0 : _memory.Current.Number);
            trust.Raise(QueuedJob.NumberOf(_memory.Waiting));
            _memory.Running = JobRecord.Restore(_memory.Running, url, store, log);
            _memory.Waiting = JobRecord.Restore(_memory.Waiting, url, store, log);
            Job begun = JobOf(_memory.Running);
            if (begun != null && (_memory.Current == null || !_memory.Current.IsOf(begun)))
            {
                // The manifest no longer has the same meaning as in earlier firmware: start it again.
                _memory.Waiting = _memory.Waiting == null ? _memory.Running : _memory.Waiting;
                _memory.Running = null;
            }
        }

        /// <summary>Gets whether the begun job is being carried out now; if not, it waits for its next attempt.</summary>
        public bool IsRunning { get; private set; }

        /// <summary>Gets the number of the last job that ended, 0 if there was none.</summary>
        public int LastFinished
        {
            get { return _memory.LastFinished; }
        }

        /// <summary>Gets the number that every new job has to exceed, 0 if no job was ever accepted.</summary>
        public int Highest
        {
            get { return _trust.Highest; }
        }

        /// <summary>Gets why the stored data could not be read at the start, or null.</summary>
        public string Trouble
        {
            get { return _trust.Trouble; }
        }

        /// <summary>Gets the progress of the job that is running or ran last, or null. The threads of the job change its targets.</summary>
        public JobProgress Current
        {
            get { return _memory.Current; }
        }

        /// <summary>Gets the programs of the targets. They are stored with the progress of the job.</summary>
        public TargetPrograms Programs
        {
            get { return _memory.Programs; }
        }

        /// <summary>Gets in how many seconds the job that has begun is tried again; 0 when it runs, is due, or none has begun.</summary>
        public int NextTry
        {
            get
            {
                lock (_lock)
                {
                    long left = IsRunning || JobOf(_memory.Running) == null ? 0 : _resumeAt - _clock.Milliseconds;
                    return left > 0 ? (int)(left / 1000) + 1 : 0;
                }
            }
        }

        /// <summary>Gets the number of the job that waits, 0 when none does.</summary>
        public int WaitingNumber
        {
            get
            {
                lock (_lock)
                {
                    return QueuedJob.NumberOf(_memory.Waiting);
                }
            }
        }

        /// <summary>Gets the server's name for the waiting job, or null.</summary>
        public string WaitingReference
        {
            get
            {
                lock (_lock)
                {
                    return QueuedJob.ReferenceOf(_memory.Waiting);
                }
            }
        }

        /// <summary>Submits a job. It replaces the waiting job if it has all its targets.</summary>
        /// <param name="job">The job.</param>
        /// <param name="manifest">Its manifest, which is kept until the job has ended.</param>
        /// <param name="signer">The key that signed it, 32 bytes.</param>
        /// <param name="replaced">Receives the end of the waiting job that this one replaces, or null.</param>
        /// <param name="origin">The origin of the job; null for the default one.</param>
        /// <returns>False if the job is known: it is running or waiting, or ended last. Its end is reported to the latest origin.</returns>
        /// <exception cref="JobRefusedException">Its number is not larger than those of all earlier jobs, or is much larger.</exception>
        /// <exception cref="JobException">The waiting job has a target that this one does not have. This one can be accepted when that one has begun.</exception>
        public bool Offer(Job job, byte[] manifest, byte[] signer, out JobProgress replaced, JobOrigin origin = null)
        {
            replaced = null;
            string hash = JobRecord.HashOf(manifest);
            lock (_lock)
            {
                if (IsKnown(_memory.Running, job, hash) || IsKnown(_memory.Waiting, job, hash) || IsLast(job, hash))
                {
                    Adopt(job.Number, origin);
                    return false;
                }

                // A job that did not end and whose manifest was lost in a restart may come again with the same number.
                _ = new byte[Headroom.Size];
                _trust.CheckNumber(job.Number, job.Number == _memory.LastFinished || IsOfNumber(_memory.Running, job.Number) || IsOfNumber(_memory.Waiting, job.Number));
                replaced = QueuedJob.Replace(_memory.Waiting, job);
                if (_trust.Highest == 0)
                {
                    // The record is written before the number: a number without a record means that the record was lost.
                    Write();
                }

                _trust.Accept(job.Number, signer, job.NextKey);
                _memory.Waiting = JobRecord.Keep(job, manifest, hash, origin, _memory.FreePlace(), _store, _log);
                Write();
                if (IsRunning && _memory.Current.IsCoveredBy(job))
                {
                    _stop.Set(Replaced);
                }

                return true;
            }
        }

        /// <summary>Takes a job to run it. <see cref="End"/> or <see cref="Postpone"/> has to follow.</summary>
        /// <returns>The job, or null if none is due.</returns>
        public TakenJob Take()
        {
            lock (_lock)
            {
                Job begun = JobOf(_memory.Running);
                Job waiting = JobOf(_memory.Waiting);
                bool goesOn = begun != null && (waiting == null || !(_memory.Current.IsCoveredBy(waiting) || _memory.Current.OnlyWaits()));
                if (goesOn ? _clock.Milliseconds < _resumeAt : waiting == null)
                {
                    return null;
                }

                IsRunning = true;
                _stop.Clear();
                if (goesOn)
                {
                    if (_memory.Current.IsWithdrawn)
                    {
                        _stop.Set(Withdrawn);
                    }

                    return new TakenJob(begun, _memory.Current, null);
                }

                _pause = FirstPause;
                JobProgress replaced = Begin();
                Write();
                return new TakenJob(waiting, _memory.Current, replaced);
            }
        }

        /// <summary>Records that the taken job begins to program a target. From now on it cannot be withdrawn.</summary>
        /// <exception cref="StoppedException">A stop was requested before.</exception>
        internal void BeginProgramming()
        {
            lock (_lock)
            {
                _stop.Check();
                _memory.Current.HasBegun = true;
            }
        }

        /// <summary>Withdraws a job that has changed nothing. A waiting job is dropped; a taken one ends as soon as possible.</summary>
        /// <param name="reference">The server's name for the job.</param>
        /// <returns>False if it is too late: the job has begun to program or has ended after that, or a target depends on it for its program.</returns>
        public bool TryWithdraw(string reference)
        {
            lock (_lock)
            {
                if (QueuedJob.ReferenceOf(_memory.Waiting) == reference)
                {
                    Job waiting = JobOf(_memory.Waiting);
                    if (IsRunning && waiting != null && _memory.Current.IsCoveredBy(waiting))
                    {
                        // The running job is being stopped in favour of this one.
                        return false;
                    }

                    _memory.Waiting = null;
                    Write();
                    return true;
                }

                JobProgress job = _memory.Current;
                if (job == null || job.Reference != reference)
                {
                    return true;
                }

                if (job.IsBound())
                {
                    return false;
                }

                job.IsWithdrawn = true;
                _resumeAt = 0;
                _stop.Set(Withdrawn);
                if (!job.HasEnded && JobOf(_memory.Running) == null)
                {
                    // Its manifest was lost in a restart, so it would never run.
                    job.HasEnded = true;
                    Write();
                }

                return true;
            }
        }

        /// <summary>Stores the progress of the running job.</summary>
        internal void Save()
        {
            lock (_lock)
            {
                Write();
            }
        }

        /// <summary>Records that the taken job has ended, with success or not.</summary>
        public void End()
        {
            lock (_lock)
            {
                IsRunning = false;
                _memory.Current.HasEnded = true;
                _memory.LastFinished = _memory.Current.Number;
                _memory.LastManifest = _memory.Running.Sha256;
                _memory.Running = null;
                Write();
            }
        }

        /// <summary>
        /// Postpones the taken job. The pause starts at a minute and doubles up to an hour. A server can ask for a longer pause within that hour. A
        /// random part of up to a tenth is added. The total wait is recorded.
        /// </summary>
        /// <returns>The pause in milliseconds, without the random part.</returns>
        public int Postpone()
        {
            lock (_lock)
            {
                int pause = _memory.Current.Wait(_pause);
                IsRunning = false;
                _resumeAt = _clock.Milliseconds + pause + _clock.Jitter(pause / Variation);
                _pause = _pause > LongestPause / 2 ? LongestPause : 2 * _pause;
                Write();
                return pause;
            }
        }

        /// <summary>Records that the end of a job was reported.</summary>
        /// <param name="number">Its number.</param>
        public void SetReported(int number)
        {
            lock (_lock)
            {
                if (_memory.Current != null && _memory.Current.Number == number)
                {
                    _memory.Current.IsReported = true;
                    Write();
                }
            }
        }

        private static bool IsOfNumber(QueuedJob queued, int number)
        {
            return JobOf(queued) != null && queued.Number == number;
        }

        private static bool IsKnown(QueuedJob queued, Job job, string hash)
        {
            return IsOfNumber(queued, job.Number) && queued.Sha256 == hash;
        }

        // Records of earlier firmware do not have the hash.
        private bool IsLast(Job job, string hash)
        {
            return job.Number == _memory.LastFinished && (_memory.LastManifest == null || _memory.LastManifest == hash);
        }

        // A known job may come from another server, or from the same one under another name: the latest origin counts.
        private void Adopt(int number, JobOrigin origin)
        {
            if (origin == null)
            {
                return;
            }

            if (IsOfNumber(_memory.Waiting, number))
            {
                _memory.Waiting.Origin = origin;
            }
            else if (_memory.Current != null && _memory.Current.Number == number)
            {
                _memory.Current.Reference = origin.Reference;
            }

            Write();
        }

        private static Job JobOf(QueuedJob queued)
        {
            return queued == null ? null : queued.Job;
        }

        // The waiting job becomes the running one. A job whose manifest was lost, and which came again, continues where it was.
        private JobProgress Begin()
        {
            JobProgress before = _memory.Current;
            _memory.Running = _memory.Waiting;
            _memory.Waiting = null;
            string reference = QueuedJob.ReferenceOf(_memory.Running);
            if (before != null && before.IsOf(_memory.Running.Job))
            {
                before.Reference = reference;
                return null;
            }

            _memory.Current = _memory.CreateProgress(_memory.Running.Job);
            _memory.Current.Reference = reference;
            if (before == null || before.HasEnded)
            {
                return null;
            }

            before.ReplaceBy(_memory.Current.Number);
            return before;
        }

        private void Write()
        {
            JobRecord.Write(_memory, _store, _log);
        }
    }
}
