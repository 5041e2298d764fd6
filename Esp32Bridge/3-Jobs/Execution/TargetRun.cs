using System;
using Esp32Bridge.Devices;
using Esp32Bridge.Errors;
using Esp32Bridge.Images;
using Esp32Bridge.Logging;
using Esp32Bridge.Programming;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Jobs
{
    /// <summary>The run of one target through a job: the steps of its programmer, each recorded before it is done.</summary>
    internal sealed class TargetRun : IFlashRecord
    {
        /// <summary>How many times a job begins with a target, including restarts of the ESP32. It ends a job that makes the ESP32 restart each time.</summary>
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

        /// <summary>Creates the run.</summary>
        /// <param name="programmer">Its programmer, or null if there is a <see cref="JobTarget.Problem"/>.</param>
        /// <param name="target">The entry of the job.</param>
        /// <param name="progress">Its progress.</param>
        /// <param name="images">The source of the images.</param>
        /// <param name="queue">Records the progress.</param>
        /// <param name="listener">The listener for the progress.</param>
        /// <param name="stop">The stop request.</param>
        /// <param name="log">The log for the results of the job.</param>
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

        /// <summary>Gets the progress of the target.</summary>
        internal TargetProgress Progress { get; }

        /// <summary>Gets the entry of the job.</summary>
        internal JobTarget Target { get; }

        /// <summary>Gets the exception of the last step, or null.</summary>
        internal Exception Error { get; private set; }

        /// <summary>Gets whether the attempts are used up.</summary>
        internal bool IsExhausted
        {
            get { return Progress.Attempts >= MaximumAttempts; }
        }

        /// <summary>Gets whether the job has changed its flash, or may have done so.</summary>
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

        // Data at the start of the flash lies where a program was. Other data is beside it.
        private bool ReplacesProgram
        {
            get { return !Target.IsData || Target.Image.Address == Stm32Device.FlashBase; }
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
            if (!Progress.HasProgram && ReplacesProgram)
            {
                _queue.Programs.Forget(Progress.Name);
            }

            _queue.Save();
        }

        /// <summary>Records the error that prevented a step.</summary>
        /// <param name="error">The error.</param>
        internal void NoteError(Exception error)
        {
            Error = error;
        }

        /// <summary>Does a step. Its exception is kept in <see cref="Error"/>, which takes no memory.</summary>
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

        /// <summary>Does not count the attempt: an unreachable server must not use up the attempts.</summary>
        internal void Discount()
        {
            Progress.Attempts -= _isCounted ? 1 : 0;
            _isCounted = false;
        }

        /// <summary>Begins to put the target back to its previous image.</summary>
        /// <returns>False if the target is unchanged, or has no previous image.</returns>
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

        /// <summary>
        /// Hands a pending return to the previous image over to a newer job, which has requested the stop. The same applies to a program without its
        /// sign of health.
        /// </summary>
        internal void HandOver()
        {
            if (IsPuttingBack || (Target.Previous != null && Progress.Flash == FlashState.NewProgram))
            {
                new TargetFlash(this, FlashState.NewProgram).HandOver();
            }
        }

        /// <summary>Records why the previous image cannot be fetched yet, and reports a new reason.</summary>
        /// <param name="text">The reason, or an empty text if the image was fetched.</param>
        internal void NoteObstacle(string text)
        {
            string before = Progress.Obstacle;
            Progress.Obstacle = text;
            if (text.Length > 0 && Progress.Obstacle != before)
            {
                Tell();
            }
        }

        /// <summary>Records the cause: the failure of this target, or of another one that belongs together with it.</summary>
        /// <param name="failure">The failure.</param>
        internal void NoteCause(StepFailure failure)
        {
            Progress.Cause = failure.Member == this ? failure.Text : Progress.Name + ": together with " + failure.Text;
        }

        /// <summary>Ends the job for the target.</summary>
        /// <param name="state">Its last state, one of <see cref="TargetState"/>.</param>
        /// <exception cref="BridgeException">Its program cannot be started.</exception>
        internal void End(string state)
        {
            TryFinally.Run(
                () =>
                {
                    if (_isRestartDue)
                    {
                        // A power cut of the ESP32 left this target in its bootloader.
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

        /// <summary>Records a state, and reports it if it is new.</summary>
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

        // Checks that an attempt can begin.
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

        // Begins an attempt: downloads the image once and checks it.
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
                throw new JobException("end", "a flash that was read back and holds the image", "none", "It is tried again.", null);
            }

            Progress.Cause = string.Empty;
            if (Target.Health != null)
            {
                NoteProgram(true);
            }

            _log.Write(Progress.Name + (Target.Health == null ? ": started with version " : ": runs version ") + Progress.Version);
            End(Target.Health == null ? TargetState.Committed : TargetState.Healthy);
        }

        // The next state saves it.
        private void NoteProgram(bool isHealthy)
        {
            if (!Target.IsData)
            {
                _queue.Programs.Note(new TargetProgram(Progress.Name, Image.Version, isHealthy));
            }
        }

        // Not saved here: the record is saved when the flash is at risk, and nothing is lost before that.
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
