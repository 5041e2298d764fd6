using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Esp32Bridge.Jobs;
using Esp32Bridge.Tool.Jobs;

namespace Esp32Bridge.Tool.Push
{
    /// <summary>Submits a job to a device, and watches it until its targets run.</summary>
    public sealed class JobPush
    {
        // The step of the firmware's ImageException.
        private const string Download = "download";

        private static readonly TimeSpan _interval = TimeSpan.FromSeconds(1);

        private readonly DeviceClient _device;
        private readonly ImageServer _server;
        private readonly IPushView _view;
        private readonly TimeSpan _patience;
        private readonly Stopwatch _sinceChange = Stopwatch.StartNew();
        private string _seen;
        private string _told;

        /// <summary>Creates the push.</summary>
        /// <param name="device">The device.</param>
        /// <param name="server">The server of the images.</param>
        /// <param name="view">Shows the progress.</param>
        /// <param name="patience">The longest time without a change.</param>
        public JobPush(DeviceClient device, ImageServer server, IPushView view, TimeSpan patience)
        {
            _device = device;
            _server = server;
            _view = view;
            _patience = patience;
        }

        /// <summary>Runs the push.</summary>
        /// <param name="job">The job.</param>
        /// <param name="token">The device's token, or null.</param>
        /// <param name="stop">Cancels the watching.</param>
        /// <returns>A task that ends when all targets run.</returns>
        /// <exception cref="ToolException">The device refuses the job; a target does not run its image; or nothing changed for too long.</exception>
        public async Task Run(MadeJob job, string token, CancellationToken stop)
        {
            await _device.Submit(job.Manifest, job.Signature, token, stop);
            _view.Say($"job {job.Number}: accepted by the device");
            await _view.Run(async () =>
            {
                while (!await HasEnded(job.Number, stop))
                {
                    await Task.Delay(_interval, stop);
                }
            });
        }

        private async Task<bool> HasEnded(int number, CancellationToken stop)
        {
            DeviceStatus status;
            try
            {
                status = await _device.Status(stop);
            }
            catch (ToolException error) when (_sinceChange.Elapsed < _patience)
            {
                // It may be restarting, or busy.
                Tell("no answer at the moment: " + error.Got);
                return false;
            }

            if (status.Job > number)
            {
                throw new ToolException($"watch job {number}", "its end", $"job {status.Job} instead", "See what that job does: device status");
            }

            if (status.Job == number)
            {
                _view.Show(status.Targets);
                if (status.HasEnded)
                {
                    Judge(status);
                    return true;
                }
            }

            NoteChange(status, number);
            return false;
        }

        private void NoteChange(DeviceStatus status, int number)
        {
            string now = string.Join(' ', status.Targets.Select(target => target.ToString())) + status.Job;
            if (now != _seen)
            {
                _seen = now;
                _sinceChange.Restart();
            }

            string[] causes = status.Job == number ? status.Targets.Where(target => target.Cause.Length > 0).Select(target => CauseOf(target)).ToArray() : Array.Empty<string>();
            if (causes.Length > 0)
            {
                Tell($"{string.Join("; ", causes)}. {AdviceFor(status.Targets)}".TrimEnd());
            }

            if (_sinceChange.Elapsed >= _patience)
            {
                string got = causes.Length > 0 ? string.Join("; ", causes) : $"no change for {_patience.TotalSeconds} s";
                throw new ToolException($"watch job {number}", "its end", got, AdviceFor(status.Targets) ?? "The device goes on by itself while it can get its images: see device status.");
            }
        }

        private void Judge(DeviceStatus status)
        {
            TargetStatus[] failed = status.Targets.Where(target => target.State is not (TargetState.Committed or TargetState.Healthy)).ToArray();
            if (failed.Length > 0)
            {
                throw new ToolException($"job {status.Job}", "all targets to run their images", string.Join("; ", failed.Select(CauseOf)), AdviceFor(failed) ?? "Correct that and push again: the next job has the next number.");
            }

            foreach (TargetStatus target in status.Targets)
            {
                _view.Say(target.State == TargetState.Healthy ? $"{target.Name}: runs {target.Version} and is well" : $"{target.Name}: has {target.Version} and was started");
            }
        }

        // A cause already begins with the name of its target.
        private static string CauseOf(TargetStatus target)
        {
            string cause = target.Cause.Length == 0 ? "no cause" : target.Cause.TrimEnd('.');
            return $"{target.Name} {target.State} ({cause})" + (target.Obstacle.Length == 0 ? string.Empty : $" ({target.Obstacle})");
        }

        private string AdviceFor(TargetStatus[] targets)
        {
            bool isMissing = !_server.WasAsked && targets.Any(target => target.Cause.StartsWith(target.Name + ": " + Download, StringComparison.Ordinal));
            return isMissing ? $"The device has requested nothing from this PC: does a firewall block {_server.Url}? Use --port with an open port." : null;
        }

        private void Tell(string text)
        {
            if (text != _told)
            {
                _told = text;
                _view.Say(text);
            }
        }
    }
}
