namespace Esp32Bridge.Jobs
{
    /// <summary>Where a job came from, where that was not the usual place.</summary>
    public sealed class JobOrigin
    {
        /// <summary>Creates it.</summary>
        /// <param name="url">The address of its manifest, to which the images' addresses can be relative.</param>
        /// <param name="reference">What it is called by the server that gave it and waits for its end: 1 to 32 printable ASCII characters.</param>
        public JobOrigin(string url, string reference)
        {
            Url = url;
            Reference = reference;
        }

        /// <summary>Gets the address of its manifest, to which the images' addresses can be relative.</summary>
        public string Url { get; }

        /// <summary>Gets what it is called by the server that gave it and waits for its end.</summary>
        public string Reference { get; }
    }
}
