using System;
using Esp32Bridge.Jobs;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Fakes;
using Esp32Bridge.Tests.Model;

namespace Esp32Bridge.Bench.Campaign
{
    /// <summary>Carries out one run, in virtual time, and judges it.</summary>
    public sealed class TrialRunner
    {
        private const int Settling = 3500;
        private const int LongestJob = 10 * 60 * 1000;

        private readonly FaultTrial _trial;
        private readonly FakeClock _clock = new FakeClock();
        private readonly FakeLog _log = new FakeLog();
        private readonly ModelTarget _target;
        private readonly FlashWatch _watch;
        private readonly WatchedProgrammer _programmer;
        private string _complaint;

        private TrialRunner(FaultTrial trial, ProgrammerFactory factory)
        {
            _trial = trial;
            _target = new ModelTarget(Stm32Parts.Create(trial.Job.Part), _clock);
            _watch = new FlashWatch(_target.Part, trial.Job.Old, trial.Job.New, trial.Job.Next);
            _programmer = new WatchedProgrammer((factory ?? Firmware)(_target, _clock, _log), _target, _watch);
        }

        /// <summary>Carries out a run.</summary>
        /// <param name="trial">The run.</param>
        /// <param name="factory">Makes the programmer; null for that of the firmware.</param>
        /// <returns>What became of it.</returns>
        public static TrialResult Run(FaultTrial trial, ProgrammerFactory factory)
        {
            return new TrialRunner(trial, factory).Run();
        }

        private static ITargetProgrammer Firmware(ModelTarget target, FakeClock clock, Logging.ILog log)
        {
            return new TargetProgrammer(TrialJob.Target, target, clock, new FakeProgress(), log);
        }

        private TrialResult Run()
        {
            TrialJob job = _trial.Job;
            Install(job.Old);
            _target.Stepped = _watch.Look;
            _target.SetFaults(_trial.Faults);
            bool isDone = RunJob(1, job.New, job.NewDescription);
            int attempts = _programmer.Attempts;
            int bytes = _target.ByteCount;
            Outcome outcome = Judge(isDone);
            string remark = string.Empty;
            if (outcome is not (Outcome.Recovered or Outcome.Violation))
            {
                remark = LastError();
                CheckNextJob();
            }

            return _complaint == null
                ? new TrialResult(_trial, outcome, remark, attempts, bytes, _log.Text)
                : new TrialResult(_trial, Outcome.Violation, _complaint, attempts, bytes, _log.Text);
        }

        // As a debug probe does it.
        private void Install(byte[] image)
        {
            _target.Part.PowerOff();
            _target.Part.Memory.Flash.Load(0, image);
            _target.Part.PowerOn(_clock.Microseconds);
            _target.Wait(100);
        }

        // False when the job says that it failed.
        private bool RunJob(int number, byte[] content, Images.ImageDescription description)
        {
            FakeImages images = new FakeImages(content);
            JobRecord record = new JobRecord(new FakeJobStore(), _log);
            JobRunner runner = new JobRunner(new ITargetProgrammer[] { _programmer }, images, new OneByOne(), record, new FakeListener(), _log);
            long start = _clock.Milliseconds;
            _clock.EndOfTime = start + LongestJob;
            try
            {
                runner.Run(TrialJob.Create(number, description));
            }
            catch (Exception error)
            {
                Complain($"job {number} threw {error.GetType().Name}: {error.Message}");
            }

            long end = _clock.Milliseconds;
            _clock.EndOfTime = 0;
            if (end - start >= LongestJob)
            {
                Complain($"job {number} took 10 minutes and more");
            }

            if (images.OpenStreams != 0)
            {
                Complain($"job {number} did not close the image");
            }

            bool isDone = record.Current.Targets[0].State == TargetState.Committed;
            if (!isDone && !_log.Text.Contains($"job {number}: failed: ", StringComparison.Ordinal) && !_log.Text.Contains($"job {number}: waits: ", StringComparison.Ordinal))
            {
                Complain($"job {number} failed without a report");
            }

            _target.Wait(Settling);
            _watch.Look();
            Complain(_programmer.Complaint);
            Complain(_watch.Complaint);
            return isDone;
        }

        private Outcome Judge(bool isDone)
        {
            VirtualStm32 part = _target.Part;
            TrialJob job = _trial.Job;
            bool holdsOld = _watch.Holds(job.Old);
            bool holdsNew = _watch.Holds(job.New);
            bool runsOld = part.State == PartState.Application && part.Version == "1.0.0" && holdsOld;
            bool runsNew = part.State == PartState.Application && part.Version == "2.0.0" && holdsNew;
            if (isDone)
            {
                if (!runsNew)
                {
                    Complain($"the job says done, but the part is in state {part.State} with version '{part.Version}' and {(holdsNew ? "the new image" : "not the new image")}");
                }

                return Outcome.Recovered;
            }

            if (runsOld || runsNew)
            {
                return runsOld ? Outcome.OldProgram : Outcome.NewProgram;
            }

            if (part.State is not (PartState.Bootloader or PartState.LockedUp))
            {
                Complain($"the job failed, and the part is in state {part.State} with version '{part.Version}'");
            }

            return _watch.CanStart ? Outcome.Idle : Outcome.NoProgram;
        }

        private void CheckNextJob()
        {
            _target.SetFaults(Array.Empty<LineFault>());
            if (!RunJob(2, _trial.Job.Next, _trial.Job.NextDescription))
            {
                Complain("the next job failed: " + LastError());
            }
            else if (!_watch.Holds(_trial.Job.Next) || _target.Part.State != PartState.Application || _target.Part.Version != "3.0.0")
            {
                Complain($"the next job says done, but the part is in state {_target.Part.State} with version '{_target.Part.Version}'");
            }
        }

        private string LastError()
        {
            int start = Math.Max(_log.Text.LastIndexOf("failed: ", StringComparison.Ordinal), _log.Text.LastIndexOf("waits: ", StringComparison.Ordinal));
            return start < 0 ? string.Empty : _log.Text[start..].Split('|')[0];
        }

        private void Complain(string what)
        {
            _complaint ??= what;
        }
    }
}
