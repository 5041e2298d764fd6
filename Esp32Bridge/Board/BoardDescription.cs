namespace Esp32Bridge.Board
{
    /// <summary>The board in one place: which targets it has, how they are wired, and where its jobs come from.</summary>
    public sealed class BoardDescription
    {
        /// <summary>Creates a description.</summary>
        /// <param name="targets">The targets.</param>
        /// <param name="manifestUrl">The address of job.json.</param>
        public BoardDescription(TargetDescription[] targets, string manifestUrl)
        {
            Targets = targets;
            ManifestUrl = manifestUrl;
            PollInterval = 60 * 1000;
        }

        /// <summary>Gets the targets.</summary>
        public TargetDescription[] Targets { get; }

        /// <summary>Gets or sets the address of job.json, http or https.</summary>
        public string ManifestUrl { get; set; }

        /// <summary>
        /// Gets or sets the root certificate of the https servers as PEM ("-----BEGIN CERTIFICATE-----" and so on), or null:
        /// then the roots that are stored in the device count.
        /// </summary>
        public string RootCertificate { get; set; }

        /// <summary>Gets or sets the time between two looks for a job, in milliseconds.</summary>
        public int PollInterval { get; set; }

        /// <summary>
        /// The board as it is shipped: a classic ESP32 with an STM32L4 and an STM32U5. The pins avoid those that strap the
        /// ESP32 at its start, its flash and PSRAM, the inputs only, and COM1. Change it here for your own board.
        /// </summary>
        /// <returns>The description.</returns>
        public static BoardDescription Create()
        {
            TargetDescription a = new TargetDescription("A", new UartWiring("COM2", 25, 26), 27, 33);
            TargetDescription b = new TargetDescription("B", new UartWiring("COM3", 18, 19), 21, 22);
            return new BoardDescription(new TargetDescription[] { a, b }, "http://ota.example.com/job.json");
        }
    }
}
