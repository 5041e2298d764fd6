using System.Collections.Generic;

namespace Esp32Bridge.Bench
{
    /// <summary>What can be chosen on the command line.</summary>
    public sealed class BenchOptions
    {
        /// <summary>Gets or sets the parts by target name, "L476".</summary>
        public Dictionary<string, string> Parts { get; set; } = new Dictionary<string, string> { ["A"] = "L476", ["B"] = "U575" };

        /// <summary>Gets or sets the files of the new images by target name; a target without one gets the bench's own.</summary>
        public Dictionary<string, string> Images { get; set; } = new Dictionary<string, string>();

        /// <summary>Gets or sets the highest rate of the bootloaders in baud.</summary>
        public int BaudRate { get; set; } = 115200;

        /// <summary>Gets or sets whether lines and flash take their real time.</summary>
        public bool Paced { get; set; } = true;
    }
}
