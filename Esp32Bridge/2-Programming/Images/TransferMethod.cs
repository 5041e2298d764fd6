namespace Esp32Bridge.Images
{
    /// <summary>The ways in which an image gets into a part, as they stand in a job.</summary>
    public static class TransferMethod
    {
        /// <summary>The part's system bootloader is handed it, page by page (AN3155).</summary>
        public const string Bootloader = "bootloader";

        /// <summary>A loader in the part's flash is sent it as a file by YMODEM, as ST's in-application programming does (AN4657).</summary>
        public const string Ymodem = "ymodem";

        /// <summary>The program on the part asks for it, range by range.</summary>
        public const string Fetch = "fetch";

        /// <summary>Gets all of them; the first is the usual one.</summary>
        public static string[] All
        {
            get { return new string[] { Bootloader, Ymodem, Fetch }; }
        }
    }
}
