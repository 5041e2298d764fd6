using System.Collections.Generic;

namespace Esp32Bridge.Bench
{
    /// <summary>The options of the command line.</summary>
    public sealed class BenchOptions
    {
        /// <summary>Gets or sets the parts by target name, "L476"; a target without one gets the default part.</summary>
        public Dictionary<string, string> Parts { get; set; } = new Dictionary<string, string>();

        /// <summary>Gets or sets the files of the new images by target name; a target without one gets the image of the bench.</summary>
        public Dictionary<string, string> Images { get; set; } = new Dictionary<string, string>();

        /// <summary>Gets or sets the files of the initial programs by target name; a target without one has the program of the bench.</summary>
        public Dictionary<string, string> Programs { get; set; } = new Dictionary<string, string>();

        /// <summary>Gets or sets the highest rate of the bootloaders in baud, or null for that of the configuration.</summary>
        public int? BaudRate { get; set; } = 115200;

        /// <summary>Gets or sets whether lines and flash take their real time.</summary>
        public bool Paced { get; set; } = true;

        /// <summary>Gets or sets the esp32bridge.json of the device, or the folder that contains it; null for the shipped board.</summary>
        public string Configuration { get; set; }

        /// <summary>Gets or sets the address to which the firmware posts its reports, or null for that of the configuration.</summary>
        public string Report { get; set; }

        /// <summary>Gets or sets whether the bench prints only the addresses of the board, without the firmware's log.</summary>
        public bool IsQuiet { get; set; }

        /// <summary>Gets or sets the folder that keeps the drive and the flash memories from run to run, or null.</summary>
        public string Folder { get; set; }
    }
}
