using System;
using Esp32Bridge.Logging;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Jobs
{
    /// <summary>
    /// The main loop of the device: runs the application loop until a job is due, then the job, then the application loop again, whether the job
    /// succeeds or fails.
    /// </summary>
    public sealed class Supervisor
    {
        // Prevents an application loop that cannot start from filling the log.
        private const int PauseAfterError = 1000;

        private readonly IApplicationLoop _application;
        private readonly JobQueue _queue;
        private readonly JobRunner _runner;
        private readonly IClock _clock;
        private readonly ILog _log;

        /// <summary>Creates a supervisor.</summary>
        /// <param name="application">The application loop.</param>
        /// <param name="queue">The queue of jobs.</param>
        /// <param name="runner">The runner of jobs.</param>
        /// <param name="clock">The clock.</param>
        /// <param name="log">The log.</param>
        public Supervisor(IApplicationLoop application, JobQueue queue, JobRunner runner, IClock clock, ILog log)
        {
            _application = application;
            _queue = queue;
            _runner = runner;
            _clock = clock;
            _log = log;
        }

        /// <summary>Runs forever.</summary>
        public void Run()
        {
            for (;;)
            {
                RunJob();
            }
        }

        /// <summary>Runs the application loop until a job is due, and then the job as far as is possible now.</summary>
        internal void RunJob()
        {
            TakenJob taken = null;
            while (taken == null)
            {
                taken = RunApplication();
            }

            bool hasEnded = false;
            string job = "job " + taken.Job.Number + ": ";
            try
            {
                hasEnded = _runner.Run(taken);
            }
            catch (Exception error)
            {
                _log.Write(job + error.GetType().Name + " " + error.Message);
            }

            if (!hasEnded)
            {
                _log.Write(job + "goes on in " + (_queue.Postpone() / 1000) + " s");
            }
        }

        // Returns the job that ended the loop, or null if the application failed and no job was due.
        private TakenJob RunApplication()
        {
            TakenJob taken = null;
            try
            {
                _application.Start();
                _log.Write("application loop: started");
                while ((taken = _queue.Take()) == null)
                {
                    _application.Turn();
                }
            }
            catch (Exception error)
            {
                // The product's own software failed. Jobs must continue, because one of them may repair it.
                _log.Write("application loop: " + error.GetType().Name + " " + error.Message);
                _clock.Sleep(PauseAfterError);
                taken = _queue.Take();
            }

            StopApplication();
            return taken;
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
