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
        }

        /// <summary>Gets how many attempts there were.</summary>
        public int Attempts { get; private set; }

        /// <summary>Gets what was wrong with an attempt, or null.</summary>
        public string Complaint { get; private set; }

        /// <inheritdoc/>
        public void Program(ImageDescription image, IImageSource source)
        {
            Attempts++;
            try
            {
                _programmer.Program(image, source);
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
                if (!_target.IsClosed)
                {
                    Complaint ??= $"attempt {Attempts} did not let go of the line and the pins";
                }
            }
        }
    }
}
