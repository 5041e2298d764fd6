using System.Collections.Generic;

namespace Esp32Bridge.Bench
{
    /// <summary>What can be chosen on the command line.</summary>
    public sealed class BenchOptions
    {
        /// <summary>Gets or sets the parts by target name, "L476"; a target without one gets a usual one.</summary>
        public Dictionary<string, string> Parts { get; set; } = new Dictionary<string, string>();

        /// <summary>Gets or sets the files of the new images by target name; a target without one gets the bench's own.</summary>
        public Dictionary<string, string> Images { get; set; } = new Dictionary<string, string>();

        /// <summary>Gets or sets the files of the programs that are in the parts at the start; a target without one has the bench's own.</summary>
        public Dictionary<string, string> Programs { get; set; } = new Dictionary<string, string>();

        /// <summary>Gets or sets the highest rate of the bootloaders in baud, or null for that of the configuration.</summary>
        public int? BaudRate { get; set; } = 115200;

        /// <summary>Gets or sets whether lines and flash take their real time.</summary>
        public bool Paced { get; set; } = true;

        /// <summary>Gets or sets the esp32bridge.json of the device, or the folder with it; null for the board that the firmware ships with.</summary>
        public string Configuration { get; set; }

        /// <summary>Gets or sets the address to which the firmware posts its reports, or null for that of the configuration.</summary>
        public string Report { get; set; }

        /// <summary>Gets or sets whether only the addresses of the board are printed, and not what the firmware says.</summary>
        public bool IsQuiet { get; set; }

        /// <summary>Gets or sets the folder that keeps the drive and the flashes from run to run, or null.</summary>
        public string Folder { get; set; }
    }
}
