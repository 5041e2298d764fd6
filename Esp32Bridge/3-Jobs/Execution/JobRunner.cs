using System;
using Esp32Bridge.Errors;
using Esp32Bridge.Images;
using Esp32Bridge.Logging;
using Esp32Bridge.Programming;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Jobs
{
    /// <summary>
    /// Carries out a job, and continues one that a restart interrupted. The targets are programmed at the same time. An error of one does not affect
    /// the others, unless they belong together.
    /// </summary>
    public sealed class JobRunner
    {
        private readonly ITargetProgrammer[] _programmers;
        private readonly IImageSource _images;
        private readonly ISideBySide _sideBySide;
        private readonly JobQueue _queue;
        private readonly IJobListener _listener;
        private readonly StopSignal _stop;
        private readonly ILog _log;

        /// <summary>Creates a runner.</summary>
        /// <param name="programmers">The targets of the board.</param>
        /// <param name="images">The source of the images.</param>
        /// <param name="sideBySide">Programs targets at the same time.</param>
        /// <param name="queue">Records the progress of the job.</param>
        /// <param name="listener">The listener for the progress.</param>
        /// <param name="stop">The stop request. Targets that have not begun do not begin any more.</param>
        /// <param name="log">The log for the results.</param>
        public JobRunner(ITargetProgrammer[] programmers, IImageSource images, ISideBySide sideBySide, JobQueue queue, IJobListener listener, StopSignal stop, ILog log)
        {
            _programmers = programmers;
            _images = images;
            _sideBySide = sideBySide;
            _queue = queue;
            _listener = listener;
            _stop = stop;
            _log = log;
        }

        /// <summary>Carries out a job as far as is possible now.</summary>
        /// <param name="taken">The job.</param>
        /// <returns>False if it has to be called again later: a target has no program and could not get one yet, or a server is unreachable.</returns>
        public bool Run(TakenJob taken)
        {
            if (taken.Replaced != null)
            {
                _log.Write("job " + taken.Replaced.Number + ": replaced by job " + taken.Job.Number);
                _listener.Ended(taken.Replaced);
            }

            ILog log = new PrefixedLog("job " + taken.Job.Number + ": ", _log);
            TargetRun[] runs = new TargetRun[taken.Job.Targets.Length];
            for (int i = 0; i < runs.Length; i++)
            {
                runs[i] = Begin(taken.Job.Targets[i], taken.Progress.Targets[i], log);
            }

            int places = AwaitPlaces(runs);
            bool hasEnded = taken.Job.IsTogether ? RunTogether(taken, runs, places, log) : RunApart(taken, runs, places, log);
            if (hasEnded)
            {
                End(taken.Progress, log);
            }

            return hasEnded;
        }

        // Without memory for one target the job waits. The causes show why.
        private int AwaitPlaces(TargetRun[] runs)
        {
            uint memory = 0;
            for (int i = 0; i < runs.Length; i++)
            {
                uint image = TargetProgrammer.MemoryFor(runs[i].Target.Image);
                uint previous = TargetProgrammer.MemoryFor(runs[i].Target.Previous);
                memory = image > memory ? image : memory;
                memory = previous > memory ? previous : memory;
            }

            try
            {
                return _sideBySide.AwaitPlaces(runs.Length, memory);
            }
            catch (BridgeException error)
            {
                for (int i = 0; i < runs.Length; i++)
                {
                    if (!runs[i].Progress.IsFinal)
                    {
                        runs[i].Progress.Cause = runs[i].Progress.Name + ": " + error.Message;
                        runs[i].Become(TargetState.Waiting);
                    }
                }

                throw error;
            }
        }

        private bool RunTogether(TakenJob taken, TargetRun[] runs, int places, ILog log)
        {
            JobUnit unit = new JobUnit(runs, taken, _sideBySide, places, log);
            unit.Run();
            return unit.HasEnded;
        }

        // The targets run independently: a slow or failing one does not delay the others.
        private bool RunApart(TakenJob taken, TargetRun[] runs, int places, ILog log)
        {
            JobUnit[] units = new JobUnit[runs.Length];
            Action[] works = new Action[runs.Length];
            Exception[] errors = new Exception[runs.Length];
            for (int i = 0; i < runs.Length; i++)
            {
                units[i] = new JobUnit(new TargetRun[] { runs[i] }, taken, _sideBySide, places, log);
                works[i] = units[i].Run;
            }

            _sideBySide.Run(works, errors, places);
            bool hasEnded = true;
            for (int i = 0; i < runs.Length; i++)
            {
                if (errors[i] != null)
                {
                    log.Write(new StepFailure(runs[i], errors[i]).Text);
                }

                hasEnded = hasEnded && units[i].HasEnded;
            }

            return hasEnded;
        }

        private void End(JobProgress progress, ILog log)
        {
            int programmed = 0;
            for (int i = 0; i < progress.Targets.Length; i++)
            {
                string state = progress.Targets[i].State;
                programmed += state == TargetState.Committed || state == TargetState.Healthy ? 1 : 0;
            }

            _queue.End();
            log.Write("ended; " + programmed + " of " + progress.Targets.Length + " targets programmed");
            _listener.Ended(progress);
        }

        private TargetRun Begin(JobTarget target, TargetProgress progress, ILog log)
        {
            ITargetProgrammer programmer = null;
            string known = string.Empty;
            for (int i = 0; i < _programmers.Length; i++)
            {
                known += " " + _programmers[i].Name;
                programmer = _programmers[i].Name == target.Name ? _programmers[i] : programmer;
            }

            if (target.Problem != null)
            {
                programmer = null;
            }
            else if (programmer == null)
            {
                target = new JobTarget(target.Name, new JobException("job.json: name", "one of" + known, "'" + target.Name + "'"));
            }

            return new TargetRun(programmer, target, progress, _images, _queue, _listener, _stop, log);
        }
    }
}
