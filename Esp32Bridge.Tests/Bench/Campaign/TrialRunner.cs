using System;
using System.Linq;
using Esp32Bridge.Bench.Ota;
using Esp32Bridge.Jobs;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using Esp32Bridge.Timing;
using Esp32Bridge.Tool.Jobs;

namespace Esp32Bridge.Bench.Campaign
{
    /// <summary>Carries out one run and judges it. Each target has its own virtual time.</summary>
    public sealed class TrialRunner
    {
        // A target pauses until the other one has ended, which takes milliseconds.
        private static readonly TimeSpan _longestStand = TimeSpan.FromSeconds(60);

        private readonly FaultTrial _trial;
        private readonly TrialLog _log = new TrialLog();
        private readonly WatchedTarget[] _targets;
        private readonly TrialDevice _device;
        private readonly TrialRestarts _restarts = new TrialRestarts();
        private int _foreignDownloads;
        private string _complaint;

        private TrialRunner(FaultTrial trial, ProgrammerFactory factory)
        {
            _trial = trial;
            _targets = Array.ConvertAll(trial.Targets, target => new WatchedTarget(target, factory, _log));
            _device = new TrialDevice(new TrialDrive(), Array.ConvertAll(_targets, target => target.Programmer), _log);
        }

        /// <summary>Carries out a run.</summary>
        /// <param name="trial">The run.</param>
        /// <param name="factory">Makes the programmers; null for those of the firmware.</param>
        /// <param name="longestStand">How long a target pauses for the other one to end; null for a minute.</param>
        /// <returns>The result.</returns>
        public static TrialResult Run(FaultTrial trial, ProgrammerFactory factory, TimeSpan? longestStand = null)
        {
            return new TrialRunner(trial, factory).Run(longestStand ?? _longestStand);
        }

        private TrialResult Run(TimeSpan longestStand)
        {
            Array.ForEach(_targets, target => target.Install());
            LetOneStandStill(longestStand);
            bool[] areDone = RunJob(1, job => job.New);
            int attempts = _targets.Sum(target => target.Attempts);
            int bytes = _targets.Sum(target => target.Bytes);
            long time = _targets.Max(target => target.Time);
            JudgeBeside();
            Outcome[] outcomes = _targets.Select((target, i) => target.Judge(areDone[i])).ToArray();
            HearTargets();
            Outcome outcome = outcomes.Max();
            string remark = string.Empty;
            if (outcome != Outcome.Recovered)
            {
                remark = LastErrorOf(_targets[Array.FindIndex(outcomes, one => one != Outcome.Recovered)]);
            }

            if (outcome != Outcome.Recovered || _trial.HasSecondJob)
            {
                CheckNextJob();
            }

            HearTargets();
            return new TrialResult(_trial, _complaint == null ? outcome : Outcome.Violation, _complaint ?? remark, _log.Text) 
            {
                Attempts = attempts,
                Bytes = bytes,
                Time = time,
                Jobs = _device.Jobs,
                Restarts = _restarts.Restarts,
                RefusedOffers = _restarts.RefusedOffers,
                ForeignDownloads = _foreignDownloads,
            };
        }

        // Of two independent targets, the first one with a fault pauses there.
        private void LetOneStandStill(TimeSpan longest)
        {
            int first = Array.FindIndex(_trial.Targets, target => target.Faults.Length > 0);
            if (_targets.Length > 1 && !_trial.IsTogether && first >= 0)
            {
                _targets[first].StandStillFor(_targets[1 - first], longest);
            }
        }

        private void JudgeBeside()
        {
            if (!_trial.IsTogether)
            {
                Array.ForEach(_targets, target => target.JudgeTime());
            }
        }

