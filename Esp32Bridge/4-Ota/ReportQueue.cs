using System;
using System.Collections;
using Esp32Bridge.Jobs;
using Esp32Bridge.Logging;
using Esp32Bridge.Network;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Ota
{
    /// <summary>
    /// Tells what becomes of jobs, in its order; no job waits for that. Where a percentage waits, the next one of its target takes
    /// its place. Of what is too much, the oldest percentage is dropped first, then the oldest change of a state. The end of a job
    /// is kept and tried for as long as the ESP32 runs; of more ends than there are places, the last ones.
    /// </summary>
    public sealed class ReportQueue : IJobListener, INetworkTask
    {
        /// <summary>How many reports wait at most, each of some 120 bytes: as many as a job with one target has states.</summary>
        internal const int Capacity = 8;

        /// <summary>How often a report is tried that does not tell the end of a job.</summary>
        internal const int Attempts = 4;

        private const int FirstPause = 1000;
        private const int LongestPause = 10 * 60 * 1000;

        private readonly ArrayList _waiting = new ArrayList();
        private readonly string _device;
        private readonly IReportSink _sink;
        private readonly JobQueue _jobs;
        private readonly IClock _clock;
        private readonly ILog _log;
        private long _nextAttempt;
        private int _sequence;

        /// <summary>Creates an empty queue.</summary>
        /// <param name="device">The device's name.</param>
        /// <param name="sink">Where reports go.</param>
        /// <param name="jobs">Remembers of which job the end was reported.</param>
        /// <param name="clock">The clock.</param>
        /// <param name="log">Where it is told that reports are lost.</param>
        public ReportQueue(string device, IReportSink sink, JobQueue jobs, IClock clock, ILog log)
        {
            _device = device;
            _sink = sink;
            _jobs = jobs;
            _clock = clock;
            _log = log;

            // Once: it must not grow when memory is short.
            _waiting.Capacity = Capacity + 1;
        }

        /// <inheritdoc/>
        public long DueAt
        {
            get
            {
                lock (_waiting)
                {
                    return _waiting.Count == 0 ? long.MaxValue : _nextAttempt;
                }
            }
        }

        /// <summary>Tries to deliver the oldest report, of which there has to be one.</summary>
        public void Attempt()
        {
            if (!_sink.HasRoom(_jobs.IsRunning))
            {
                _nextAttempt = _clock.Milliseconds + FirstPause;
                return;
            }

            Report report = TakeOldest();
            try
            {
                _sink.Post(report.Write(_device));
                if (report.EndedJob > 0)
                {
                    _jobs.SetReported(report.EndedJob);
                }
            }
            catch (Exception error)
            {
                HttpException answer = error as HttpException;
                PutBack(report, answer == null ? 0 : answer.RetryAfter);
                _log.Write("a report was not taken: " + error.Message);
            }
        }

        /// <inheritdoc/>
        public void Accepted(int number)
        {
            Add(new Report(number, "accepted", string.Empty));
        }

        /// <inheritdoc/>
        public void Refused(int number, string cause)
        {
            Add(new Report(number, "refused", cause));
        }

        /// <summary>Tells that what was kept of jobs could not be read at the start.</summary>
        /// <param name="cause">Why.</param>
        public void RecordLost(string cause)
        {
            Add(new Report(0, "record lost", cause));
        }

        /// <inheritdoc/>
        public void Changed(int number, TargetProgress target)
        {
            Add(new Report(number, target));
        }

        /// <inheritdoc/>
        public void Ended(JobProgress job)
        {
            Add(new Report(job));
        }

        private void Add(Report report)
        {
            lock (_waiting)
            {
                Report last = LastOfTargetOf(report);
                if (last != null && last.TryUpdate(report))
                {
                    return;
                }

                // A gap in the sequence shows that reports were lost; it begins anew at a restart.
                _sequence++;
                report.Sequence = _sequence;
                Insert(report, _waiting.Count);
            }
        }

        private Report LastOfTargetOf(Report report)
        {
            for (int i = _waiting.Count - 1; i >= 0; i--)
            {
                if (((Report)_waiting[i]).IsOfTargetOf(report))
                {
                    return (Report)_waiting[i];
                }
            }

            return null;
        }

        private Report TakeOldest()
        {
            lock (_waiting)
            {
                Report report = (Report)_waiting[0];
                _waiting.RemoveAt(0);
                return report;
            }
        }

        // In its place again, unless it was tried often enough, or a full queue drops it.
        private void PutBack(Report report, int rest)
        {
            report.Attempts++;
            lock (_waiting)
            {
                if ((report.Attempts < Attempts || report.EndedJob > 0) && Insert(report, 0) != report)
                {
                    int pause = PauseAfter(report.Attempts);
                    int heard = rest < LongestPause ? rest : LongestPause;
                    _nextAttempt = _clock.Milliseconds + (heard > pause ? heard : pause);
                }
            }
        }

        private static int PauseAfter(int attempts)
        {
            int pause = FirstPause;
            for (int i = 1; i < attempts && pause < LongestPause; i++)
            {
                pause *= 2;
            }

            return pause < LongestPause ? pause : LongestPause;
        }

        // Returns the report that is dropped for it, which may be itself, or null.
        private Report Insert(Report report, int place)
        {
            _waiting.Insert(place, report);
            if (_waiting.Count <= Capacity)
            {
                return null;
            }

            Report dropped = LeastWanted();
            _waiting.Remove(dropped);
            _log.Write("a report is lost: " + Capacity + " wait already");
            return dropped;
        }

        // Of those that are worth least, the oldest.
        private Report LeastWanted()
        {
            Report least = (Report)_waiting[0];
            for (int i = 1; i < _waiting.Count; i++)
            {
                Report other = (Report)_waiting[i];
                least = other.Worth < least.Worth ? other : least;
            }

            return least;
        }
    }
}
