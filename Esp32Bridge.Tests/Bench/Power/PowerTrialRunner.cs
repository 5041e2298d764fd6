using System;
using System.Linq;
using System.Text.Json;
using System.Threading;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Bench.Ota;
using Esp32Bridge.Tests.Model;

namespace Esp32Bridge.Bench.Power
{
    /// <summary>Carries out one run on a virtual board, and judges it.</summary>
    public sealed class PowerTrialRunner : IDisposable
    {
        private const int ImageSize = 1500;
        private const int JobNumber = 1;
        private const string HealthyText = "version 2.0.0";
        private const string SickText = "this is never said";
        private const int FastTime = 20;

        private static readonly TimeSpan _patience = TimeSpan.FromSeconds(120);
        private static readonly TimeSpan _settling = TimeSpan.FromSeconds(10);
        private static readonly string[] _targets = { "A", "B" };

        private readonly PowerTrial _trial;
        private readonly TestBoard _test = new TestBoard(size: ImageSize);
        private readonly ManualResetEventSlim _isCut = new ManualResetEventSlim();
        private string _violation;
        private string _victim;
        private long _driveStages;
        private long _cutAt;

        private PowerTrialRunner(PowerTrial trial)
        {
            _trial = trial;
            _test.Description.ReportUrl = "http://ota.example.com/reports";
            _test.Board.Esp32.TimeScale = trial.IsLong ? FastTime : 1;
            _test.Board.PowerWasCut += OnCut;
            _test.Board.Esp32.DriveChanging += OnDriveChanging;
        }

        /// <summary>Counts the moments at which the supply can fail in a job that nothing interrupts.</summary>
        /// <param name="scenario">Which job.</param>
        /// <returns>How many there are from its publication to the report of its end, and at how many of them a file is written.</returns>
        public static (long Steps, long DriveStages) Count(PowerScenario scenario)
        {
            using PowerTrialRunner runner = new PowerTrialRunner(new PowerTrial(0, 0));
            runner._test.Board.PowerOn();
            runner._test.Wait("application loop: started");
            long start = runner._test.Board.Steps;
            runner._test.Publish(runner.JobOf(scenario));
            return runner.WaitForReport() ? (runner._test.Board.Steps - start, runner._driveStages) : throw new Story.StoryException($"the job {scenario} does not end without a cut");
        }

        /// <summary>Carries out a run.</summary>
        /// <param name="trial">The run.</param>
        /// <param name="moments">How many moments its job has; where only those count at which a file is written, how many of those.</param>
        /// <returns>What became of it; null when the job had ended before the supply could fail.</returns>
        public static PowerResult Run(PowerTrial trial, long moments)
        {
            using PowerTrialRunner runner = new PowerTrialRunner(trial);
            return runner.Run(moments);
        }

        /// <summary>Switches everything off.</summary>
        public void Dispose()
        {
            _test.Dispose();
            _isCut.Dispose();
        }

        private PowerResult Run(long moments)
        {
            _test.Board.PowerOn();
            _test.Wait("application loop: started");
            Arm((long)(moments * _trial.Moment), _trial.Victim);
            _test.Publish(JobOf(_trial.Scenario));
            if (!IsCutBeforeTheEnd())
            {
                return null;
            }

            StayOff();
            if (_trial.HasSecondCut)
            {
                Arm((long)(moments * _trial.SecondMoment), PowerVictim.Esp32);
            }

            _test.Board.PowerOn();
            if (_trial.HasSecondCut && (IsCutBeforeTheEnd() || !TryDisarm()))
            {
                _test.Board.PowerOn();
            }

            return Judge(WaitForReport());
        }

        private void Arm(long moment, PowerVictim victim)
        {
            _isCut.Reset();
            _victim = victim is PowerVictim.A or PowerVictim.B ? victim.ToString() : null;
            if (_trial.IsAtDrive)
            {
                _cutAt = Interlocked.Read(ref _driveStages) + 1 + moment;
            }
            else
            {
                _test.Board.Cut = new PowerCut(_test.Board.Steps + 1 + moment, _victim);
            }
        }

        // What comes behind the end of the job, the note that it was reported for one, is no longer interrupted. False when it was.
        private bool TryDisarm()
        {
            _test.Board.Run(_ =>
            {
                _cutAt = 0;
                _test.Board.Cut = null;
            });
            return !_isCut.IsSet;
        }

