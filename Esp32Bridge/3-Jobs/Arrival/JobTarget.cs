using Esp32Bridge.Errors;
using Esp32Bridge.Images;

namespace Esp32Bridge.Jobs
{
    /// <summary>The entry of a job for one target.</summary>
    public sealed class JobTarget
    {
        /// <summary>Creates an entry.</summary>
        /// <param name="name">The target's name.</param>
        /// <param name="image">The image for the target.</param>
        public JobTarget(string name, ImageDescription image)
        {
            Name = name;
            Image = image;
        }

        /// <summary>Creates an entry that cannot be carried out: the board had such a target when the job was accepted, but has it no more.</summary>
        /// <param name="name">The target's name.</param>
        /// <param name="problem">The reason.</param>
        public JobTarget(string name, BridgeException problem)
        {
            Name = name;
            Problem = problem;
        }

        /// <summary>Gets the target's name.</summary>
        public string Name { get; }

        /// <summary>Gets the image, or null if there is a <see cref="Problem"/>.</summary>
        public ImageDescription Image { get; }

        /// <summary>Gets the version of the image, or an empty text if there is none.</summary>
        internal string Version
        {
            get { return Image == null ? string.Empty : Image.Version; }
        }

        /// <summary>Gets whether the image is data. The target then keeps its program.</summary>
        internal bool IsData
        {
            get { return Image != null && Image.IsData; }
        }

        /// <summary>Gets why the entry cannot be carried out, or null.</summary>
        public BridgeException Problem { get; }

        /// <summary>Gets the image to which the target is put back if the job fails for it, or null.</summary>
        public ImageDescription Previous { get; init; }

        /// <summary>Gets the sign of health of its program, or null if the job does not wait for one.</summary>
        public HealthSign Health { get; init; }
    }
}
