namespace Esp32Bridge.Ota
{
    /// <summary>A report that waits to be delivered.</summary>
    internal sealed class Report
    {
        /// <summary>Creates a report.</summary>
        /// <param name="body">A JSON text's bytes.</param>
        /// <param name="endedJob">The number of the job whose end it tells, or 0.</param>
        internal Report(byte[] body, int endedJob)
        {
            Body = body;
            EndedJob = endedJob;
        }

        /// <summary>Gets the JSON text's bytes.</summary>
        internal byte[] Body { get; }

        /// <summary>Gets the number of the job whose end it tells, or 0.</summary>
        internal int EndedJob { get; }

        /// <summary>Gets or sets how often it was tried in vain.</summary>
        internal int Attempts { get; set; }
    }
}
