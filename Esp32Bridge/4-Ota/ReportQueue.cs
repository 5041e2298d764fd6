using System;
using System.Collections;
using Esp32Bridge.Jobs;
using Esp32Bridge.Logging;
using Esp32Bridge.Network;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Ota
{
    /// <summary>
    /// Reports the states of jobs in their order. No job waits for that. A newer percentage of a target replaces a waiting one. If the queue is full,
    /// the oldest percentage is dropped first, then the oldest change of a state. The end of a job is retried for as long as the ESP32 runs; if there
    /// are more ends than places, the oldest are dropped.
    /// </summary>
    public sealed class ReportQueue : IJobListener, INetworkTask
    {
        /// <summary>The most waiting reports, some 120 bytes each: as many as a job with one target has states.</summary>
        internal const int Capacity = 8;

        /// <summary>How many times a report is tried if it does not have the end of a job.</summary>
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
        /// <param name="sink">The destination of the reports.</param>
        /// <param name="jobs">Records that the end of a job was reported.</param>
        /// <param name="clock">The clock.</param>
        /// <param name="log">The log for lost reports.</param>
        public ReportQueue(string device, IReportSink sink, JobQueue jobs, IClock clock, ILog log)
        {
            _device = device;
            _sink = sink;
            _jobs = jobs;
            _clock = clock;
            _log = log;

            // Set once: the list must not grow when memory is short.
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

        /// <summary>Tries to deliver the oldest report. Call it only if there is one.</summary>
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
                _log.Write("a report was not delivered: " + error.Message);
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

        /// <summary>Reports that the stored data of jobs could not be read at the start.</summary>
        /// <param name="cause">The reason.</param>
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

                // A gap in the sequence shows that reports were lost. The sequence restarts when the device restarts.
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

        // Puts a report back to its place. It is dropped after the last attempt, or if the queue is full.
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

        // Returns the report that is dropped in return, which may be the new one, or null.
        private Report Insert(Report report, int place)
        {
            _waiting.Insert(place, report);
            if (_waiting.Count <= Capacity)
            {
                return null;
            }

            Report dropped = LeastWanted();
            _waiting.Remove(dropped);
            _log.Write("a report is lost: " + Capacity + " are waiting already");
            return dropped;
        }

        // Returns the oldest report of the lowest priority.
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