        // False for a target that failed according to the job.
        private bool[] RunJob(int number, Func<TrialJob, byte[]> content)
        {
            TrialImages images = new TrialImages();
            byte[] manifest = Describe(number, content, images).ToBytes();
            StopSignal stop = new StopSignal();
            _device.Restart(stop);
            JobQueue queue = _device.Queue;
            JobRunner runner = new JobRunner(_device.Programmers, images, new TrialThreads(place => _targets[place].SetEnded()), queue, new NoReports(), stop, _log);
            Array.ForEach(_targets, target => target.Begin());
            try
            {
                _device.Offer(manifest);
                runner.Run(queue.Take());
            }
            catch (Exception error)
            {
                Complain($"job {number} threw {error.GetType().Name}: {error.Message}");
            }

            Array.ForEach(_targets, target => target.End(number));
            HearTargets();
            _foreignDownloads += images.ForeignDownloads;
            if (images.OpenStreams != 0)
            {
                Complain($"job {number} did not close the image");
            }

            if (queue.Current == null)
            {
                Complain($"job {number} was not taken");
                return new bool[_targets.Length];
            }

            JudgeReport(number, queue.Current);
            if (_trial.HasSecondJob)
            {
                _restarts.Judge(_device, _trial.Number);
                Complain(_restarts.Complaint);
            }

            return Array.ConvertAll(queue.Current.Targets, target => target.State == TargetState.Committed);
        }

        private JobFile Describe(int number, Func<TrialJob, byte[]> content, TrialImages images)
        {
            JobFile job = BenchJob.Create(number);
            job.IsTogether = _trial.IsTogether;
            for (int i = 0; i < _trial.Targets.Length; i++)
            {
                TrialTarget target = _trial.Targets[i];
                string url = target.Name + "/new";
                images.Put(TrialDevice.UrlOf(url), content(target.Job));
                job.Add(target.Name, url, content(target.Job), target.Job.DeviceId, Stm32Part.FlashBase + (uint)target.Job.Offset, "test");
                if (target.ForeignDownload > 0 && number == 1)
                {
                    images.PutForeign(TrialDevice.UrlOf(url), target.ForeignDownload, target.Foreign);
                }

                if (target.Job.IsData)
                {
                    job.SetData(i);
                }
                else if (_trial.IsTogether && target.Job.Old.Length > 0)
                {
                    images.Put(TrialDevice.UrlOf(target.Name + "/old"), target.Job.Old);
                    job.SetPrevious(i, target.Name + "/old", target.Job.Old, "test");
                }
            }

            return job;
        }

        private void JudgeReport(int number, JobProgress progress)
        {
            string text = _log.Text;
            string job = $"job {number}: ";
            foreach (TargetProgress target in progress.Targets.Where(target => target.State != TargetState.Committed))
            {
                // Of targets that belong together, the failed one is the one that all wait for.
                string waits = job + "waits: " + (_trial.IsTogether ? string.Empty : target.Name);
                string[] reports = { $"{job}failed: {target.Name}: ", waits, $"{job}{target.Name}: put back to version " };
                if (!reports.Any(report => text.Contains(report, StringComparison.Ordinal)))
                {
                    Complain($"job {number} failed without a report");
                }
            }

            bool[] haveImage = progress.Targets.Where(target => target.IsFinal).Select(target => target.State == TargetState.Committed).ToArray();
            if (_trial.IsTogether && haveImage.Distinct().Count() > 1)
            {
                Complain($"job {number} gave one target its image and the other one not");
            }
        }

        private void CheckNextJob()
        {
            Array.ForEach(_targets, target => target.Mend());
            bool[] areDone = RunJob(2, job => job.Next);
            for (int i = 0; i < areDone.Length; i++)
            {
                if (!areDone[i])
                {
                    Complain("the next job failed: " + LastErrorOf(_targets[i]));
                }
                else
                {
                    _targets[i].JudgeNext();
                }
            }
        }

        private string LastErrorOf(WatchedTarget target)
        {
            string text = _log.Text;
            int start = Math.Max(text.LastIndexOf($"failed: {target.Name}: ", StringComparison.Ordinal), text.LastIndexOf($"waits: {target.Name}: ", StringComparison.Ordinal));
            return start < 0 ? string.Empty : text[start..].Split('|')[0];
        }

        private void HearTargets()
        {
            foreach (WatchedTarget target in _targets.Where(target => target.Complaint != null))
            {
                Complain(_targets.Length == 1 ? target.Complaint : target.Name + ": " + target.Complaint);
            }
        }

        private void Complain(string what)
        {
            _complaint ??= what;
        }
    }
}
