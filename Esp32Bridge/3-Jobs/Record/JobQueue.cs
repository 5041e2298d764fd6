using Esp32Bridge.Errors;
using Esp32Bridge.Logging;
using Esp32Bridge.Programming;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Jobs
{
    /// <summary>
    /// Knows which job was the last, which one runs, how far it is, and which one waits behind it, also after a restart. A job
    /// has to be newer than all before it. One that runs is asked to stop when a newer one takes care of all its targets; so does
    /// one that waits to be tried again make way, and for any newer one when it has touched nothing. One job waits: a newer one takes
    /// its place if it takes care of all its targets, and is not taken yet if it does not. All threads may use it. Where the store fails, it goes on in memory, and says so.
    /// </summary>
    public sealed class JobQueue
    {
        private const int FirstPause = 60 * 1000;
        private const int LongestPause = 60 * 60 * 1000;

        // The part of a pause by which it varies: a fleet that lost its server does not come back in step.
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

        /// <summary>Takes up what had not ended at the last power-off.</summary>
        /// <param name="store">Where it is kept.</param>
        /// <param name="trust">Knows the highest number.</param>
        /// <param name="url">The manifest's address, to which the images' addresses can be relative.</param>
        /// <param name="stop">Asks the job that runs to stop.</param>
        /// <param name="clock">The clock.</param>
        /// <param name="log">Where a store that fails is told.</param>
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
                // Earlier firmware understood its manifest otherwise: it begins anew.
                _memory.Waiting = _memory.Waiting == null ? _memory.Running : _memory.Waiting;
                _memory.Running = null;
            }
        }

        /// <summary>Gets whether the job that has begun is carried out now; else it waits for its time.</summary>
        public bool IsRunning { get; private set; }

        /// <summary>Gets the number of the last job that ended, 0 when there was none.</summary>
        public int LastFinished
        {
            get { return _memory.LastFinished; }
        }

        /// <summary>Gets the number that every new job has to exceed, 0 when none was ever accepted.</summary>
        public int Highest
        {
            get { return _trust.Highest; }
        }

        /// <summary>Gets why what was kept of jobs could not be read at the start, or null.</summary>
        public string Trouble
        {
            get { return _trust.Trouble; }
        }

        /// <summary>Gets how far the job is that runs or ran last, or null. Its targets are changed by the threads that run it.</summary>
        public JobProgress Current
        {
            get { return _memory.Current; }
        }

        /// <summary>Gets which programs the targets have. They are kept with the progress of the job.</summary>
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

        /// <summary>Gets what the job that waits is called by the server that gave it, or null.</summary>
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

        /// <summary>Hands in a job. It waits in the place of the one that waited, if it has all its targets.</summary>
        /// <param name="job">The job.</param>
        /// <param name="manifest">Its manifest, to be kept until the job has ended.</param>
        /// <param name="signer">The key that signed it, 32 bytes.</param>
        /// <param name="replaced">Gets the job that waited and ends because this one takes its place, or null.</param>
        /// <param name="origin">Where it came from; null for the usual place.</param>
        /// <returns>False when it is known: it runs, waits, or ended last. Its end is told to the server that named it last.</returns>
        /// <exception cref="JobRefusedException">Its number is not larger than all before it, or much larger.</exception>
        /// <exception cref="JobException">A job waits for a target that it does not have. It is taken when that one has begun.</exception>
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

                // One that did not end, and whose manifest was lost in a restart, may come again with its number.
                _ = new byte[Headroom.Size];
                _trust.CheckNumber(job.Number, job.Number == _memory.LastFinished || IsOfNumber(_memory.Running, job.Number) || IsOfNumber(_memory.Waiting, job.Number));
                replaced = QueuedJob.Replace(_memory.Waiting, job);
                if (_trust.Highest == 0)
                {
                    // The record is there before the number is: where there is only the number, the record is lost.
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

        /// <summary>Takes a job in order to run it; <see cref="End"/> or <see cref="Postpone"/> has to follow.</summary>
        /// <returns>The job, or null when it is no job's time.</returns>
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

        /// <summary>Says that the job that was taken begins to program a target: from now on nobody takes it back.</summary>
        /// <exception cref="StoppedException">It was asked to stop before.</exception>
        internal void BeginProgramming()
        {
            lock (_lock)
            {
                _stop.Check();
                _memory.Current.HasBegun = true;
            }
        }

        /// <summary>Takes a job back, as long as it has changed nothing: one that waits is dropped, one that was taken ends as soon as it can.</summary>
        /// <param name="reference">What the server calls it that gave it.</param>
        /// <returns>False when it is too late: it has begun to program, or brings a target its program, or has ended behind that.</returns>
        public bool TryWithdraw(string reference)
        {
            lock (_lock)
            {
                if (QueuedJob.ReferenceOf(_memory.Waiting) == reference)
                {
                    Job waiting = JobOf(_memory.Waiting);
                    if (IsRunning && waiting != null && _memory.Current.IsCoveredBy(waiting))
                    {
                        // The one that runs stops for it.
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
                    // Its manifest was lost in a restart: nobody takes it up.
                    job.HasEnded = true;
                    Write();
                }

                return true;
            }
        }

        /// <summary>Remembers how far the job is that runs.</summary>
        internal void Save()
        {
            lock (_lock)
            {
                Write();
            }
        }

        /// <summary>Remembers that the job that was taken has ended, whatever its end.</summary>
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
        /// Says that the job that was taken has to be tried again: after a minute, and later and later up to an hour, and not before
        /// a server wants it within that hour; up to a tenth is added. How long it waits in all is remembered.
        /// </summary>
        /// <returns>After how many milliseconds.</returns>
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

        /// <summary>Remembers that somebody was told of the end of a job.</summary>
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

        // A job that is known is what another server waits for, or the same one under another name.
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

        // The job that waits becomes the one that runs. One that came again because its manifest was lost goes on where it was.
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
