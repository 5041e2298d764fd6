using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text.Json;
using System.Threading;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Bench.Campaign;
using Esp32Bridge.Bench.Ota;
using Esp32Bridge.Tests.Model;

namespace Esp32Bridge.Bench.Power
{
    /// <summary>
    /// Carries out one run on a virtual board, and judges it: two jobs, one after the other, with a cut in one of them. Each time
    /// the supply is back, and after the end, the device is offered the earlier jobs, and one with a false signature.
    /// </summary>
    public sealed class PowerTrialRunner : IDisposable
    {
        private const int FastTime = 20;
        private const int FasterTime = 10;
        private const int Jobs = 2;
        private const int StagesOfWrite = 3;

        // An accepted job goes on before the device has polled this often for another one.
        private const int LooksToGoOn = 150;

        private static readonly TimeSpan _patience = TimeSpan.FromSeconds(120);
        private static readonly TimeSpan _settling = TimeSpan.FromSeconds(10);
        private static readonly string[] _slots = { "state-0.bin", "state-1.bin" };

        private readonly PowerTrial _trial;
        private readonly TestBoard _test;
        private readonly PowerOffers _offers;
        private readonly ManualResetEventSlim _isCut = new ManualResetEventSlim();
        private readonly List<PowerJob> _jobs = new List<PowerJob>();
        private readonly Dictionary<string, FlashWatch> _watches = new Dictionary<string, FlashWatch>();
        private readonly Dictionary<PowerJob, int> _signsOfEnded = new Dictionary<PowerJob, int>();
        private readonly int _timeScale;
        private Dictionary<string, PowerState> _states;
        private ForeignImage _foreign;
        private string _complaint;
        private string _victim;
        private long _driveStages;
        private long _cutAt;
        private int _lostRecords;

        // The device no longer knows what it accepted before the record was lost.
        private int _arrivalsForgotten;

        private PowerTrialRunner(PowerTrial trial)
        {
            _trial = trial;
            _test = new TestBoard(size: trial.Size, description: PowerLines.Describe(trial.Lines), paced: trial.IsOnBus);
            _test.Description.ReportUrl = "http://ota.example.com/reports";
            _offers = new PowerOffers(_test, trial.IsPushed);
            _states = Targets.ToDictionary(target => target, target => new PowerState("1.0.0", _test.Old(target), null));
            _timeScale = trial.IsLong ? FastTime : trial.MayWait ? FasterTime : 1;
            _test.Board.Esp32.TimeScale = _timeScale;
            _test.Board.PowerWasCut += OnCut;
            _test.Board.Stepped += Inspect;
            _test.Board.Esp32.DriveChanging += OnDriveChanging;
        }

        private IEnumerable<string> Targets
        {
            get { return _test.Board.Parts.Select(part => part.Target.Name); }
        }

        private PowerJob Job
        {
            get { return _jobs[^1]; }
        }

        /// <summary>Counts the moments at which the supply can fail in a job without a cut.</summary>
        /// <param name="trial">A run with this job.</param>
        /// <returns>The number of moments from the publication to the report of the end, and how many of them are during a write of a file.</returns>
        public static (long Steps, long DriveStages) Count(PowerTrial trial)
        {
            using PowerTrialRunner runner = new PowerTrialRunner(PowerTrial.WithoutTrouble(trial));
            runner._test.Board.PowerOn();
            runner._test.Wait("application loop: started");
            long start = runner._test.Board.Steps;
            runner.Publish(trial.Scenario);
            return runner.AwaitEnd(false) ? (runner._test.Board.Steps - start, runner._driveStages) : throw new Story.StoryException($"the job {trial.Scenario} does not end without a cut: {runner._complaint}");
        }

        /// <summary>Carries out a run.</summary>
        /// <param name="trial">The run.</param>
        /// <param name="moments">The number of moments of its job; if only those during a write count, the number of those.</param>
        /// <returns>The result; null if the job had ended before the supply could fail.</returns>
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
            PowerOutcome outcome = PowerOutcome.Converged;
            string remark = string.Empty;
            for (int number = 1; number <= Jobs && _complaint == null; number++)
            {
                bool isWithCut = number == _trial.CutJob;
                if (isWithCut)
                {
                    Arm((long)(moments * _trial.Moment), _trial.Victim);
                }

                Publish(isWithCut ? _trial.Scenario : PowerScenario.Apart);
                if (isWithCut && !CutSupply(moments))
                {
                    return null;
                }

                bool hasEnded = AwaitEnd(false);
                (PowerOutcome ofJob, string why) = JudgeEnd(hasEnded);
                outcome = ofJob > outcome ? ofJob : outcome;
                remark = why.Length > 0 ? why : remark;
            }

