using System;
using Esp32Bridge.Data;
using Esp32Bridge.Errors;
using Esp32Bridge.Hashing;
using Esp32Bridge.Json;
using Esp32Bridge.Logging;
using Esp32Bridge.Programming;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Jobs
{
    /// <summary>
    /// Knows which job was the last, which one runs, how far it is, and which one waits behind it, also after a restart. A job
    /// has to be newer than all before it. One that runs is asked to stop when a newer one takes care of all its targets; so does
    /// one that waits to be tried again make way, and for any newer one when it has touched nothing. All threads may use it. Where the store fails, it goes on in memory, and says so.
    /// </summary>
    public sealed class JobQueue
    {
        private const int FirstPause = 60 * 1000;
        private const int LongestPause = 60 * 60 * 1000;
        private const int Places = 2;

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
            _memory = Read();
            trust.Raise(_memory.LastFinished);
            trust.Raise(_memory.Current == null ? 0 : _memory.Current.Number);
            trust.Raise(NumberOf(_memory.Waiting));
            _memory.Running = Restore(_memory.Running, url);
            _memory.Waiting = Restore(_memory.Waiting, url);
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

        /// <summary>Gets the number of the job that waits, 0 when none does.</summary>
        public int WaitingNumber
        {
            get
            {
                lock (_lock)
                {
                    return NumberOf(_memory.Waiting);
                }
            }
        }

        /// <summary>Hands in a job. It waits in the place of the one that waited.</summary>
        /// <param name="job">The job.</param>
        /// <param name="manifest">Its manifest, to be kept until the job has ended.</param>
        /// <param name="signer">The key that signed it, 32 bytes.</param>
        /// <returns>False when it is known: it runs, waits, or ended last.</returns>
        /// <exception cref="JobRefusedException">Its number is not larger than all before it, or much larger.</exception>
        public bool Offer(Job job, byte[] manifest, byte[] signer)
        {
            string hash = HashOf(manifest);
            lock (_lock)
            {
                if (IsKnown(_memory.Running, job, hash) || IsKnown(_memory.Waiting, job, hash) || IsLast(job, hash))
                {
                    return false;
                }

                // One that did not end, and whose manifest was lost in a restart, may come again with its number.
                _ = new byte[Headroom.Size];
                _trust.CheckNumber(job.Number, job.Number == _memory.LastFinished || IsOfNumber(_memory.Running, job.Number) || IsOfNumber(_memory.Waiting, job.Number));
                if (_trust.Highest == 0)
                {
                    // The record is there before the number is: where there is only the number, the record is lost.
                    Write();
                }

                _trust.Accept(job.Number, signer, job.NextKey);
                _memory.Waiting = Keep(job, manifest, hash);
                Write();
                if (IsRunning && _memory.Current.IsCoveredBy(job))
                {
                    _stop.Set();
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
                    return new TakenJob(begun, _memory.Current, null);
                }

                _pause = FirstPause;
                JobProgress replaced = Begin();
                Write();
                return new TakenJob(waiting, _memory.Current, replaced);
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
        /// a server wants it within that hour. How long it waits in all is remembered.
        /// </summary>
        /// <returns>After how many milliseconds.</returns>
        public int Postpone()
        {
            lock (_lock)
            {
                int pause = _memory.Current.Wait(_pause);
                IsRunning = false;
                _resumeAt = _clock.Milliseconds + pause;
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

        private static int NumberOf(QueuedJob queued)
        {
            return queued == null ? 0 : queued.Number;
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
            if (before != null && before.IsOf(_memory.Running.Job))
            {
                return null;
            }

            _memory.Current = Create(_memory.Running.Job);
            if (before == null || before.HasEnded)
            {
                return null;
            }

            before.ReplaceBy(_memory.Current.Number);
            return before;
        }

        private JobProgress Create(Job job)
        {
            JobProgress before = _memory.Current;
            _memory.KeepFlashes();
            TargetProgress[] targets = new TargetProgress[job.Targets.Length];
            for (int i = 0; i < targets.Length; i++)
            {
                JobTarget target = job.Targets[i];
                targets[i] = new TargetProgress(target.Name, target.Image == null ? string.Empty : target.Image.Version, _memory.TakeFlash(target.Name));

                // By a job that is replaced before its end, or of which the record is lost: it may have left the target in its bootloader.
                TargetProgress begun = before == null ? null : before.Find(target.Name);
                bool isBegun = (begun != null && begun.Attempts > 0 && !begun.IsFinal) || targets[i].Flash == FlashState.Unknown;
                targets[i].Attempts = isBegun ? 1 : 0;
            }

            return new JobProgress(job.Number, targets);
        }

        private QueuedJob Keep(Job job, byte[] manifest, string hash)
        {
            int place = _memory.Running == null ? 0 : (_memory.Running.Place + 1) % Places;
            try
            {
                _store.WriteManifest(place, manifest);
            }
            catch (Exception error)
            {
                // It runs all the same; after a restart it has to come again.
                _log.Write("job " + job.Number + ": its manifest cannot be kept: " + error.Message);
                place = QueuedJob.Nowhere;
            }

            return new QueuedJob(job.Number, place, hash, job);
        }

        private QueuedJob Restore(QueuedJob stored, string url)
        {
            return stored == null ? null : new QueuedJob(stored.Number, stored.Place, stored.Sha256, Parse(stored, url));
        }

        private Job Parse(QueuedJob stored, string url)
        {
            byte[] manifest = ReadManifest(stored.Place);
            if (manifest == null || HashOf(manifest) != stored.Sha256)
            {
                _log.Write("job " + stored.Number + ": its manifest is lost; it goes on when it comes again");
                return null;
            }

            try
            {
                Job job = JobManifest.Parse(manifest, url);
                _log.Write("job " + job.Number + ": taken up again after a restart");
                return job;
            }
            catch (JsonException error)
            {
                _log.Write("a job from before the restart is lost: " + error.Message);
                return null;
            }
        }

        private byte[] ReadManifest(int place)
        {
            try
            {
                return _store.ReadManifest(place);
            }
            catch (Exception error)
            {
                _log.Write("a manifest cannot be read: " + error.GetType().Name + " " + error.Message);
                return null;
            }
        }

        private JobMemory Read()
        {
            try
            {
                byte[] state = _store.ReadState();
                _trust.CompareWith(state != null);
                if (state != null)
                {
                    return JobMemoryFormat.Decode(state);
                }
            }
            catch (Exception error)
            {
                _trust.Note("the record of jobs: " + error.Message);
            }

            // A device that never had a job has parts as somebody left them. One whose record is lost may have left them itself.
            return _trust.Trouble == null ? new JobMemory() : JobMemory.AfterLoss();
        }

        private void Write()
        {
            try
            {
                _store.WriteState(JobMemoryFormat.Encode(_memory));
            }
            catch (Exception error)
            {
                // The job goes on all the same; until the next restart everything is known here.
                _log.Write("the record of jobs cannot be written: " + error.GetType().Name + " " + error.Message);
            }
        }

        private static string HashOf(byte[] bytes)
        {
            Sha256 hash = new Sha256();
            hash.Update(bytes, 0, bytes.Length);
            return HexText.Of(hash.Finish());
        }
    }
}
