using System.Text;
using Esp32Bridge.Errors;
using Esp32Bridge.Images;
using Esp32Bridge.Timing;
using Esp32Bridge.Wires;

namespace Esp32Bridge.Programming
{
    /// <summary>
    /// A target whose own program takes the image: a loader in its flash, or its application. That program knows where the
    /// image goes and when it is valid. The session only makes sure that it gets the right image, and all of it.
    /// </summary>
    internal sealed class ApplicationSession : ITargetSession, ITransferWatch
    {
        // After a reset many programs send a greeting first, and do not listen meanwhile.
        private const int Silence = 200;
        private const int LongestGreeting = 2000;

        private readonly string _name;
        private readonly ITargetWires _wires;
        private readonly CheckedImage _checked;
        private readonly ImageDescription _image;
        private readonly IImageTransfer _transfer;
        private readonly TargetFlash _flash;
        private readonly IClock _clock;
        private readonly PhaseReport _report;
        private readonly byte[] _trigger;
        private bool _mayBeChanged;
        private bool _isRestartDue;

        /// <summary>Creates a session; nothing is touched.</summary>
        /// <param name="name">The target's name.</param>
        /// <param name="wires">The wires to it.</param>
        /// <param name="image">The image that it gets.</param>
        /// <param name="transfer">The transfer method.</param>
        /// <param name="flash">What its flash holds.</param>
        /// <param name="stop">The request to stop; the transfer decides when it takes effect.</param>
        /// <param name="clock">The clock.</param>
        /// <param name="report">Receives the progress.</param>
        internal ApplicationSession(
            string name,
            ITargetWires wires,
            CheckedImage image,
            IImageTransfer transfer,
            TargetFlash flash,
            StopSignal stop,
            IClock clock,
            PhaseReport report)
        {
            _name = name;
            _wires = wires;
            _checked = image;
            _image = image.Description;
            _transfer = transfer;
            _flash = flash;
            _clock = clock;
            _report = report;
            _trigger = _image.Trigger == null ? null : Encoding.UTF8.GetBytes(_image.Trigger);
            Stop = stop;
        }

        /// <inheritdoc/>
        public StopSignal Stop { get; }

        /// <inheritdoc/>
        public int FlashSize
        {
            get { return 0; }
        }

        /// <inheritdoc/>
        public void Write()
        {
            TargetStep.Take(_name, () =>
            {
                _flash.BeginWriting();
                _report.Tell(ProgrammingPhase.Sending, 0);
                _ = new byte[Headroom.Size];
                _transfer.Run(_wires.Line, _checked, this);
                _flash.Confirm();
            });
        }

        /// <inheritdoc/>
        public void Commit()
        {
            TargetStep.Take(_name, () =>
            {
                _report.Tell(ProgrammingPhase.Starting);
                if (_image.IsReset)
                {
                    // Bytes of the loader are not the new program's sign of health.
                    _wires.Line.Drain();
                    _wires.ResetIntoApplication();
                    _isRestartDue = false;
                }

                _report.Tell(ProgrammingPhase.Done);
            });
        }

        /// <inheritdoc/>
        public void AwaitHealth(string text, int timeout)
        {
            TargetStep.Take(_name, () =>
            {
                _report.Tell(ProgrammingPhase.AwaitingHealth);
                new HealthCheck(_wires.Line, Stop, _clock).Await(text, timeout);
            });
        }

        /// <inheritdoc/>
        public void Release()
        {
            _flash.Release(!_mayBeChanged);
            TryFinally.Run(
                () =>
                {
                    if (_isRestartDue && _flash.HasProgram)
                    {
                        _wires.ResetIntoApplication();
                    }
                },
                _wires.Close);
        }

        /// <inheritdoc/>
        public void Prompt()
        {
            if (_trigger != null)
            {
                _wires.Line.Write(_trigger, 0, _trigger.Length);
            }
        }

        /// <inheritdoc/>
        public void Began()
        {
            _mayBeChanged = true;
        }

        /// <inheritdoc/>
        public void StillRuns()
        {
            _flash.ProveProgram();
        }

        /// <inheritdoc/>
        public void Progress(int done)
        {
            _report.Tell(ProgrammingPhase.Sending, done);
        }

        /// <inheritdoc/>
        public void Verifying()
        {
            _report.Tell(ProgrammingPhase.Verifying);
        }

        /// <summary>Resets the target if the image requires it, and asks its program to take the image. The line is open.</summary>
        internal void Enter()
        {
            _report.Tell(ProgrammingPhase.Asking, 0);
            if (_image.IsReset)
            {
                _isRestartDue = true;
                _wires.ResetIntoApplication();
            }

            if (_trigger != null)
            {
                AwaitSilence();
                Prompt();
            }
        }

        private void AwaitSilence()
        {
            byte[] heard = new byte[1];
            long end = _clock.Milliseconds + LongestGreeting;
            while (_wires.Line.Read(heard, 0, 1, Silence) > 0 && _clock.Milliseconds < end)
            {
                _wires.Line.Drain();
            }
        }
    }
}
