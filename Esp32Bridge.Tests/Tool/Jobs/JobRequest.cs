using System.Collections.Generic;
using Esp32Bridge.Configuration;
using Esp32Bridge.Tool.Keys;

namespace Esp32Bridge.Tool.Jobs
{
    /// <summary>The parameters of a job.</summary>
    public sealed class JobRequest
    {
        /// <summary>Gets or sets the key that signs the job.</summary>
        public JobKey Key { get; set; }

        /// <summary>Gets or sets the folder of the job.</summary>
        public JobFolder Folder { get; set; }

        /// <summary>Gets or sets the number; 0 for the next one of the folder.</summary>
        public int Number { get; set; }

        /// <summary>Gets or sets the addressed devices and fleets.</summary>
        public string[] For { get; set; }

        /// <summary>Gets or sets the targets, in the order of the job.</summary>
        public IReadOnlyList<TargetRequest> Targets { get; set; }

        /// <summary>Gets or sets whether all targets get their images or none does.</summary>
        public bool IsTogether { get; set; }

        /// <summary>Gets or sets for how many days the device retries while the server is away, or null for the default.</summary>
        public int? Patience { get; set; }

        /// <summary>Gets or sets the public key that the job announces, or null.</summary>
        public string NextKey { get; set; }

        /// <summary>Gets or sets whether each target has the image of the last job as its previous one.</summary>
        public bool HasPrevious { get; set; }

        /// <summary>Gets or sets the configuration of the device, or null if not known.</summary>
        public BoardDescription Board { get; set; }
    }
}
