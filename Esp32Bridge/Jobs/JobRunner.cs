using System;
using Esp32Bridge.Errors;
using Esp32Bridge.Images;
using Esp32Bridge.Logging;
using Esp32Bridge.Programming;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Jobs
{
    /// <summary>Carries out a job, target by target. What goes wrong with one target does not keep the next from its image.</summary>
    public sealed class JobRunner
    {
        /// <summary>How often a target is programmed that was left without a program.</summary>
        public const int Attempts = 3;

        private readonly ITargetProgrammer[] _programmers;
        private readonly IImageSource _images;
        private readonly ILog _log;

        /// <summary>Creates a runner.</summary>
        /// <param name="programmers">The targets that the board has.</param>
        /// <param name="images">Where images come from.</param>
        /// <param name="log">Where the results go.</param>
        public JobRunner(ITargetProgrammer[] programmers, IImageSource images, ILog log)
        {
            _programmers = programmers;
            _images = images;
            _log = log;
        }

        /// <summary>Gets the request to stop, which keeps the targets that are left from beginning.</summary>
        public StopSignal Stop { get; init; } = new StopSignal();

        /// <summary>Carries out a job.</summary>
        /// <param name="job">The job.</param>
        /// <returns>How many of its targets failed.</returns>
        public int Run(Job job)
        {
            int failed = 0;
            for (int i = 0; i < job.Targets.Length; i++)
            {
                if (!RunTarget(job, job.Targets[i]))
                {
                    failed++;
                }
            }

            _log.Write("job " + job.Number + ": ended; " + (job.Targets.Length - failed) + " of " + job.Targets.Length + " targets programmed");
            return failed;
        }

        private bool RunTarget(Job job, JobTarget target)
        {
            string prefix = "job " + job.Number + ": ";
            try
            {
                Stop.Check();
                if (target.Problem != null)
                {
                    throw target.Problem;
                }

                Program(Find(target.Name), target, prefix);
                _log.Write(prefix + target.Name + ": runs version " + target.Image.Version);
                return true;
            }
            catch (Exception error)
            {
                // Whatever it is: the next target has a right to its image all the same.
                _log.Write(prefix + "failed: " + Describe(target, error));
                return false;
            }
        }

        // A target that still has its old program is left alone after an error. One without any is worth more patience.
        private void Program(ITargetProgrammer programmer, JobTarget target, string prefix)
        {
            for (int attempt = 1; ; attempt++)
            {
                try
                {
                    programmer.Program(target.Image, _images);
                    return;
                }
                catch (Exception error)
                {
                    if (!programmer.HasNoProgram || attempt == Attempts || error is StoppedException)
                    {
                        throw error;
                    }

                    _log.Write(prefix + "attempt " + attempt + " of " + Attempts + " failed: " + Describe(target, error));
                }
            }
        }

        private static string Describe(JobTarget target, Exception error)
        {
            BridgeException known = error as BridgeException;
            if (known == null)
            {
                return target.Name + ": " + error.GetType().Name + " " + error.Message;
            }

            known.Target = target.Name;
            return known.Message;
        }

        private ITargetProgrammer Find(string name)
        {
            string known = string.Empty;
            for (int i = 0; i < _programmers.Length; i++)
            {
                if (_programmers[i].Name == name)
                {
                    return _programmers[i];
                }

                known += " " + _programmers[i].Name;
            }

            throw new JobException("job.json: name", "one of" + known, "'" + name + "'");
        }
    }
}
