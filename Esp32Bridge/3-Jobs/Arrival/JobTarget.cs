using Esp32Bridge.Errors;
using Esp32Bridge.Images;

namespace Esp32Bridge.Jobs
{
    /// <summary>What a job wants of one target.</summary>
    public sealed class JobTarget
    {
        /// <summary>Creates an entry.</summary>
        /// <param name="name">The target's name.</param>
        /// <param name="image">The image that it gets.</param>
        public JobTarget(string name, ImageDescription image)
        {
            Name = name;
            Image = image;
        }

        /// <summary>Creates an entry that cannot be carried out: the board has no such target since it was described anew.</summary>
        /// <param name="name">The target's name.</param>
        /// <param name="problem">What is wrong.</param>
        public JobTarget(string name, BridgeException problem)
        {
            Name = name;
            Problem = problem;
        }

        /// <summary>Gets the target's name.</summary>
        public string Name { get; }

        /// <summary>Gets the image, or null when there is a <see cref="Problem"/>.</summary>
        public ImageDescription Image { get; }

        /// <summary>Gets the version of the image, or an empty text when there is none.</summary>
        internal string Version
        {
            get { return Image == null ? string.Empty : Image.Version; }
        }

        /// <summary>Gets whether the image is data, beside which the target keeps its program.</summary>
        internal bool IsData
        {
            get { return Image != null && Image.IsData; }
        }

        /// <summary>Gets what is wrong with the entry, or null.</summary>
        public BridgeException Problem { get; }

        /// <summary>Gets the image that the target gets back when the job fails for it, or null.</summary>
        public ImageDescription Previous { get; init; }

        /// <summary>Gets by what its program shows that it is well, or null when nobody waits for that.</summary>
        public HealthSign Health { get; init; }
    }
}