            if (_complaint == null)
            {
                OfferAfterEnd();
            }

            return new PowerResult(_trial, _complaint == null ? outcome : PowerOutcome.Dead, _complaint ?? remark, _test.Board.Log.Lines)
            {
                Jobs = _jobs.Count,
                RefusedOffers = _offers.Refused,
                ForeignDownloads = _foreign?.ForeignDownloads ?? 0,
                LostRecords = _lostRecords,
            };
        }

        // Returns when the supply is back for good. False if the job ended before the cut.
        private bool CutSupply(long moments)
        {
            if (!AwaitEnd(true))
            {
                return _complaint != null;
            }

            StayOff();
            bool isEsp32 = !_test.Board.Esp32.IsOn;
            if (isEsp32)
            {
                LoseRecord();
            }

            _isCut.Reset();
            TakeJobAway(isEsp32);
            if (_trial.HasSecondCut)
            {
                Arm((long)(moments * _trial.SecondMoment), PowerVictim.Esp32);
            }

            _test.Board.PowerOn();
            OfferAfterCut(isEsp32);
            if (_trial.HasSecondCut && (AwaitEnd(true) || !TryDisarm()))
            {
                _isCut.Reset();
                TakeJobAway(true);
                _test.Board.PowerOn();
                OfferAfterCut(true);
            }

            return true;
        }

        private void Publish(PowerScenario scenario)
        {
            PowerJob job = new PowerJob(_test, _jobs.Count + 1, scenario, _trial.Size, _states);
            if (_jobs.Count + 1 == _trial.CutJob && _trial.ForeignTarget != null)
            {
                _foreign = PutForeign(job, job.ImageOf(_trial.ForeignTarget), job.Wanted[_trial.ForeignTarget].Data != null);
            }

            _test.Board.Run(_ =>
            {
                _jobs.Add(job);
                foreach (string target in Targets)
                {
                    byte[][] images = { _states[target].Program, job.Wanted[target].Program, job.Wanted[target].Data == null ? job.ImageOf(target) : Array.Empty<byte>() };
                    _watches[target] = new FlashWatch(_test.Board.Part(target).Chip, images);
                    if (_foreign != null && target == _trial.ForeignTarget)
                    {
                        _watches[target].Forbid(job.Wanted[target].Data == null ? 0 : PowerJob.DataOffset, job.ImageOf(target), ForeignOf(job.ImageOf(target), job.Wanted[target].Data != null));
                    }
                }
            });
            _offers.Lay(job.Manifest, job.Signature);
        }

        private ForeignImage PutForeign(PowerJob job, byte[] image, bool isData)
        {
            int last = 2 * _trial.ForeignDownloads;
            return new ForeignImage(_test.Server, job.PathOf(_trial.ForeignTarget), image, ForeignOf(image, isData), download => download % 2 == 0 && download <= last);
        }

        private byte[] ForeignOf(byte[] image, bool isData)
        {
            int from = (int)(_trial.ForeignFrom * image.Length);
            return ForeignImage.Of(image, isData ? from : Math.Max(from, 16));
        }

        private void Arm(long moment, PowerVictim victim)
        {
            _isCut.Reset();
            _victim = victim is PowerVictim.A or PowerVictim.B ? victim.ToString() : null;
            if (_trial.IsAtDrive)
            {
                // Between two writes nothing is torn: the cut comes with the file empty, or half written.
                long stages = Interlocked.Read(ref _driveStages);
                long write = (stages + moment) / StagesOfWrite;
                _cutAt = Math.Max(stages + 1, (write * StagesOfWrite) + (_trial.Variant % 2 == 0 ? StagesOfWrite : StagesOfWrite - 1));
            }
            else
            {
                _test.Board.Cut = new PowerCut(_test.Board.Steps + 1 + moment, _victim);
            }
        }

