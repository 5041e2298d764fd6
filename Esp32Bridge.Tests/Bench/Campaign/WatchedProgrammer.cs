using System;
using Esp32Bridge.Errors;
using Esp32Bridge.Images;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Doubles;

namespace Esp32Bridge.Bench.Campaign
{
    /// <summary>A programmer that checks each attempt.</summary>
    public sealed class WatchedProgrammer : ITargetProgrammer
    {
        private readonly ITargetProgrammer _programmer;
        private readonly ModelTarget _target;
        private readonly FlashWatch _watch;

        /// <summary>Creates the watch.</summary>
        /// <param name="programmer">The programmer.</param>
        /// <param name="target">Its target.</param>
        /// <param name="watch">Checks the flash.</param>
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

        /// <summary>Gets the number of attempts.</summary>
        public int Attempts { get; private set; }

        /// <summary>Gets the first violation, or null.</summary>
        public string Complaint { get; private set; }

        /// <inheritdoc/>
        public void CheckJob(ImageDescription image, bool awaitsHealth)
        {
            _programmer.CheckJob(image, awaitsHealth);
        }

        /// <inheritdoc/>
        public void Check(CheckedImage image)
        {
            Attempts++;
            Watch(() => _programmer.Check(image));
        }

        /// <inheritdoc/>
        public ITargetSession Enter(CheckedImage image, TargetFlash flash)
        {
            ITargetSession session = null;
            try
            {
                Watch(() => session = _programmer.Enter(image, flash));
            }
            catch (Exception)
            {
                CheckReleased();
                throw;
            }

            return new WatchedSession(session, Watch, CheckReleased);
        }

        /// <inheritdoc/>
        public void Restart(ImageDescription image)
        {
            Watch(() => _programmer.Restart(image));
        }

        private void CheckReleased()
        {
            if (!_target.IsClosed)
            {
                Complaint ??= $"attempt {Attempts} did not release the line and the pins";
            }
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
