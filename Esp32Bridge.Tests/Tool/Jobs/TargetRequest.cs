using System.Collections.Generic;
using Esp32Bridge.Images;

namespace Esp32Bridge.Tool.Jobs
{
    /// <summary>What is wanted of a target.</summary>
    /// <param name="Name">Its name.</param>
    public sealed record TargetRequest(string Name)
    {
        /// <summary>Gets the files of its image.</summary>
        public List<string> Files { get; } = new List<string>();

        /// <summary>Gets or sets the part, as a name or a device id, or null.</summary>
        public string Device { get; set; }

        /// <summary>Gets or sets the version, or null for the one that the image says, or else the start of its hash.</summary>
        public string Version { get; set; }

        /// <summary>Gets or sets the text by which its program shows that it is well, or null.</summary>
        public string Health { get; set; }

        /// <summary>Gets or sets within how many seconds it has to come.</summary>
        public int HealthTime { get; set; } = 10;

        /// <summary>Gets or sets the way into the part, one of <see cref="TransferMethod"/>.</summary>
        public string Method { get; set; } = TransferMethod.Bootloader;

        /// <summary>Gets or sets what makes the program of the part take an image, or null.</summary>
        public string Trigger { get; set; }

        /// <summary>Gets or sets whether a part whose program takes the image is reset, or null for what is usual.</summary>
        public bool? Reset { get; set; }

        /// <summary>Gets or sets whether the image is no program.</summary>
        public bool IsData { get; set; }

        /// <summary>Gets or sets whether read protection may be lifted.</summary>
        public bool MayLift { get; set; }
    }
}
