using System;
using Esp32Bridge.Errors;
using Esp32Bridge.Images;
using Esp32Bridge.Logging;
using Esp32Bridge.Programming;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Jobs
{
    /// <summary>A target on its way through a job: each step of its programmer, remembered before it is taken.</summary>
    internal sealed class TargetRun : IFlashRecord
    {
        /// <summary>
        /// How often a target is begun in a job, restarts of the ESP32 included: a job that brings the ESP32 down each time
        /// ends with this.
        /// </summary>
        internal const int MaximumAttempts = 24;

        private readonly ITargetProgrammer _programmer;
        private readonly IImageSource _images;
        private readonly JobQueue _queue;
        private readonly IJobListener _listener;
        private readonly StopSignal _stop;
        private readonly ILog _log;
        private CheckedImage _image;
        private ITargetSession _session;
        private bool _isRestartDue;
        private bool _isCounted;

        /// <summary>Begins with a target.</summary>
        /// <param name="programmer">Its programmer, or null when there is a <see cref="JobTarget.Problem"/>.</param>
        /// <param name="target">What the job wants of it.</param>
        /// <param name="progress">How far it is.</param>
        /// <param name="images">Where images come from.</param>
        /// <param name="queue">Remembers the progress.</param>
        /// <param name="listener">Who wants to know of it.</param>
        /// <param name="stop">The request to stop.</param>
        /// <param name="log">Where the results of the job go.</param>
        internal TargetRun(
            ITargetProgrammer programmer,
            JobTarget target,
            TargetProgress progress,
            IImageSource images,
            JobQueue queue,
            IJobListener listener,
            StopSignal stop,
            ILog log)
        {
            _programmer = programmer;
            _images = images;
            _queue = queue;
            _listener = listener;
            _stop = stop;
            _log = log;
            Target = target;
            Progress = progress;
            _isRestartDue = programmer != null && progress.Attempts > 0 && !progress.IsFinal && progress.HasProgram;
        }

        /// <summary>Gets how far the target is.</summary>
        internal TargetProgress Progress { get; }

        /// <summary>Gets what the job wants of the target.</summary>
        internal JobTarget Target { get; }

        /// <summary>Gets what the last step threw, or null.</summary>
        internal Exception Error { get; private set; }

        /// <summary>Gets whether it was begun too often.</summary>
        internal bool IsExhausted
        {
            get { return Progress.Attempts >= MaximumAttempts; }
        }

        /// <summary>Gets whether its flash holds something else than before the job, or may do so.</summary>
        internal bool IsTouched
        {
            get { return Progress.Flash != FlashState.OldProgram; }
        }

        /// <inheritdoc/>
        public FlashState Flash
        {
            get { return Progress.Flash; }
        }

        private bool IsPuttingBack
        {
            get { return Progress.State == TargetState.PuttingBack; }
        }

        // The image of this attempt.
        private ImageDescription Image
        {
            get { return IsPuttingBack ? Target.Previous : Target.Image; }
        }

        /// <inheritdoc/>
        public void Remember(FlashState state)
        {
            Progress.Flash = state;
            if (!Progress.HasProgram && !Target.IsData)
            {
                _queue.Programs.Forget(Progress.Name);
            }

            _queue.Save();
        }

        /// <summary>Notes what kept it from a step.</summary>
        /// <param name="error">What it was.</param>
        internal void NoteError(Exception error)
        {
            Error = error;
        }

        /// <summary>Takes a step. What it throws is kept in <see cref="Error"/>, for which no memory is needed.</summary>
        /// <param name="step">The step.</param>
        internal void Take(JobStep step)
        {
            Error = null;
            try
            {
                if (step != JobStep.Release)
                {
                    _ = new byte[Headroom.Size];
                }

                switch (step)
                {
                    case JobStep.Prepare:
                        Prepare();
                        break;
                    case JobStep.Check:
                        Check();
                        break;
                    case JobStep.Enter:
                        Enter();
                        break;
                    case JobStep.Write:
                        BeginWriting();
                        _session.Write();
                        break;
                    case JobStep.Commit:
                        Commit();
                        break;
                    case JobStep.AwaitHealth:
                        AwaitHealth();
                        break;
                    case JobStep.Release:
                        Release();
                        break;
                    case JobStep.Succeed:
                        Succeed();
                        break;
                }
            }
            catch (Exception error)
            {
                Error = error;
            }
        }

        /// <summary>Takes back that the attempt counts: a server that is away does not wear out the job.</summary>
        internal void Discount()
        {
            Progress.Attempts -= _isCounted ? 1 : 0;
            _isCounted = false;
        }

        /// <summary>Begins to put the target back to its previous image.</summary>
        /// <returns>False when there is nothing to be put back, or nothing to put back to.</returns>
        internal bool TryBeginPuttingBack()
        {
            if (Target.Previous == null || !IsTouched)
            {
                return false;
            }

            Progress.Attempts = 0;
            _queue.Current.Waited = 0;
            Become(TargetState.PuttingBack);
            return true;
        }

        /// <summary>A newer job has asked to stop. What was to be put back, or had not shown yet that it need not be, is its matter now.</summary>
        internal void HandOver()
        {
            if (IsPuttingBack || (Target.Previous != null && Progress.Flash == FlashState.NewProgram))
            {
                new TargetFlash(this, FlashState.NewProgram).HandOver();
            }
        }

        /// <summary>Notes why the previous image cannot be fetched yet, and tells of it if that is new.</summary>
        /// <param name="text">Why, or an empty text when it was fetched.</param>
        internal void NoteObstacle(string text)
        {
            string before = Progress.Obstacle;
            Progress.Obstacle = text;
            if (text.Length > 0 && Progress.Obstacle != before)
            {
                Tell();
            }
        }

        /// <summary>Notes as the cause what went wrong with this target, or with another one that it belongs together with.</summary>
        /// <param name="failure">What went wrong.</param>
        internal void NoteCause(StepFailure failure)
        {
            Progress.Cause = failure.Member == this ? failure.Text : Progress.Name + ": together with " + failure.Text;
        }

        /// <summary>Ends the job for the target.</summary>
        /// <param name="state">Its last state, one of <see cref="TargetState"/>.</param>
        /// <exception cref="BridgeException">The program that it has cannot be started.</exception>
        internal void End(string state)
        {
            TryFinally.Run(
                () =>
                {
                    if (_isRestartDue)
                    {
                        // The ESP32 lost its supply while this target was in its bootloader, and left it there.
                        _isRestartDue = false;
                        _programmer.Restart(Target.Image);
                    }
                },
                () =>
                {
                    Progress.IsFinal = true;
                    Become(state);
                });
        }

        /// <summary>Remembers a state, and tells of it if it is another one.</summary>
        /// <param name="state">One of <see cref="TargetState"/>.</param>
        internal void Become(string state)
        {
            bool isOther = TryChange(state);
            _queue.Save();
            if (isOther)
            {
                Tell();
            }
        }

        // Makes sure that an attempt can be begun.
        private void Prepare()
        {
            _stop.Check();
            _isCounted = false;
            if (Target.Problem != null)
            {
                throw Target.Problem;
            }

            if (IsExhausted)
            {
                throw new JobException(
                    "program",
                    "success in " + MaximumAttempts + " attempts",
                    Progress.Cause.Length == 0 ? "none and no error: the ESP32 may have been reset in each" : "none; at last: " + Progress.Cause,
                    "The job is given up.",
                    null);
            }
        }

        // Begins an attempt: the image is downloaded once and checked.
        private void Check()
        {
            Progress.Attempts++;
            _isCounted = true;
            Progress.Percent = 0;
            Become(IsPuttingBack ? TargetState.PuttingBack : TargetState.Downloading);
            _image = new CheckedImage(Image, _images);
            _programmer.Check(_image);
        }

        private void Enter()
        {
            _queue.BeginProgramming();
            _session = _programmer.Enter(_image, new TargetFlash(this, IsPuttingBack ? FlashState.OldProgram : FlashState.NewProgram));
            _isRestartDue = false;
        }

        private void Commit()
        {
            _session.Commit();
            Progress.DeviceId = Image.DeviceId;
            Progress.FlashSize = _session.FlashSize;
            NoteProgram(false);
            Become(IsPuttingBack ? TargetState.PuttingBack : TargetState.Committed);
        }

        private void AwaitHealth()
        {
            if (Target.Health != null)
            {
                _session.AwaitHealth(Target.Health.Text, Target.Health.Timeout);
            }
        }

        private void Release()
        {
            ITargetSession session = _session;
            _session = null;
            _image = null;
            if (session != null)
            {
                session.Release();
            }
        }

        private void Succeed()
        {
            if (Progress.Flash != FlashState.NewProgram)
            {
                throw new JobException("end", "a flash that was read and holds the image", "none that was", "It is tried again.", null);
            }

            Progress.Cause = string.Empty;
            if (Target.Health != null)
            {
                NoteProgram(true);
            }

            _log.Write(Progress.Name + (Target.Health == null ? ": started with version " : ": runs version ") + Progress.Version);
            End(Target.Health == null ? TargetState.Committed : TargetState.Healthy);
        }

        // It is kept with the next state.
        private void NoteProgram(bool isHealthy)
        {
            if (!Target.IsData)
            {
                _queue.Programs.Note(new TargetProgram(Progress.Name, Image.Version, isHealthy));
            }
        }

        // It is kept when the flash is at risk, before which there is nothing to be kept.
        private void BeginWriting()
        {
            if (TryChange(IsPuttingBack ? TargetState.PuttingBack : TargetState.Programming))
            {
                Tell();
            }
        }

        private bool TryChange(string state)
        {
            bool isOther = Progress.State != state;
            Progress.State = state;
            return isOther;
        }

        private void Tell()
        {
            _listener.Changed(_queue.Current.Number, Progress);
        }
    }
}
