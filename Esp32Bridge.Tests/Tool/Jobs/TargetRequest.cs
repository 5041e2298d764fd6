using System.Collections.Generic;
using Esp32Bridge.Images;

namespace Esp32Bridge.Tool.Jobs
{
    /// <summary>The parameters of a target.</summary>
    /// <param name="Name">Its name.</param>
    public sealed record TargetRequest(string Name)
    {
        /// <summary>Gets the files of its image.</summary>
        public List<string> Files { get; } = new List<string>();

        /// <summary>Gets or sets the part by name or device id, or null.</summary>
        public string Device { get; set; }

        /// <summary>Gets or sets the version; null for the one in the image, or else the start of its hash.</summary>
        public string Version { get; set; }

        /// <summary>Gets or sets the text with which the program reports its health, or null.</summary>
        public string Health { get; set; }

        /// <summary>Gets or sets the time limit for that text, in seconds.</summary>
        public int HealthTime { get; set; } = 10;

        /// <summary>Gets or sets the way into the part, one of <see cref="TransferMethod"/>.</summary>
        public string Method { get; set; } = TransferMethod.Bootloader;

        /// <summary>Gets or sets the text that makes the program of the part take an image, or null.</summary>
        public string Trigger { get; set; }

        /// <summary>Gets or sets whether the part is reset before its program takes the image, or null for the default.</summary>
        public bool? Reset { get; set; }

        /// <summary>Gets or sets whether the image is data, not a program.</summary>
        public bool IsData { get; set; }

        /// <summary>Gets or sets whether the read protection may be lifted.</summary>
        public bool MayLift { get; set; }

        /// <summary>Gets or sets whether all of the flash is read back.</summary>
        public bool IsReadBack { get; set; }
    }
}