        private void OnDriveChanging()
        {
            _test.Board.Run(_ =>
            {
                if (Interlocked.Increment(ref _driveStages) == _cutAt)
                {
                    _test.Board.Cut = new PowerCut(_test.Board.Steps + 1, _victim);
                }
            });
        }

        private JobFile JobOf(PowerScenario scenario)
        {
            JobFile job = scenario == PowerScenario.Apart ? _test.Job(JobNumber) : _test.JobTogether(JobNumber);
            job.SetHealth(0, HealthyText, 10);
            if (scenario == PowerScenario.Sick)
            {
                job.SetHealth(1, SickText, 1);
            }

            return job;
        }

        private void OnCut(string victim)
        {
            if (victim == null && _trial.Victim == PowerVictim.All)
            {
                foreach (BoardPart part in _test.Board.Parts)
                {
                    part.Chip.PowerOff();
                }
            }

            Inspect();
            _isCut.Set();
        }

        // What the parts would start now, if they came back with BOOT0 low.
        private void Inspect()
        {
            foreach (string target in _targets)
            {
                MemoryMap memory = _test.Board.Part(target).Chip.Memory;
                if (memory.CanStart(Stm32Part.FlashBase) && !Holds(memory, _test.Old(target)) && !Holds(memory, _test.New(target)))
                {
                    _violation ??= target + " would start what is neither the old nor the new image";
                }
            }
        }

        private static bool Holds(MemoryMap memory, byte[] image)
        {
            return memory.Flash.Copy(0, image.Length).AsSpan().SequenceEqual(image);
        }

        // True when the supply failed; false when the job's end was reported before.
        private bool IsCutBeforeTheEnd()
        {
            SpinWait.SpinUntil(() => _isCut.IsSet || EndReport() != null, _patience);
            return _isCut.IsSet;
        }

        private void StayOff()
        {
            if (_trial.IsLong)
            {
                SpinWait.SpinUntil(() => _test.Board.Log.Lines.Any(line => line.Contains(": goes on in ", StringComparison.Ordinal)) || EndReport() != null, _patience);
            }

            Thread.Sleep(_trial.OffTime);
        }

        private bool WaitForReport()
        {
            return SpinWait.SpinUntil(() => EndReport() != null, _patience)
                && SpinWait.SpinUntil(() => _targets.All(target => _test.Runs(target) is "1.0.0" or "2.0.0"), _settling);
        }

        private JsonElement? EndReport()
        {
            foreach (string post in _test.Server.Posts)
            {
                JsonElement report = JsonDocument.Parse(post).RootElement;
                if (report.GetProperty("state").GetString() == "ended")
                {
                    return report;
                }
            }

            return null;
        }

        private PowerResult Judge(bool hasEnded)
        {
            string[] runs = _targets.Select(target => $"{target} {Described(target)}").ToArray();
            string state = string.Join(", ", runs);
            string wanted = _trial.Scenario == PowerScenario.Sick ? "A 1.0.0, B 1.0.0" : "A 2.0.0, B 2.0.0";
            _test.Board.Run(_ => Inspect());
            string[] log = _test.Board.Log.Lines;
            if (_violation != null || !hasEnded || !runs.All(run => run.EndsWith(".0.0", StringComparison.Ordinal)))
            {
                return new PowerResult(_trial, PowerOutcome.Dead, _violation ?? (hasEnded ? state : "no end was reported: " + state), log);
            }

            if (state == wanted)
            {
                return new PowerResult(_trial, PowerOutcome.Converged, string.Empty, log);
            }

            string[] causes = EndReport().Value.GetProperty("targets").EnumerateArray()
                .Where(target => target.TryGetProperty("cause", out _))
                .Select(target => target.GetProperty("cause").GetString())
                .ToArray();
            return new PowerResult(_trial, causes.Length > 0 ? PowerOutcome.Reported : PowerOutcome.Dead, $"{state}; reported: {string.Join("; ", causes)}", log);
        }

        // The version that a part runs, when all of its image is there; or what it does instead.
        private string Described(string target)
        {
            string runs = _test.Runs(target);
            byte[] image = runs == "1.0.0" ? _test.Old(target) : _test.New(target);
            return _test.Holds(target, image) ? runs : runs + " (not whole)";
        }
    }
}
