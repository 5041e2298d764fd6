using System.Collections.Generic;
using Esp32Bridge.Configuration;
using Esp32Bridge.Tool.Keys;

namespace Esp32Bridge.Tool.Jobs
{
    /// <summary>What is wanted of a job.</summary>
    public sealed class JobRequest
    {
        /// <summary>Gets or sets the key that signs it.</summary>
        public JobKey Key { get; set; }

        /// <summary>Gets or sets the folder that it goes to.</summary>
        public JobFolder Folder { get; set; }

        /// <summary>Gets or sets the number; 0 for the next one of the folder.</summary>
        public int Number { get; set; }

        /// <summary>Gets or sets the devices and fleets that it is for.</summary>
        public string[] For { get; set; }

        /// <summary>Gets or sets the targets, in the order of the job.</summary>
        public IReadOnlyList<TargetRequest> Targets { get; set; }

        /// <summary>Gets or sets whether either all targets get their images or none does.</summary>
        public bool IsTogether { get; set; }

        /// <summary>Gets or sets for how many days it waits for a server that is away, or null for what is usual.</summary>
        public int? Patience { get; set; }

        /// <summary>Gets or sets the public key that it announces, or null.</summary>
        public string NextKey { get; set; }

        /// <summary>Gets or sets whether each target has the image of the last job as its previous one.</summary>
        public bool HasPrevious { get; set; }

        /// <summary>Gets or sets the configuration of the device, or null where it is not known.</summary>
        public BoardDescription Board { get; set; }
    }
}
