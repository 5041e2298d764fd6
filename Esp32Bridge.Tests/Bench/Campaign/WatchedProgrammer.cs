using System;
using Esp32Bridge.Errors;
using Esp32Bridge.Images;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Fakes;

namespace Esp32Bridge.Bench.Campaign
{
    /// <summary>A programmer whose attempts are watched.</summary>
    public sealed class WatchedProgrammer : ITargetProgrammer
    {
        private readonly ITargetProgrammer _programmer;
        private readonly ModelTarget _target;
        private readonly FlashWatch _watch;

        /// <summary>Creates the watch.</summary>
        /// <param name="programmer">The programmer.</param>
        /// <param name="target">Its target.</param>
        /// <param name="watch">Who looks at the flash.</param>
        public WatchedProgrammer(ITargetProgrammer programmer, ModelTarget target, FlashWatch watch)
        {
            _programmer = programmer;
            _target = target;
            _watch = watch;
        }

        /// <inheritdoc/>
        public string Name
        {
            get { return _programmer.Name; }
        }

        /// <inheritdoc/>
        public bool HasNoProgram
        {
            get { return _programmer.HasNoProgram; }
            set { _programmer.HasNoProgram = value; }
        }

        /// <summary>Gets how many attempts there were.</summary>
        public int Attempts { get; private set; }

        /// <summary>Gets what was wrong with an attempt, or null.</summary>
        public string Complaint { get; private set; }

        /// <inheritdoc/>
        public void Check(ImageDescription image, IImageSource source)
        {
            Attempts++;
            Watch(() => _programmer.Check(image, source));
        }

        /// <inheritdoc/>
        public void Enter()
        {
            Watch(_programmer.Enter);
        }

        /// <inheritdoc/>
        public void Write()
        {
            Watch(_programmer.Write);
        }

        /// <inheritdoc/>
        public void Commit()
        {
            Watch(_programmer.Commit);
        }

        /// <inheritdoc/>
        public void AwaitHealth(string text, int timeout)
        {
            Watch(() => _programmer.AwaitHealth(text, timeout));
        }

        /// <inheritdoc/>
        public void Release()
        {
            Watch(_programmer.Release);
            if (!_target.IsClosed)
            {
                Complaint ??= $"attempt {Attempts} did not let go of the line and the pins";
            }
        }

        /// <inheritdoc/>
        public void Restart(ImageDescription image)
        {
            Watch(() => _programmer.Restart(image));
        }

        private void Watch(Action step)
        {
            try
            {
                step();
            }
            catch (Exception error)
            {
                if (error is not BridgeException)
                {
                    Complaint ??= $"attempt {Attempts} ended with {error.GetType().Name}: {error.Message}";
                }

                throw;
            }
            finally
            {
                _watch.Look();
            }
        }
    }
}
