using System;
using System.Collections;
using System.Threading;
using Esp32Bridge.Jobs;
using Esp32Bridge.Logging;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Ota
{
    /// <summary>
    /// Reports on their way, in their order, on a thread of their own, so that no job waits for them. Of what cannot be
    /// delivered, the oldest is dropped; the end of a job is kept and tried for as long as the ESP32 runs.
    /// </summary>
    public sealed class ReportQueue
    {
        /// <summary>How many reports wait at most.</summary>
        internal const int Capacity = 16;

        /// <summary>How often a report is tried that does not tell the end of a job.</summary>
        internal const int Attempts = 4;

        private const int FirstPause = 1000;
        private const int LongestPause = 10 * 60 * 1000;

        // How soon a new report is noticed.
        private const int Slice = 100;

        private readonly ArrayList _reports = new ArrayList();
        private readonly IReportSink _sink;
        private readonly JobQueue _jobs;
        private readonly IClock _clock;
        private readonly ILog _log;

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

        /// <summary>Adds a report.</summary>
        /// <param name="report">The report.</param>
        internal void Add(Report report)
        {
            bool isFull;
            lock (_reports)
            {
                isFull = _reports.Count == Capacity;
                if (isFull)
                {
                    _reports.RemoveAt(LeastWanted());
                }

                _reports.Add(report);
            }

            if (isFull)
            {
                _log.Write("a report is lost: " + Capacity + " wait already");
            }
        }

        /// <summary>Starts the thread.</summary>
        public void Start()
        {
            new Thread(Run).Start();
        }

        /// <summary>Delivers the oldest report, or gives it up.</summary>
        /// <returns>False when there is none.</returns>
        internal bool DeliverOne()
        {
            Report report = First();
            if (report == null)
            {
                return false;
            }

            int pause = FirstPause;
            for (int attempt = 1; !TryPost(report) && report == First(); attempt++)
            {
                if (attempt == Attempts && report.EndedJob == 0)
                {
                    break;
                }

                _clock.Sleep(pause);
                pause = pause > LongestPause / 2 ? LongestPause : 2 * pause;
            }

            lock (_reports)
            {
                // A full queue may have dropped it meanwhile.
                _reports.Remove(report);
            }

            return true;
        }

        private void Run()
        {
            for (;;)
            {
                if (!DeliverOne())
                {
                    _clock.Sleep(Slice);
                }
            }
        }

        private Report First()
        {
            lock (_reports)
            {
                return _reports.Count == 0 ? null : (Report)_reports[0];
            }
        }

        // The oldest that does not tell the end of a job, if there is one.
        private int LeastWanted()
        {
            for (int i = 0; i < _reports.Count; i++)
            {
                if (((Report)_reports[i]).EndedJob == 0)
                {
                    return i;
                }
            }

            return 0;
        }

        private bool TryPost(Report report)
        {
            try
            {
                _sink.Post(report.Body);
                if (report.EndedJob > 0)
                {
                    _jobs.SetReported(report.EndedJob);
                }

                return true;
            }
            catch (Exception error)
            {
                _log.Write("a report was not taken: " + error.Message);
                return false;
            }
        }
    }
}
