using System;
using Esp32Bridge.Hashing;
using Esp32Bridge.Logging;

namespace Esp32Bridge.Jobs
{
    /// <summary>
    /// Remembers across restarts which job was the last, which one runs, how far it is, and which one waits behind it. All
    /// threads may use it. Where the store fails, the record goes on in memory, and says so.
    /// </summary>
    public sealed class JobRecord
    {
        private const int Places = 2;

        private readonly object _lock = new object();
        private readonly IJobStore _store;
        private readonly ILog _log;
        private readonly JobMemory _memory;
        private JobProgress _replaced;

        /// <summary>Reads the record.</summary>
        /// <param name="store">Where it is kept.</param>
        /// <param name="log">Where a store that fails is told.</param>
        public JobRecord(IJobStore store, ILog log)
        {
            _store = store;
            _log = log;
            _memory = Read();
        }

        /// <summary>Gets the number of the last job that ended, 0 when there was none.</summary>
        public int LastFinished
        {
            get { return _memory.LastFinished; }
        }

        /// <summary>Gets the highest number of a job that ended, runs or waits, also if its manifest was lost; 0 when there was none.</summary>
        public int Newest
        {
            get
            {
                int current = _memory.Current == null ? 0 : _memory.Current.Number;
                int waiting = WaitingNumber;
                return waiting > current ? waiting : current;
            }
        }

        /// <summary>Gets the job that runs or ran last, or null. Its targets are changed by the thread that runs it.</summary>
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
                    return _memory.Waiting == null ? 0 : _memory.Waiting.Number;
                }
            }
        }

        /// <summary>Reads the manifest of the job that had not ended at the last power-off.</summary>
        /// <returns>Its bytes, or null.</returns>
        public byte[] ReadRunning()
        {
            return ReadManifest(_memory.Running);
        }

        /// <summary>Reads the manifest of the job that waited at the last power-off.</summary>
        /// <returns>Its bytes, or null.</returns>
        public byte[] ReadWaiting()
        {
            return ReadManifest(_memory.Waiting);
        }

        /// <summary>Remembers a job that waits from now on, in the place of the one that waited.</summary>
        /// <param name="number">Its number.</param>
        /// <param name="manifest">Its manifest.</param>
        public void Accept(int number, byte[] manifest)
        {
            lock (_lock)
            {
                int place = _memory.Running == null ? 0 : (_memory.Running.Place + 1) % Places;
                try
                {
                    _store.WriteManifest(place, manifest);
                    _memory.Waiting = new StoredManifest(number, place, HexText.Of(HashOf(manifest)));
                }
                catch (Exception error)
                {
                    // It runs all the same; after a restart it has to come again.
                    _memory.Waiting = null;
                    _log.Write("job " + number + ": its manifest cannot be kept: " + error.Message);
                }

                Write();
            }
        }

        /// <summary>Remembers that a job runs: the one that waited, or the one that ran at the last power-off.</summary>
        /// <param name="job">The job.</param>
        /// <returns>How far it is.</returns>
        public JobProgress Begin(Job job)
        {
            lock (_lock)
            {
                // One whose manifest was lost in a restart comes again with its number, and goes on.
                bool isKnown = _memory.Current != null && _memory.Current.IsOf(job);
                bool hasWaited = _memory.Waiting != null && _memory.Waiting.Number == job.Number;
                if (isKnown && !hasWaited)
                {
                    return _memory.Current;
                }

                _memory.Running = hasWaited ? _memory.Waiting : null;
                _memory.Waiting = hasWaited ? null : _memory.Waiting;
                if (!isKnown)
                {
                    _replaced = _memory.Current == null || _memory.Current.HasEnded ? null : _memory.Current;
                    _memory.Current = Create(job);
                }

                Write();
                return _memory.Current;
            }
        }

        /// <summary>Gets, once, the job that had not ended when the one that runs took its place.</summary>
        /// <returns>How far it was, or null when there is none.</returns>
        public JobProgress TakeReplaced()
        {
            lock (_lock)
            {
                JobProgress replaced = _replaced;
                _replaced = null;
                return replaced;
            }
        }

        /// <summary>Remembers how far the job is that runs.</summary>
        public void Save()
        {
            lock (_lock)
            {
                Write();
            }
        }

        /// <summary>Remembers that the job that ran has ended.</summary>
        public void End()
        {
            lock (_lock)
            {
                _memory.Current.HasEnded = true;
                _memory.LastFinished = _memory.Current.Number;
                _memory.Running = null;
                Write();
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

        private JobProgress Create(Job job)
        {
            for (int i = 0; _memory.Current != null && i < _memory.Current.Targets.Length; i++)
            {
                if (_memory.Current.Targets[i].IsWithoutProgram)
                {
                    _memory.WithoutProgram.Add(_memory.Current.Targets[i].Name);
                }
            }

            TargetProgress[] targets = new TargetProgress[job.Targets.Length];
            for (int i = 0; i < targets.Length; i++)
            {
                JobTarget target = job.Targets[i];
                targets[i] = new TargetProgress(target.Name, target.Image == null ? string.Empty : target.Image.Version);
                targets[i].IsWithoutProgram = _memory.WithoutProgram.Contains(target.Name);
                targets[i].Attempts = WasBegun(target.Name) ? 1 : 0;
                _memory.WithoutProgram.Remove(target.Name);
            }

            return new JobProgress(job.Number, targets);
        }

        // By a job that was replaced before its end, which may have left the target in its bootloader.
        private bool WasBegun(string name)
        {
            bool wasBegun = false;
            for (int i = 0; _memory.Current != null && i < _memory.Current.Targets.Length; i++)
            {
                TargetProgress target = _memory.Current.Targets[i];
                wasBegun = wasBegun || (target.Name == name && target.Attempts > 0 && !target.IsFinal);
            }

            return wasBegun;
        }

        private JobMemory Read()
        {
            byte[] state = _store.ReadState();
            try
            {
                return state == null ? new JobMemory() : JobMemoryFormat.Decode(state);
            }
            catch (Exception error)
            {
                _log.Write("the record of jobs cannot be read: " + error.Message);
                return new JobMemory();
            }
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

        private byte[] ReadManifest(StoredManifest stored)
        {
            if (stored == null)
            {
                return null;
            }

            byte[] manifest = _store.ReadManifest(stored.Place);
            if (manifest == null || HexText.Of(HashOf(manifest)) != stored.Sha256)
            {
                _log.Write("job " + stored.Number + ": its manifest is lost; it goes on when it comes again");
                return null;
            }

            return manifest;
        }

        private static byte[] HashOf(byte[] bytes)
        {
            Sha256 hash = new Sha256();
            hash.Update(bytes, 0, bytes.Length);
            return hash.Finish();
        }
    }
}