        // What follows the end of the job, such as the note that it was reported, is no longer interrupted. False if it was.
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

        private void OnCut(string victim)
        {
            if (victim == null && _trial.Victim == PowerVictim.All)
            {
                foreach (BoardPart part in _test.Board.Parts)
                {
                    part.Chip.PowerOff();
                }
            }

            if (victim == null)
            {
                // Another board may get this PC's port.
                _test.Board.Esp32.Ports.Clear();
            }

            Inspect();
            _isCut.Set();
        }

        private void Inspect()
        {
            foreach ((string target, FlashWatch watch) in _watches)
            {
                watch.Look();
                if (watch.Complaint != null)
                {
                    _complaint ??= target + ": " + watch.Complaint;
                }
            }
        }

        // A device that comes back gets no help.
        private void TakeJobAway(bool isRestart)
        {
            if (isRestart)
            {
                _test.Server.Remove(PowerOffers.ManifestPath);
            }
        }

        private void StayOff()
        {
            if (_trial.IsLong)
            {
                PowerOffers.Await(() => _test.Board.Log.Lines.Any(line => line.Contains(": goes on in ", StringComparison.Ordinal)) || FindEndReport() != null, _patience);
            }

            Thread.Sleep(_trial.OffTime);
        }

        // Only if the job was accepted: before that, the device knows the number of the job before as the highest.
        private void LoseRecord()
        {
            if (!_trial.LosesRecord || !IsAccepted())
            {
                return;
            }

            Dictionary<string, byte[]> drive = _test.Board.Esp32.Drive;
            lock (drive)
            {
                foreach (string slot in _slots.Where(drive.ContainsKey))
                {
                    drive[slot] = Spoil(drive[slot]);
                }
            }

            _lostRecords++;
            _arrivalsForgotten = CountArrivals();
            _test.Server.Forget();
            foreach (PowerJob ended in _signsOfEnded.Keys.ToArray())
            {
                _signsOfEnded[ended] = CountSigns(ended);
            }
        }

        private byte[] Spoil(byte[] slot)
        {
            byte[] spoilt = (byte[])slot.Clone();
            if (spoilt.Length > 0)
            {
                spoilt[_trial.Variant % spoilt.Length] ^= 0x10;
            }

            return spoilt;
        }

        private bool IsAccepted()
        {
            return CountArrivals() > _arrivalsForgotten;
        }

        private int CountArrivals()
        {
            return _test.Board.Log.Lines.Count(line => line == ArrivalOf(Job));
        }

        // A device that has lost its record must get the job again; any other goes on with it by itself.
        private void OfferAfterCut(bool isRestart)
        {
            int looks = _offers.CountLooks();
            int signs = CountSigns(Job);
            bool goesOn = isRestart && IsAccepted();
            Offer(_jobs.SkipLast(1));
            if (!goesOn)
            {
                _offers.Lay(Job.Manifest, Job.Signature);
                return;
            }

            PowerOffers.Await(() => IsOver() || CountSigns(Job) > signs || FindEndReport() != null || _offers.CountLooks() > looks + (LooksToGoOn * _timeScale), _patience);
            if (!IsOver() && CountSigns(Job) == signs && FindEndReport() == null)
            {
                _complaint ??= $"job {Job.Number} had arrived, and does not go on by itself";
            }
        }

        private void OfferAfterEnd()
        {
            Offer(_jobs);
            _test.Board.Esp32.PowerOff();
            _test.Board.Esp32.Ports.Clear();
            _test.Board.PowerOn();
            Offer(_jobs);
            _offers.AwaitLooks(2, IsOver);
            CheckEnded();
            JudgeStates(_states);
        }

        private void Offer(IEnumerable<PowerJob> ended)
        {
            (byte[] manifest, byte[] signature) = Job.Forge(Jobs + 1, _trial.Variant);
            _offers.Make("a job with a false signature", manifest, signature, HttpStatusCode.Forbidden, IsOver);
            foreach (PowerJob job in ended)
            {
                _offers.Make($"job {job.Number}, which had ended,", job.Manifest, job.Signature, HttpStatusCode.Conflict, IsOver);
            }

            _complaint ??= _offers.Complaint;
            CheckEnded();
        }

        private bool IsOver()
        {
            return _isCut.IsSet || _complaint != null;
        }

