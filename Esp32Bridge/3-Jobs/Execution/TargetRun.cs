using System;
using Esp32Bridge.Errors;
using Esp32Bridge.Images;
using Esp32Bridge.Programming;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Jobs
{
    /// <summary>A target on its way through a job: each step of its programmer, remembered before it is taken.</summary>
    public sealed class TargetRun
    {
        /// <summary>
        /// How often a target is begun in a job, restarts of the ESP32 included: a job that brings the ESP32 down each time
        /// ends with this.
        /// </summary>
        public const int MaximumAttempts = 24;

        private readonly ITargetProgrammer _programmer;
        private readonly JobTarget _target;
        private readonly IImageSource _images;
        private readonly JobRecord _record;
        private readonly IJobListener _listener;
        private bool _isRestartDue;
        private bool _isCounted;

        /// <summary>Begins with a target.</summary>
        /// <param name="programmer">Its programmer, or null when there is a <see cref="JobTarget.Problem"/>.</param>
        /// <param name="target">What the job wants of it.</param>
        /// <param name="progress">How far it is.</param>
        /// <param name="images">Where images come from.</param>
        /// <param name="record">Remembers the progress.</param>
        /// <param name="listener">Who wants to know of it.</param>
        public TargetRun(ITargetProgrammer programmer, JobTarget target, TargetProgress progress, IImageSource images, JobRecord record, IJobListener listener)
        {
            _programmer = programmer;
            _target = target;
            _images = images;
            _record = record;
            _listener = listener;
            Progress = progress;
            if (programmer != null)
            {
                programmer.HasNoProgram = progress.IsWithoutProgram;
                _isRestartDue = progress.Attempts > 0 && !progress.IsFinal && !progress.IsWithoutProgram;
            }
        }

        /// <summary>Gets how far the target is.</summary>
        public TargetProgress Progress { get; }

        /// <summary>Gets what the job wants of the target.</summary>
        public JobTarget Target
        {
            get { return _target; }
        }

        /// <summary>Gets whether it was begun too often.</summary>
        public bool IsExhausted
        {
            get { return Progress.Attempts >= MaximumAttempts; }
        }

        /// <summary>Makes sure that an attempt can be begun.</summary>
        /// <param name="stop">The request to stop.</param>
        /// <exception cref="BridgeException">The entry has a problem, there were too many attempts, or it was stopped.</exception>
        public void Prepare(StopSignal stop)
        {
            stop.Check();
            _isCounted = false;
            if (_target.Problem != null)
            {
                throw _target.Problem;
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

        /// <summary>Begins an attempt: the image is downloaded once and checked.</summary>
        /// <param name="image">The image.</param>
        /// <param name="state">What this attempt is, one of <see cref="TargetState"/>.</param>
        /// <exception cref="BridgeException">See <see cref="ITargetProgrammer.Check"/>.</exception>
        public void Check(ImageDescription image, string state)
        {
            Progress.Attempts++;
            _isCounted = true;
            Progress.Percent = 0;
            Become(state);
            _programmer.Check(image, _images);
        }

        /// <summary>Takes back that the attempt counts: a server that is away does not wear out the job.</summary>
        public void Discount()
        {
            Progress.Attempts -= _isCounted ? 1 : 0;
            _isCounted = false;
        }

        /// <summary>Enters the bootloader.</summary>
        /// <exception cref="BridgeException">See <see cref="ITargetProgrammer.Enter"/>.</exception>
        public void Enter()
        {
            _isRestartDue = false;
            _programmer.Enter();
        }

        /// <summary>Writes all but the start of the image.</summary>
        /// <param name="isPrevious">Whether it is the previous image.</param>
        /// <exception cref="BridgeException">See <see cref="ITargetProgrammer.Write"/>.</exception>
        public void Write(bool isPrevious)
        {
            Progress.IsWithoutProgram = true;
            Progress.IsCommitted = false;
            Become(isPrevious ? TargetState.PuttingBack : TargetState.Programming);
            _programmer.Write();
            Progress.IsWithoutProgram = _programmer.HasNoProgram;
            Progress.IsCommitted = !isPrevious && !_programmer.HasNoProgram;
        }

        /// <summary>Makes the image valid and starts the target.</summary>
        /// <param name="isPrevious">Whether it is the previous image.</param>
        /// <exception cref="BridgeException">See <see cref="ITargetProgrammer.Commit"/>.</exception>
        public void Commit(bool isPrevious)
        {
            try
            {
                _programmer.Commit();
            }
            catch (Exception error)
            {
                // It may have the image, and not have started.
                Progress.IsWithoutProgram = _programmer.HasNoProgram;
                Progress.IsCommitted = !isPrevious && !_programmer.HasNoProgram;
                throw error;
            }

            Progress.IsWithoutProgram = false;
            Progress.IsCommitted = !isPrevious;
            Become(isPrevious ? TargetState.PuttingBack : TargetState.Committed);
        }

        /// <summary>Waits for the sign of health, where the job asks for one.</summary>
        /// <exception cref="HealthException">It did not come.</exception>
        public void AwaitHealth()
        {
            if (_target.Health != null)
            {
                _programmer.AwaitHealth(_target.Health.Text, _target.Health.Timeout);
            }
        }

        /// <summary>Begins to put the target back to its previous image.</summary>
        /// <param name="reason">Why.</param>
        /// <returns>False when there is nothing to be put back, or nothing to put back to.</returns>
        public bool BeginPuttingBack(string reason)
        {
            if (_target.Previous == null || (!Progress.IsCommitted && !Progress.IsWithoutProgram))
            {
                return false;
            }

            Progress.Attempts = 0;
            Blame(reason);
            Become(TargetState.PuttingBack);
            return true;
        }

        /// <summary>Says what an error means for the target.</summary>
        /// <param name="error">The error.</param>
        /// <returns>One line that begins with the target's name.</returns>
        public string Describe(Exception error)
        {
            BridgeException known = error as BridgeException;
            if (known != null)
            {
                known.Target = Progress.Name;
            }

            return known == null ? Progress.Name + ": " + error.GetType().Name + " " + error.Message : known.Message;
        }

        /// <summary>Remembers as the cause what went wrong with this target, or with another one.</summary>
        /// <param name="reason">What went wrong.</param>
        /// <returns>One line that begins with the target's name.</returns>
        public string Blame(string reason)
        {
            if (reason.StartsWith(Progress.Name + ": "))
            {
                Progress.Cause = reason;
                return reason;
            }

            string text = Progress.Name + ": together with " + reason;
            Progress.Cause = text;
            return text;
        }

        /// <summary>Lets go of the target.</summary>
        public void Release()
        {
            if (_programmer == null)
            {
                return;
            }

            TryFinally.Run(_programmer.Release, () =>
            {
                Progress.IsWithoutProgram = _programmer.HasNoProgram;
                Progress.IsCommitted = Progress.IsCommitted && !_programmer.HasNoProgram;
            });
        }

        /// <summary>Ends the job for the target.</summary>
        /// <param name="state">Its last state, one of <see cref="TargetState"/>.</param>
        /// <exception cref="BridgeException">The program that it has cannot be started.</exception>
        public void End(string state)
        {
            TryFinally.Run(
                () =>
                {
                    if (_isRestartDue)
                    {
                        // The ESP32 lost its supply while this target was in its bootloader, and left it there.
                        _isRestartDue = false;
                        _programmer.Restart(_target.Image);
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
        public void Become(string state)
        {
            bool isOther = Progress.State != state;
            Progress.State = state;
            _record.Save();
            if (isOther)
            {
                _listener.Changed(_record.Current.Number, Progress);
            }
        }
    }
}
