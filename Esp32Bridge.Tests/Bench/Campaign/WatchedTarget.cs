using System;
using System.Threading;
using Esp32Bridge.Bench.Core;
using Esp32Bridge.Logging;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;

namespace Esp32Bridge.Bench.Campaign
{
    /// <summary>A target in a run: its part, its line, its own time, and its first violation.</summary>
    public sealed class WatchedTarget
    {
        private const int Settling = 3500;
        private const int LongestJob = 10 * 60 * 1000;

        private readonly TrialTarget _trial;
        private readonly FakeClock _clock = new FakeClock();
        private readonly ModelTarget _target;
        private readonly FlashWatch _watch;
        private readonly WatchedProgrammer _programmer;
        private readonly ManualResetEventSlim _ended = new ManualResetEventSlim();
        private WatchedTarget _other;
        private TimeSpan _longestStand;
        private long _start;

        /// <summary>Creates the target.</summary>
        /// <param name="trial">The job and the faults.</param>
        /// <param name="factory">Makes the programmer; null for that of the firmware.</param>
        /// <param name="log">Receives the log of the firmware.</param>
        public WatchedTarget(TrialTarget trial, ProgrammerFactory factory, ILog log)
        {
            _trial = trial;
            _target = new ModelTarget(TrialPart.Create(trial.Job.Part), _clock, TrialPart.KindOf(trial.Job.Part));
            _target.Part.Processor = UnicornProcessor.Installed;
            _watch = trial.Job.IsData
                ? new FlashWatch(_target.Part, trial.Job.Old)
                : new FlashWatch(_target.Part, trial.Job.Old, trial.Job.New, trial.Job.Next);
            if (trial.ForeignDownload > 0)
            {
                _watch.Forbid(trial.Job.Offset, trial.Job.New, trial.Foreign);
            }

            _programmer = new WatchedProgrammer((factory ?? Firmware)(trial.Name, _target, _clock, log), _target, _watch);
        }

        /// <summary>Gets the name.</summary>
        public string Name
        {
            get { return _trial.Name; }
        }

        /// <summary>Gets the programmer.</summary>
        public ITargetProgrammer Programmer
        {
            get { return _programmer; }
        }

        /// <summary>Gets how often the target was programmed.</summary>
        public int Attempts
        {
            get { return _programmer.Attempts; }
        }

        /// <summary>Gets the number of bytes on the line since the faults were set, in both directions.</summary>
        public int Bytes
        {
            get { return _target.ByteCount; }
        }

        /// <summary>Gets the time of the last job for this target, in microseconds.</summary>
        public long Time { get; private set; }

        /// <summary>Gets the first violation, or null.</summary>
        public string Complaint { get; private set; }

        /// <summary>Writes the old image as a debug probe does, and sets the faults.</summary>
        public void Install()
        {
            _target.Part.PowerOff();
            _target.Part.Memory.Flash.Load(0, _trial.Job.Old);
            _target.Part.PowerOn(_clock.Microseconds);
            _target.Wait(100);
            _target.Stepped = Step;
            _target.SetFaults(_trial.Faults);
        }

        /// <summary>Makes this target pause at its first fault until another one has ended: that one must not wait.</summary>
        /// <param name="other">The other one.</param>
        /// <param name="longest">The longest pause in real time. After that, the other target was delayed.</param>
        public void StandStillFor(WatchedTarget other, TimeSpan longest)
        {
            _other = other;
            _longestStand = longest;
        }

        /// <summary>Removes all faults that have not occurred.</summary>
        public void Mend()
        {
            _target.SetFaults(Array.Empty<LineFault>());
        }

        /// <summary>Begins a job.</summary>
        public void Begin()
        {
            _start = _clock.Microseconds;
            _clock.EndOfTime = _clock.Milliseconds + LongestJob;
        }

        /// <summary>Notes that the job has ended for this target. Called by any thread.</summary>
        public void SetEnded()
        {
            _ended.Set();
        }

        /// <summary>Notes that the job has ended for all targets.</summary>
        /// <param name="number">Its number.</param>
        public void End(int number)
        {
            Time = _clock.Microseconds - _start;
            _clock.EndOfTime = 0;
            if (Time >= LongestJob * 1000L)
            {
                Complain($"job {number} took 10 minutes and more");
            }

            _target.Wait(Settling);
            _watch.Look();
            Complain(_programmer.Complaint);
            Complain(_watch.Complaint);
        }

        /// <summary>Judges the time of a target without faults next to one with faults.</summary>
        public void JudgeTime()
        {
            if (_trial.IsWell && _trial.TimeAlone > 0 && Time != _trial.TimeAlone)
            {
                Complain($"it took {Time} us, and alone {_trial.TimeAlone} us: the other target delayed it");
            }
        }

        /// <summary>Judges the part after the first job.</summary>
        /// <param name="isDone">Whether the job reported success.</param>
        /// <returns>The outcome.</returns>
        public Outcome Judge(bool isDone)
        {
            VirtualStm32 part = _target.Part;
            TrialJob job = _trial.Job;
            bool holdsOld = _watch.Holds(job.Old);
            bool holdsNew = _watch.Holds(job.New, job.Offset);
            bool runsOld = part.State == PartState.Application && part.Version == "1.0.0" && holdsOld;
            bool runsNew = job.IsData ? runsOld && holdsNew : part.State == PartState.Application && part.Version == "2.0.0" && holdsNew;
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

        /// <summary>Judges the part after the next job, which reported success.</summary>
        public void JudgeNext()
        {
            string version = _trial.Job.IsData ? "1.0.0" : "3.0.0";
            if (!_watch.Holds(_trial.Job.Next, _trial.Job.Offset) || _target.Part.State != PartState.Application || _target.Part.Version != version)
            {
                Complain($"the next job says done, but the part is in state {_target.Part.State} with version '{_target.Part.Version}'");
            }
        }

        /// <summary>Records a violation, unless there is one already.</summary>
        /// <param name="what">The violation, or null.</param>
        public void Complain(string what)
        {
            Complaint ??= what;
        }

        private static ITargetProgrammer Firmware(string name, ModelTarget target, FakeClock clock, ILog log)
        {
            return Programmers.Create(name, target, clock, new FakeProgress(), log);
        }

        private void Step()
        {
            _watch.Look();
            if (_other != null && _target.Struck > 0)
            {
                WatchedTarget other = _other;
                _other = null;
                if (!other._ended.Wait(_longestStand))
                {
                    other.Complain($"it did not end while {Name} stood still");
                }
            }
        }
    }
}