        // No image of a job that has ended, or that was never signed, is fetched.
        private void CheckEnded()
        {
            foreach ((PowerJob job, int signs) in _signsOfEnded)
            {
                if (CountSigns(job) > signs)
                {
                    _complaint ??= $"job {job.Number} had ended, and is carried out again";
                }
            }

            if (_test.Server.Requests.Any(request => request.StartsWith($"GET /{Jobs + 1}/", StringComparison.Ordinal)))
            {
                _complaint ??= "a job with a false signature is carried out";
            }
        }

        // Signs that a job is carried out: its images are fetched. That it will be: it has arrived.
        private int CountSigns(PowerJob job)
        {
            return _test.Server.Requests.Count(job.IsFetchedBy) + _test.Board.Log.Lines.Count(line => line == ArrivalOf(job));
        }

        private static string ArrivalOf(PowerJob job)
        {
            return $"job {job.Number}: arrived";
        }

        // True when the end was reported; or when the supply failed, if that is awaited.
        private bool AwaitEnd(bool isCutWanted)
        {
            if (isCutWanted)
            {
                PowerOffers.Await(() => IsOver() || FindEndReport() != null, _patience);
                return _isCut.IsSet;
            }

            return PowerOffers.Await(() => _complaint != null || FindEndReport() != null, _patience) && _complaint == null;
        }

        private JsonElement? FindEndReport()
        {
            foreach (string post in _test.Server.Posts.Where(post => post.Contains("\"ended\"", StringComparison.Ordinal)))
            {
                JsonElement report = JsonDocument.Parse(post).RootElement;
                if (report.GetProperty("state").GetString() == "ended" && report.GetProperty("job").GetInt32() == Job.Number)
                {
                    return report;
                }
            }

            return null;
        }

        private (PowerOutcome Outcome, string Remark) JudgeEnd(bool hasEnded)
        {
            if (!hasEnded)
            {
                _complaint ??= $"no end of job {Job.Number} was reported: {DescribeAll()}";
                return (PowerOutcome.Dead, _complaint);
            }

            PowerOffers.Await(() => _test.Board.Parts.All(part => _test.Runs(part.Target.Name).EndsWith(".0.0", StringComparison.Ordinal)), _settling);
            CheckEnded();
            _signsOfEnded[Job] = CountSigns(Job);
            _test.Board.Run(_ => Inspect());
            if (Targets.All(target => Holds(target, Job.Wanted[target])))
            {
                _states = new Dictionary<string, PowerState>(Job.Wanted);
                return (PowerOutcome.Converged, string.Empty);
            }

            string[] causes = FindEndReport().Value.GetProperty("targets").EnumerateArray()
                .Where(target => target.TryGetProperty("cause", out _))
                .Select(target => target.GetProperty("cause").GetString())
                .ToArray();
            string remark = $"{DescribeAll()}; reported: {string.Join("; ", causes)}";
            Dictionary<string, PowerState> states = Targets.ToDictionary(target => target, StateOf);
            if (causes.Length == 0 || states.ContainsValue(null))
            {
                _complaint ??= $"job {Job.Number}: {remark}";
            }

            _states = states;
            return (PowerOutcome.Reported, remark);
        }

        private void JudgeStates(IReadOnlyDictionary<string, PowerState> states)
        {
            _test.Board.Run(_ => Inspect());
            if (!Targets.All(target => Holds(target, states[target])))
            {
                _complaint ??= "after the end of the jobs: " + DescribeAll();
            }
        }

        // The state of a part, of those before or after the job; null if it does not run a whole program.
        private PowerState StateOf(string target)
        {
            PowerState before = _states[target] with { Data = null };
            PowerState wanted = Job.Wanted[target] with { Data = null };
            return Holds(target, before) ? before : Holds(target, wanted) ? wanted : null;
        }

        private bool Holds(string target, PowerState state)
        {
            return _test.Runs(target) == state.Version
                && _test.Holds(target, state.Program)
                && (state.Data == null || _test.Holds(target, state.Data, PowerJob.DataOffset));
        }

        private string DescribeAll()
        {
            return string.Join(", ", Targets.Select(target => $"{target} {_test.Runs(target)}{(StateOf(target) == null ? " (not whole)" : string.Empty)}"));
        }
    }
}
