using System;
using System.Text;
using Esp32Bridge.Errors;
using Esp32Bridge.Images;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Programming
{
    /// <summary>
    /// Programs a target through the program that it has: a loader in its flash, or its application. That program knows
    /// where the image goes and when it is valid; here is only seen to it that it gets the right one, and all of it.
    /// </summary>
    public sealed class ApplicationProgrammer : ITargetProgrammer, ITransferWatch
    {
        private const int BlockSize = 256;

        // Behind a reset many programs say something first, and do not listen meanwhile.
        private const int Silence = 200;
        private const int LongestGreeting = 2000;

        private readonly ITargetLink _target;
        private readonly IImageTransfer[] _transfers;
        private readonly IClock _clock;
        private readonly IProgress _progress;
        private ImageDescription _image;
        private IImageSource _source;
        private IImageTransfer _transfer;
        private byte[] _trigger;
        private bool _isOpen;
        private bool _isRestartDue;

        /// <summary>Creates the programmer.</summary>
        /// <param name="name">The target's name.</param>
        /// <param name="target">The wires to it.</param>
        /// <param name="transfers">The ways in which its program can get an image.</param>
        /// <param name="clock">The clock.</param>
        /// <param name="progress">Who wants to know how far it is.</param>
        public ApplicationProgrammer(string name, ITargetLink target, IImageTransfer[] transfers, IClock clock, IProgress progress)
        {
            Name = name;
            _target = target;
            _transfers = transfers;
            _clock = clock;
            _progress = progress;
        }

        /// <inheritdoc/>
        public string Name { get; }

        /// <inheritdoc/>
        public bool HasNoProgram { get; set; }

        /// <summary>Gets the request to stop; the transfer says when it is heard.</summary>
        public StopSignal Stop { get; init; } = new StopSignal();

        /// <inheritdoc/>
        public void Check(ImageDescription image, IImageSource source)
        {
            Do(() =>
            {
                _image = image;
                _source = source;
                _transfer = Find(image.Method);
                _trigger = image.Trigger == null ? null : Encoding.UTF8.GetBytes(image.Trigger);
                new ImageInspection(Name, _progress, new byte[BlockSize]).Inspect(image, source, null, Stop);
            });
        }

        /// <inheritdoc/>
        public void Enter()
        {
            Do(() =>
            {
                _target.OpenForApplication();
                _isOpen = true;
                Report(ProgrammingPhase.Asking, 0);
                if (_image.IsReset)
                {
                    _isRestartDue = true;
                    _target.ResetIntoApplication();
                }

                if (_trigger != null)
                {
                    AwaitSilence();
                    Prompt();
                }
            });
        }

        /// <inheritdoc/>
        public void Write()
        {
            Do(() =>
            {
                Report(ProgrammingPhase.Sending, 0);
                _transfer.Run(_target.Port, _image, _source, this);
                HasNoProgram = false;
            });
        }

        /// <inheritdoc/>
        public void Commit()
        {
            Do(() =>
            {
                Report(ProgrammingPhase.Starting, _image.Size);
                if (_image.IsReset)
                {
                    // What the loader said is no sign of the new program's health.
                    _target.Port.Drain();
                    _target.ResetIntoApplication();
                    _isRestartDue = false;
                }

                Report(ProgrammingPhase.Done, _image.Size);
            });
        }

        /// <inheritdoc/>
        public void AwaitHealth(string text, int timeout)
        {
            Do(() =>
            {
                Report(ProgrammingPhase.AwaitingHealth, _image.Size);
                new HealthCheck(_target.Port, _clock).Await(text, timeout);
            });
        }

        /// <inheritdoc/>
        public void Release()
        {
            if (_isOpen)
            {
                _isOpen = false;
                bool isRestartDue = _isRestartDue && !HasNoProgram;
                _isRestartDue = false;
                TryFinally.Run(
                    () =>
                    {
                        if (isRestartDue)
                        {
                            _target.ResetIntoApplication();
                        }
                    },
                    _target.Close);
            }
        }

        /// <inheritdoc/>
        public void Restart(ImageDescription image)
        {
            if (image.IsReset)
            {
                Do(() =>
                {
                    _target.OpenForApplication();
                    TryFinally.Run(_target.ResetIntoApplication, _target.Close);
                });
            }
        }

        /// <inheritdoc/>
        public void Prompt()
        {
            if (_trigger != null)
            {
                _target.Port.Write(_trigger, 0, _trigger.Length);
            }
        }

        /// <inheritdoc/>
        public void Began()
        {
            HasNoProgram = true;
        }

        /// <inheritdoc/>
        public void StillRuns()
        {
            HasNoProgram = false;
        }

        /// <inheritdoc/>
        public void Progress(int done)
        {
            Report(ProgrammingPhase.Sending, done);
        }

        /// <inheritdoc/>
        public void Verifying()
        {
            Report(ProgrammingPhase.Verifying, _image.Size);
        }

        // Names the target in whatever error comes.
        private void Do(Action step)
        {
            try
            {
                step();
            }
            catch (BridgeException error)
            {
                error.Target = Name;
                throw error;
            }
        }

        private IImageTransfer Find(string method)
        {
            for (int i = 0; i < _transfers.Length; i++)
            {
                if (_transfers[i].Method == method)
                {
                    return _transfers[i];
                }
            }

            throw new ProgrammingException("check the job", BridgeException.NoAddress, "a method that this firmware has", "'" + method + "'", "Correct the job or update the firmware of the ESP32.");
        }

        private void AwaitSilence()
        {
            byte[] heard = new byte[1];
            long end = _clock.Milliseconds + LongestGreeting;
            while (_target.Port.Read(heard, 0, 1, Silence) > 0 && _clock.Milliseconds < end)
            {
                _target.Port.Drain();
            }
        }

        private void Report(ProgrammingPhase phase, int done)
        {
            _progress.Report(Name, phase, done, _image.Size);
        }
    }
}
