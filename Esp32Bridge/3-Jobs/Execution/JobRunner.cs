using System;
using Esp32Bridge.Errors;
using Esp32Bridge.Images;
using Esp32Bridge.Logging;
using Esp32Bridge.Programming;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Jobs
{
    /// <summary>
    /// Carries out a job, and goes on with one that a restart interrupted. The targets are programmed at the same time;
    /// what goes wrong with one does not keep another from its image, unless they belong together.
    /// </summary>
    public sealed class JobRunner
    {
        private readonly ITargetProgrammer[] _programmers;
        private readonly IImageSource _images;
        private readonly ISideBySide _sideBySide;
        private readonly JobRecord _record;
        private readonly IJobListener _listener;
        private readonly ILog _log;

        /// <summary>Creates a runner.</summary>
        /// <param name="programmers">The targets that the board has.</param>
        /// <param name="images">Where images come from.</param>
        /// <param name="sideBySide">Lets targets be programmed at the same time.</param>
        /// <param name="record">Remembers how far a job is.</param>
        /// <param name="listener">Who wants to know of it.</param>
        /// <param name="log">Where the results go.</param>
        public JobRunner(ITargetProgrammer[] programmers, IImageSource images, ISideBySide sideBySide, JobRecord record, IJobListener listener, ILog log)
        {
            _programmers = programmers;
            _images = images;
            _sideBySide = sideBySide;
            _record = record;
            _listener = listener;
            _log = log;
        }

        /// <summary>Gets the request to stop, which keeps the targets that are left from beginning.</summary>
        public StopSignal Stop { get; init; } = new StopSignal();

        /// <summary>Carries out a job, as far as it can be now.</summary>
        /// <param name="job">The job.</param>
        /// <returns>False when a target has no program and could not get one yet: to be called again later.</returns>
        public bool Run(Job job)
        {
            JobProgress progress = _record.Begin(job);
            JobProgress replaced = _record.TakeReplaced();
            if (replaced != null)
            {
                Replace(replaced, job.Number);
            }

            TargetRun[] runs = new TargetRun[job.Targets.Length];
            for (int i = 0; i < runs.Length; i++)
            {
                runs[i] = Begin(job.Targets[i], progress.Targets[i]);
            }

            bool hasEnded = job.IsTogether ? new TargetGroup(runs, _sideBySide, job.Number, Stop, _log).Run() : RunApart(runs, job.Number);
            if (hasEnded)
            {
                End(progress);
            }

            return hasEnded;
        }

        // Each target at its own pace: a slow or failing one does not hold the other up.
        private bool RunApart(TargetRun[] runs, int number)
        {
            Action[] works = new Action[runs.Length];
            bool[] haveEnded = new bool[runs.Length];
            Exception[] failures = new Exception[runs.Length];
            for (int i = 0; i < runs.Length; i++)
            {
                int place = i;
                TargetGroup group = new TargetGroup(new TargetRun[] { runs[i] }, _sideBySide, number, Stop, _log);
                works[i] = () => haveEnded[place] = group.Run();
            }

            _sideBySide.Run(works, failures);
            bool hasEnded = true;
            for (int i = 0; i < runs.Length; i++)
            {
                if (failures[i] != null)
                {
                    _log.Write("job " + number + ": " + runs[i].Describe(failures[i]));
                }

                hasEnded = hasEnded && haveEnded[i];
            }

            return hasEnded;
        }

        // What was left to do for a job that waited is now the next one's.
        private void Replace(JobProgress replaced, int number)
        {
            for (int i = 0; i < replaced.Targets.Length; i++)
            {
                TargetProgress target = replaced.Targets[i];
                if (!target.IsFinal)
                {
                    target.IsFinal = true;
                    target.State = TargetState.Failed;
                    target.Cause = target.Name + ": replaced by job " + number + (target.Cause.Length == 0 ? string.Empty : "; " + target.Cause);
                }
            }

            replaced.HasEnded = true;
            _log.Write("job " + replaced.Number + ": replaced by job " + number);
            _listener.Ended(replaced);
        }

        private void End(JobProgress progress)
        {
            int programmed = 0;
            for (int i = 0; i < progress.Targets.Length; i++)
            {
                string state = progress.Targets[i].State;
                programmed += state == TargetState.Committed || state == TargetState.Healthy ? 1 : 0;
            }

            _record.End();
            _log.Write("job " + progress.Number + ": ended; " + programmed + " of " + progress.Targets.Length + " targets programmed");
            _listener.Ended(progress);
        }

        private TargetRun Begin(JobTarget target, TargetProgress progress)
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

            return new TargetRun(programmer, target, progress, _images, _record, _listener);
        }
    }
}
