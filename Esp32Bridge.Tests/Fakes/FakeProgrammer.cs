using System;
using Esp32Bridge.Images;
using Esp32Bridge.Programming;

namespace Esp32Bridge.Tests.Fakes
{
    /// <summary>A target that can be programmed after a number of failures.</summary>
    public sealed class FakeProgrammer : ITargetProgrammer
    {
        private readonly FakeLog _events;

        /// <summary>Creates a target.</summary>
        /// <param name="name">Its name.</param>
        /// <param name="events">Where its attempts are noted.</param>
        public FakeProgrammer(string name, FakeLog events)
        {
            Name = name;
            _events = events;
        }

        /// <inheritdoc/>
        public string Name { get; }

        /// <inheritdoc/>
        public bool HasNoProgram { get; private set; }

        /// <summary>Gets or sets what is thrown by the first attempts.</summary>
        public Exception Error { get; set; } = new InvalidOperationException("broken");

        /// <summary>Gets or sets how many attempts fail.</summary>
        public int Failures { get; set; }

        /// <summary>Gets or sets whether a failure leaves the target without a program.</summary>
        public bool LosesProgram { get; set; }

        /// <summary>Gets how many attempts there were.</summary>
        public int Attempts { get; private set; }

        /// <summary>Gets the image of the last attempt.</summary>
        public ImageDescription Image { get; private set; }

        /// <inheritdoc/>
        public void Program(ImageDescription image, IImageSource source)
        {
            Attempts++;
            Image = image;
            _events.Write("program " + Name);
            HasNoProgram = Attempts <= Failures && LosesProgram;
            if (Attempts <= Failures)
            {
                throw Error;
            }
        }
    }
}
