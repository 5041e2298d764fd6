using System;
using System.Collections;
using Esp32Bridge.Jobs;
using Esp32Bridge.Logging;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Ota
{
    /// <summary>
    /// Reports on their way, in their order; no job waits for them. Of what cannot be delivered, the oldest is dropped; the end
    /// of a job is kept and tried for as long as the ESP32 runs.
    /// </summary>
    public sealed class ReportQueue : INetworkTask
    {
        /// <summary>How many reports wait at most.</summary>
        internal const int Capacity = 16;

        /// <summary>How often a report is tried that does not tell the end of a job.</summary>
        internal const int Attempts = 4;

        private const int FirstPause = 1000;
        private const int LongestPause = 10 * 60 * 1000;

        private readonly ArrayList _waiting = new ArrayList();
        private readonly IReportSink _sink;
        private readonly JobQueue _jobs;
        private readonly IClock _clock;
        private readonly ILog _log;
        private long _nextAttempt;

        /// <summary>Creates an empty queue.</summary>
        /// <param name="sink">Where reports go.</param>
        /// <param name="jobs">Remembers of which job the end was reported.</param>
        /// <param name="clock">The clock.</param>
        /// <param name="log">Where it is told that reports are lost.</param>
        public ReportQueue(IReportSink sink, JobQueue jobs, IClock clock, ILog log)
        {
            _sink = sink;
            _jobs = jobs;
            _clock = clock;
            _log = log;
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
            Report report = TakeOldest();
            try
            {
                _sink.Post(report.Body);
                if (report.EndedJob > 0)
                {
                    _jobs.SetReported(report.EndedJob);
                }
            }
            catch (Exception error)
            {
                PutBack(report);
                _log.Write("a report was not taken: " + error.Message);
            }
        }

        /// <summary>Adds a report.</summary>
        /// <param name="report">The report.</param>
        internal void Add(Report report)
        {
            Insert(report, false);
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
        private void PutBack(Report report)
        {
            report.Attempts++;
            if ((report.Attempts < Attempts || report.EndedJob > 0) && Insert(report, true) != report)
            {
                _nextAttempt = _clock.Milliseconds + PauseAfter(report.Attempts);
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
        private Report Insert(Report report, bool isOldest)
        {
            Report dropped = null;
            lock (_waiting)
            {
                _waiting.Insert(isOldest ? 0 : _waiting.Count, report);
                if (_waiting.Count > Capacity)
                {
                    int place = LeastWanted();
                    dropped = (Report)_waiting[place];
                    _waiting.RemoveAt(place);
                }
            }

            if (dropped != null)
            {
                _log.Write("a report is lost: " + Capacity + " wait already");
            }

            return dropped;
        }

        // The oldest that does not tell the end of a job, if there is one.
        private int LeastWanted()
        {
            for (int i = 0; i < _waiting.Count; i++)
            {
                if (((Report)_waiting[i]).EndedJob == 0)
                {
                    return i;
                }
            }

            return 0;
        }
    }
}
