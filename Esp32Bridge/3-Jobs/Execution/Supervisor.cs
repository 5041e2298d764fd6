using System;
using Esp32Bridge.Application;
using Esp32Bridge.Jobs;
using Esp32Bridge.Logging;
using Esp32Bridge.Timing;

namespace Esp32Bridge
{
    /// <summary>
    /// The life of the device: the application loop until a job is there, the job, the application loop again, whatever
    /// the job's end was.
    /// </summary>
    public sealed class Supervisor
    {
        // Keeps a loop that cannot start from filling the log.
        private const int PauseAfterError = 1000;

        private readonly IApplicationLoop _application;
        private readonly JobInbox _inbox;
        private readonly JobRunner _runner;
        private readonly IClock _clock;
        private readonly ILog _log;

        /// <summary>Creates a supervisor.</summary>
        /// <param name="application">The application loop.</param>
        /// <param name="inbox">Where jobs arrive.</param>
        /// <param name="runner">Carries them out.</param>
        /// <param name="clock">The clock.</param>
        /// <param name="log">Where it says what it does.</param>
        public Supervisor(IApplicationLoop application, JobInbox inbox, JobRunner runner, IClock clock, ILog log)
        {
            _application = application;
            _inbox = inbox;
            _runner = runner;
            _clock = clock;
            _log = log;
        }

        /// <summary>Runs for ever.</summary>
        public void Run()
        {
            for (;;)
            {
                RunJob();
            }
        }

        /// <summary>Runs the application loop until a job is there, and then the job as far as it goes now.</summary>
        public void RunJob()
        {
            Job job = null;
            while (job == null)
            {
                job = RunApplication();
            }

            bool hasEnded = false;
            try
            {
                hasEnded = _runner.Run(job);
            }
            catch (Exception error)
            {
                _log.Write("job " + job.Number + ": " + error.GetType().Name + " " + error.Message);
            }

            if (hasEnded)
            {
                _inbox.Finish();
            }
            else
            {
                _log.Write("job " + job.Number + ": goes on in " + (_inbox.Postpone() / 1000) + " s");
            }
        }

        // The job that ended it, or null when the application failed and none was waiting.
        private Job RunApplication()
        {
            Job job = null;
            try
            {
                _application.Start();
                _log.Write("application loop: started");
                while ((job = _inbox.Take()) == null)
                {
                    _application.Turn();
                }
            }
            catch (Exception error)
            {
                // The product's own software failed; jobs, one of which may mend it, must go on.
                _log.Write("application loop: " + error.GetType().Name + " " + error.Message);
                _clock.Sleep(PauseAfterError);
                job = _inbox.Take();
            }

            StopApplication();
            return job;
        }

        private void StopApplication()
        {
            try
            {
                _application.Stop();
                _log.Write("application loop: stopped");
            }
            catch (Exception error)
            {
                _log.Write("application loop: cannot stop: " + error.GetType().Name + " " + error.Message);
            }
        }
    }
}
