namespace Esp32Bridge.Images
{
    /// <summary>The methods to transfer an image to a part, with their names in a job.</summary>
    public static class TransferMethod
    {
        /// <summary>The ESP32 writes it through the part's system bootloader, page by page (AN3155).</summary>
        public const string Bootloader = "bootloader";

        /// <summary>The ESP32 sends it as a file by YMODEM to a loader in the part's flash, as in ST's in-application programming (AN4657).</summary>
        public const string Ymodem = "ymodem";

        /// <summary>The program on the part asks for it, range by range.</summary>
        public const string Fetch = "fetch";

        /// <summary>Gets all of them; the first one is the default.</summary>
        public static string[] All
        {
            get { return new string[] { Bootloader, Ymodem, Fetch }; }
        }
    }
}
