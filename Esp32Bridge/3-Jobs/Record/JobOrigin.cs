namespace Esp32Bridge.Jobs
{
    /// <summary>The origin of a job, if it is not the default one.</summary>
    public sealed class JobOrigin
    {
        /// <summary>Creates the origin.</summary>
        /// <param name="url">The address of its manifest, the base of relative image addresses.</param>
        /// <param name="reference">The name that the server has given to the job, for the report of its end: 1 to 32 printable ASCII characters.</param>
        public JobOrigin(string url, string reference)
        {
            Url = url;
            Reference = reference;
        }

        /// <summary>Gets the address of its manifest, the base of relative image addresses.</summary>
        public string Url { get; }

        /// <summary>Gets the name that the server has given to the job, for the report of its end.</summary>
        public string Reference { get; }
    }
}
